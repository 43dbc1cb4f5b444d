"""A form that was sent: its token is taken once, so that sending it twice changes nothing twice."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from cse_portal.agencies.models import User
from cse_portal.core.models import Record


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class Submission(Record):
    """Written in the deed's own transaction; `digest` tells the same words sent again from other words.

    `page` and `turn` say up to where the sending page had written, so that a late save of the same words is known.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField()
    page = models.UUIDField(null=True)
    turn = models.PositiveIntegerField(db_default=0, default=0)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="submission_once_a_token")]
        indexes = [models.Index(fields=["created_at"], name="submission_by_age")]

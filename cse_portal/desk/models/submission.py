"""A form that was sent: its token is taken once, so that sending it twice changes nothing twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cse_portal.core.models import Record


class Submission(Record):
    """Written in the deed's own transaction; `digest` tells the same words sent again from other words."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField()
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="submission_once_a_token")]
        indexes = [models.Index(fields=["created_at"], name="submission_by_age")]

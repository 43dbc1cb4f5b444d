"""The address under which somebody's own calendar shows what is due to them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.core import clock
from cse_portal.core.models import Record


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def in_use(self) -> Self:
        return self.filter(ended_at__isnull=True)


class CalendarFeed(Record):
    """Its key is shown once and stands here as a digest only; each new one ends the one before."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    # A new password, whoever set it, ends the address as it ends every session.
    stamp = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    fetches = models.PositiveIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="calendar_feed_once_a_person")
        ]

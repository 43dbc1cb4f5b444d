"""How somebody is reached beside the portal itself: when not, and on which mobile number."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.core.models import Record


class Reaching(Record):
    """What they said about it themselves. A number counts once they have typed the code that was sent to it."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reaching")
    # Hours of the day; none where the partnership's are theirs too.
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__gt=F("quiet_until"), quiet_from__lte=24),
                name="quiet_hours_leave_a_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(mobile=""), name="only_a_number_is_confirmed"
            ),
        ]

    @property
    def takes_texts(self) -> bool:
        return self.confirmed_at is not None

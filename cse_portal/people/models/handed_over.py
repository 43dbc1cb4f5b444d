"""Work that changed hands when somebody left, so that it can go back when they are brought back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cse_portal.agencies.models import Membership
from cse_portal.core.models import Record


class HandedOver(Record):
    """`kind` and `key` are the registry's: which app keeps the work, and how it calls it."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handed_over")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

"""Trouble of the service itself that was told to whoever runs it: once when it begins, once when it is over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cse_portal.core import clock
from cse_portal.core.models import Record


class ServiceTrouble(Record):
    """One kind of scheduled work, or a queue, that needs somebody."""

    name = models.CharField(max_length=80)
    ail = models.CharField(max_length=20)
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(ended_at=None), name="service_trouble_once_a_name")
        ]

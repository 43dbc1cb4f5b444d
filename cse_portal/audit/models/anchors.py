"""What is sent outside each day to hold the trail against, and each time that it was held against it."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from cse_portal.core import clock


class AuditAnchor(models.Model):
    """The heads of all chains at one instant, as one digest that includes the digest before."""

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    taken_at = models.DateTimeField()
    horizon = models.BigIntegerField()
    chains = models.BigIntegerField()
    entries = models.BigIntegerField()
    moved = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=80)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.file_name


class AuditCheckQuerySet(models.QuerySet["AuditCheck"]):
    def whole(self) -> Self:
        """Of everything there is; a part that is right says nothing about the rest."""
        return self.filter(is_whole=True)


class AuditCheck(models.Model):
    """One run of the verifier: what it looked at and what it found broken, without any name."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    is_whole = models.BooleanField()
    with_anchors = models.BooleanField()
    entries = models.BigIntegerField()
    chains = models.BigIntegerField()
    broken = models.PositiveIntegerField()
    findings = models.JSONField(default=list, blank=True)

    objects = AuditCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(finished_at__gte=models.F("started_at")), name="audit_check_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.broken} broken"

    @property
    def age(self) -> timedelta:
        return clock.now() - self.finished_at

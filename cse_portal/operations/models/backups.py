"""Every backup that was made or failed, so that the age of the last good one is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from cse_portal.core import clock
from cse_portal.core.models import Record


class BackupRunQuerySet(models.QuerySet["BackupRun"]):
    def good(self) -> Self:
        return self.filter(verified_at__isnull=False)


class BackupRun(Record):
    """One run of the backup: what it holds and when it was read back; or the sentence that says why not."""

    class Kind(models.TextChoices):
        DATABASE = "database", "Database and documents"
        BASE = "base", "Base for point-in-time recovery"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    tables = models.PositiveIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=400, blank=True)

    objects = BackupRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["-verified_at"], name="backup_last_good", condition=Q(failure=""))]
        constraints = [
            models.CheckConstraint(
                condition=Q(failure="", verified_at__isnull=False) & ~Q(sha256="") & ~Q(file_name="")
                | ~Q(failure="") & Q(verified_at__isnull=True, sha256=""),
                name="backup_good_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__gte=models.F("started_at")), name="backup_ends_after_it_starts"
            ),
        ]

    @property
    def took(self) -> timedelta:
        return self.finished_at - self.started_at

    @property
    def age(self) -> timedelta:
        return clock.now() - self.started_at

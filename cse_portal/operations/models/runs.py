"""Signs of life of each part of the service, and every run of its scheduled work."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models

from cse_portal.core import clock
from cse_portal.operations.task_names import part_title, task_title

LOST_AFTER = timedelta(hours=1)


class ServiceHeartbeat(models.Model):
    """The last sign of life of one part: the worker, the beat. One row each, overwritten."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return part_title(self.name)

    def age(self) -> timedelta:
        """Never negative: two machines' clocks differ a little."""
        return max(clock.now() - self.at, timedelta(0))


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def failures(self) -> Self:
        return self.filter(outcome=JobRun.Outcome.FAILED)

    def last_of_each(self) -> Self:
        return self.order_by("name", "-started_at", "-pk").distinct("name")


class JobRun(models.Model):
    """One run of one scheduled task: when, how it ended, how many things it did. Never about whom."""

    class Outcome(models.TextChoices):
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    name = models.CharField(max_length=80)
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.RUNNING)
    count = models.PositiveIntegerField(default=0)
    error_kind = models.CharField(max_length=120, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["name", "-started_at"], name="job_run_last_of_each")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="running", finished_at__isnull=True)
                | (~models.Q(outcome="running") & models.Q(finished_at__isnull=False)),
                name="job_run_ends_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="failed") | models.Q(error_kind=""),
                name="job_run_error_only_when_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"

    @property
    def title(self) -> str:
        return task_title(self.name)

    @property
    def is_lost(self) -> bool:
        """Started long ago and never heard of again: its worker was killed."""
        return self.outcome == self.Outcome.RUNNING and clock.now() - self.started_at > LOST_AFTER

    @property
    def took(self) -> timedelta | None:
        return self.finished_at - self.started_at if self.finished_at else None

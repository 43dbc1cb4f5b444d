"""Work done in the background for one person, and the file that waits for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.core.queues import QueueState
from cse_portal.desk import workflow
from cse_portal.desk.workflow import JobStatus


class BackgroundJobQuerySet(models.QuerySet["BackgroundJob"]):
    def visible_to(self, user: Any) -> Self:
        """Only its owner ever sees a job; removed ones are gone for them too."""
        return self.filter(owner=user, removed_at__isnull=True)

    def listed(self, at: datetime) -> Self:
        return self.filter(requested_at__gt=at - workflow.LISTED_FOR)

    def under_way(self) -> Self:
        return self.filter(status__in=workflow.UNDER_WAY)

    def to_hand_over(self, at: datetime) -> Self:
        return self.filter(status=JobStatus.WAITING, hand_over_at__lte=at)

    def gone_silent(self, at: datetime) -> Self:
        return self.filter(status=JobStatus.RUNNING, heartbeat_at__lt=at - workflow.SILENT_TOO_LONG)

    def with_file_to_remove(self, at: datetime) -> Self:
        return self.exclude(file="").filter(Q(expires_at__lte=at) | Q(removed_at__isnull=False))

    def state(self) -> QueueState:
        counts = dict(self.order_by().values_list("status").annotate(models.Count("pk")))
        oldest = self.filter(status=JobStatus.WAITING).aggregate(at=models.Min("requested_at"))["at"]
        return QueueState(
            counts={str(status): counts.get(status, 0) for status in JobStatus}, oldest_waiting_at=oldest
        )


class BackgroundJob(Record):
    """One request for something that takes more than a moment. Nothing in it is personal data."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="background_jobs")
    # The role in which it was asked for: what is read for it is what that role sees, and no other of its owner's.
    hat = models.ForeignKey("agencies.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    parameters = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        max_length=10, choices=[(s.value, title) for s, title in workflow.TITLES.items()], default=JobStatus.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    requested_at = models.DateTimeField(default=clock.now)
    hand_over_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    attempt_token = models.UUIDField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    file = models.CharField(max_length=200, blank=True, editable=False)
    file_name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "-requested_at"], name="job_of_owner"),
            models.Index(fields=["hand_over_at"], name="job_waiting", condition=Q(status="waiting")),
            models.Index(fields=["heartbeat_at"], name="job_running", condition=Q(status="running")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "hat", "kind", "parameters"],
                condition=Q(status__in=["waiting", "running"]),
                nulls_distinct=False,
                name="job_asked_once_in_a_role",
            ),
            models.CheckConstraint(
                condition=~Q(status="running")
                | Q(started_at__isnull=False, heartbeat_at__isnull=False, attempt_token__isnull=False),
                name="job_running_has_an_attempt",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "running"], finished_at__isnull=True)
                | Q(status__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_finished_says_when",
            ),
            models.CheckConstraint(
                condition=Q(status="done", expires_at__isnull=False) & ~Q(sha256="") & ~Q(file_name="")
                | ~Q(status="done") & Q(expires_at__isnull=True, file="", sha256=""),
                name="job_done_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(failure="") | ~Q(status="failed") & Q(failure=""),
                name="job_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.ref}"

    def get_status(self) -> JobStatus:
        return JobStatus(self.status)

    @property
    def is_under_way(self) -> bool:
        return self.status in workflow.UNDER_WAY

    @property
    def is_cancelling(self) -> bool:
        return self.is_under_way and self.cancel_requested_at is not None

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def is_ready(self) -> bool:
        """A file is there for its owner to fetch."""
        return self.status == JobStatus.DONE and bool(self.file) and not self.has_expired

    @property
    def percent(self) -> int:
        return workflow.share_done(self.done, self.total)

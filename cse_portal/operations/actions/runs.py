"""Records signs of life and runs of scheduled work.

These are the machine's own pulse, thousands a day and about nobody, so they are not audit events:
the rows written here are themselves the record.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.operations.models import JobRun, ServiceHeartbeat

KEEP_RUNS = timedelta(days=14)
KEEP_FAILURES = timedelta(days=90)


@transaction.atomic
def mark_alive(*, name: str, at: datetime | None = None, detail: dict[str, Any] | None = None, by: System) -> None:
    ServiceHeartbeat.objects.update_or_create(name=name, defaults={"at": at or clock.now(), "detail": detail or {}})


@transaction.atomic
def begin_run(*, name: str, by: System) -> JobRun:
    return JobRun.objects.create(name=name)


@transaction.atomic
def end_run(*, run: JobRun, count: int = 0, error_kind: str = "", by: System) -> None:
    run.finished_at = clock.now()
    run.outcome = JobRun.Outcome.FAILED if error_kind else JobRun.Outcome.DONE
    run.count = max(count, 0)
    run.error_kind = error_kind[:120]
    run.save(update_fields=["finished_at", "outcome", "count", "error_kind"])


@transaction.atomic
def forget_old_runs(*, by: System) -> int:
    """Two weeks of runs, three months of failures: enough to see a pattern."""
    now = clock.now()
    over = JobRun.objects.filter(started_at__lt=now - KEEP_RUNS).exclude(outcome=JobRun.Outcome.FAILED)
    failed = JobRun.objects.failures().filter(started_at__lt=now - KEEP_FAILURES)
    return over.delete()[0] + failed.delete()[0]

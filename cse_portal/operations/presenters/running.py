"""What the operations page shows, and the one thing every page's frame must know about the service."""

from __future__ import annotations

import platform
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from cse_portal.audit.models import AuditAnchor, AuditCheck
from cse_portal.audit.queries import last_anchor, last_check
from cse_portal.core import broker, clock
from cse_portal.core.queues import QueueState, all_queues
from cse_portal.operations import health
from cse_portal.operations.models import BackupRun, JobRun, ServiceHeartbeat
from cse_portal.operations.queries import is_due, last_good_backup
from cse_portal.operations.scheduled import scheduled_names
from cse_portal.operations.task_names import task_title

RECENT = timedelta(days=7)


class Service:
    """Template context `service`: asked only by pages that show it, and Redis at most four times a minute."""

    @property
    def redis_is_away(self) -> bool:
        return not broker.is_reachable()


def service(request: HttpRequest) -> dict[str, Any]:
    return {"service": Service()}


@dataclass(frozen=True)
class WaitingQueue:
    title: str
    state: QueueState
    waiting_for: timedelta | None


@dataclass(frozen=True)
class OperationsPage:
    health: health.Health
    heartbeats: list[ServiceHeartbeat]
    runs: list[JobRun]
    never_run: list[str]
    failures: list[JobRun]
    queues: list[WaitingQueue]
    versions: list[tuple[str, str]]
    looked_at: datetime
    last_backup: BackupRun | None
    backup_is_due: bool
    last_check: AuditCheck | None
    last_anchor: AuditAnchor | None


def operations_page() -> OperationsPage:
    now, last_backup = clock.now(), last_good_backup()
    runs = sorted(JobRun.objects.last_of_each(), key=lambda run: run.title)
    kept = scheduled_names() - {"operations.heartbeat"}
    return OperationsPage(
        health=health.look(),
        heartbeats=list(ServiceHeartbeat.objects.all()),
        runs=runs,
        never_run=sorted(task_title(name) for name in kept - {run.name for run in runs}),
        failures=list(JobRun.objects.failures().filter(started_at__gt=now - RECENT)[:20]),
        queues=[_queue(queue.title, queue.read(), now) for queue in all_queues()],
        versions=versions(),
        looked_at=now,
        last_backup=last_backup,
        backup_is_due=is_due(last_backup),
        last_check=last_check(),
        last_anchor=last_anchor(),
    )


def _queue(title: str, state: QueueState, now: datetime) -> WaitingQueue:
    oldest = state.oldest_waiting_at
    return WaitingQueue(title=title, state=state, waiting_for=now - oldest if oldest else None)


def versions() -> list[tuple[str, str]]:
    server = ".".join(str(part) for part in divmod(connection.pg_version, 10_000))  # type: ignore[attr-defined]
    names = ("Django", "celery", "weasyprint", "gunicorn")
    return [
        ("CSE Portal", portal_version()),
        ("Python", platform.python_version()),
        ("Postgres", server),
        *((name.capitalize() if name.islower() else name, version(name)) for name in names),
    ]


@lru_cache(maxsize=1)
def portal_version() -> str:
    try:
        return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])
    except (OSError, KeyError):
        return "unknown"

"""Records backups that were made, failed, or were brought back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System
from cse_portal.operations.backup import Proved
from cse_portal.operations.models import BackupRun


@transaction.atomic
def record_backup(*, proved: Proved, started_at: datetime, by: System) -> BackupRun:
    now = clock.now()
    run = BackupRun.objects.create(
        kind=proved.manifest.kind,
        started_at=started_at,
        finished_at=now,
        verified_at=now,
        file_name=proved.path.name,
        size=proved.size,
        sha256=proved.sha256,
        tables=len(proved.manifest.rows),
        rows=proved.rows,
        documents=len(proved.manifest.files),
    )
    record("backup.made", about=run, detail={"size": run.size, "sha256": run.sha256}, by=by)
    return run


@transaction.atomic
def record_failed_backup(*, kind: str, started_at: datetime, failure: str, by: System) -> BackupRun:
    run = BackupRun.objects.create(kind=kind, started_at=started_at, finished_at=clock.now(), failure=failure[:400])
    record("backup.failed", about=run, by=by)
    return run


@transaction.atomic
def note_restore(*, created_at: str, sha256: str, rows: int, documents: int, by: System) -> None:
    """Written into the database that came back: from here on it speaks of what happened after."""
    detail = {"backup_made_at": created_at, "sha256": sha256, "rows": rows, "documents": documents}
    record("backup.restored", detail=detail, by=by)


@transaction.atomic
def note_pruning(*, removed: int, kept: int, by: System) -> None:
    record("backup.pruned", detail={"removed": removed, "kept": kept}, by=by)


def forget_backup_run(*, run: BackupRun, by: Actor) -> None:
    """Part of carrying out a disposal list, whose certificate is the event."""
    run.delete()

"""What other rooms and pages ask about operations."""

from __future__ import annotations

from datetime import timedelta

from cse_portal.operations.models import BackupRun

BACKUP_DUE_AFTER = timedelta(hours=26)


def last_good_backup() -> BackupRun | None:
    """The newest backup that has been read back; its `age` says how much could be lost."""
    return BackupRun.objects.good().first()


def backup_is_due() -> bool:
    last = last_good_backup()
    return last is None or last.age > BACKUP_DUE_AFTER

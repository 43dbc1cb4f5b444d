"""What went wrong with a backup, in one sentence that says what to do."""

from __future__ import annotations

import errno
from pathlib import Path

NO_ROOM = {errno.ENOSPC: "is full", errno.EDQUOT: "is full for this user", errno.EFBIG: "takes no file this large"}


class BackupTrouble(Exception):
    """Shown as it stands to whoever runs the command."""


def from_os_error(error: OSError, place: Path) -> BackupTrouble:
    if error.errno in NO_ROOM:
        return BackupTrouble(f"The disk that holds {place} {NO_ROOM[error.errno]}: make room, then run again.")
    return BackupTrouble(f"{place} cannot be used: {error.strerror or error}.")

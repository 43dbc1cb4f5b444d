"""Postgres hands each finished piece of its log here to be sealed, and asks for it back in a recovery.

    archive_command = 'python -m cse_portal.operations.wal archive %p %f'
    restore_command = 'python -m cse_portal.operations.wal restore %f %p'

Needs only BACKUP_DIR and BACKUP_KEY_FILE. It leaves Django alone: Postgres runs it for every piece.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cse_portal.operations import archive
from cse_portal.operations.archive import WAL, Reader, Writer
from cse_portal.operations.sealing import DAMAGED, Opener, Sealer, read_key
from cse_portal.operations.trouble import BackupTrouble, from_os_error

FOLDER = "wal"
SUFFIX = ".sealed"
NAME = re.compile(r"[0-9A-Za-z._-]{8,64}")
USAGE = "usage: python -m cse_portal.operations.wal archive PATH NAME | restore NAME PATH"
NOT_THERE = 1
# Postgres takes a low number for "no such piece, the log ends here"; above 125 it stops the recovery,
# because going on without a piece that exists would quietly lose what was acknowledged.
STOP_RECOVERY = 200


def sealed_at(folder: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise BackupTrouble(f"{name!r} is not the name of a piece of Postgres’ log.")
    return folder / FOLDER / (name + SUFFIX)


def archive_segment(segment: Path, *, name: str, folder: Path, key: bytes) -> None:
    """Sealed, on the disk and whole, or an error and nothing. Never over a different piece of that name."""
    target = sealed_at(folder, name)
    if target.exists():
        # Postgres asks again when it was killed between our success and its note of it.
        if b"".join(_plain(target, key)) != _read(segment):
            raise BackupTrouble(f"{target} holds another piece of that name: give each server its own BACKUP_DIR.")
        return
    data = _read(segment)
    with archive.written_whole(target) as out:
        sealer = Sealer(out, key)
        Writer(sealer).add(WAL, name, [data])
        sealer.close()


def restore_segment(name: str, *, target: Path, folder: Path, key: bytes) -> bool:
    """False when the archive has no such piece."""
    source = sealed_at(folder, name)
    if not source.exists():
        return False
    with archive.written_whole(target) as out:
        for block in _plain(source, key):
            out.write(block)
    return True


def newest(folder: Path) -> Path | None:
    """The piece archived last."""
    pieces = list((folder / FOLDER).glob("*" + SUFFIX))
    return max(pieces, key=lambda piece: piece.stat().st_mtime, default=None)


def _plain(sealed: Path, key: bytes) -> Iterator[bytes]:
    with sealed.open("rb") as source:
        opener = Opener(source, key)
        member = Reader(opener).only_member()
        if member.kind != WAL or member.name + SUFFIX != sealed.name:
            raise BackupTrouble(DAMAGED)
        yield from member.blocks
        if opener.read(1):
            raise BackupTrouble(DAMAGED)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path) from None


def main(arguments: list[str]) -> int:
    if len(arguments) != 3 or arguments[0] not in ("archive", "restore"):
        sys.stderr.write(USAGE + "\n")
        return 2
    try:
        folder, key = Path(os.environ.get("BACKUP_DIR", ".local/backups")), _key()
        if arguments[0] == "archive":
            archive_segment(Path(arguments[1]), name=arguments[2], folder=folder, key=key)
            return 0
        found = restore_segment(arguments[1], target=Path(arguments[2]), folder=folder, key=key)
        return 0 if found else NOT_THERE
    except BackupTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return NOT_THERE if arguments[0] == "archive" else STOP_RECOVERY


def _key() -> bytes:
    named = os.environ.get("BACKUP_KEY_FILE", "")
    return read_key(Path(named) if named else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

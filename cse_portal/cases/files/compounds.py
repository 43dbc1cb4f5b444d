"""Old Office files and Outlook messages are folders in a format of their own: which they are, and what is inside."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from cse_portal.cases.files.kinds import BROKEN, LIBRARY_ERRORS, LOCKED, MACROS, NOT_TAKEN, FileKind, FileRefused

MARK = olefile.MAGIC
# By the stream that only this kind has.
STREAMS: dict[str, FileKind] = {
    "worddocument": FileKind.OLD_WORD,
    "workbook": FileKind.OLD_EXCEL,
    "book": FileKind.OLD_EXCEL,
    "powerpoint document": FileKind.OLD_POWERPOINT,
    "__properties_version1.0": FileKind.OUTLOOK,
}
MACRO_PARTS = frozenset({"vba", "_vba_project", "_vba_project_cur", "macros", "projectwm"})
LOCKED_PARTS = frozenset({"encryptedpackage", "encryptioninfo", "encryptedsummary", "\x06dataspaces"})
# A presentation keeps its macros inside its one stream: the heads of the records that say that there are some.
VBA_IN_POWERPOINT = b"\x1f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04"
LOCKED_POWERPOINT = struct.pack("<I", 0xF3D1C4DF)
FILE_PASS, MOST_RECORDS = 0x002F, 40


def kind_of(data: bytes) -> FileKind:
    try:
        with olefile.OleFileIO(BytesIO(data)) as folder:
            return _kind(folder, data)
    except LIBRARY_ERRORS as wrong:
        raise FileRefused(BROKEN) from wrong


def _kind(folder: olefile.OleFileIO, data: bytes) -> FileKind:
    parts = {name.lower() for path in folder.listdir(streams=True, storages=True) for name in path}
    if parts & LOCKED_PARTS:
        raise FileRefused(LOCKED)
    top = {path[0].lower() for path in folder.listdir() if len(path) == 1}
    kind = next((kind for name, kind in STREAMS.items() if name in top), None)
    if kind is None:
        raise FileRefused(NOT_TAKEN)
    if parts & MACRO_PARTS or VBA_IN_POWERPOINT in data:
        raise FileRefused(MACROS)
    if _is_locked(folder, kind):
        raise FileRefused(LOCKED)
    return kind


def _is_locked(folder: olefile.OleFileIO, kind: FileKind) -> bool:
    if kind is FileKind.OLD_WORD:
        flags: int = struct.unpack_from("<H", folder.openstream("WordDocument").read(12), 10)[0]
        return bool(flags & 0x0100)
    if kind is FileKind.OLD_EXCEL:
        name = "Workbook" if folder.exists("Workbook") else "Book"
        return _has_password_record(folder.openstream(name).read(64 * 1024))
    if kind is FileKind.OLD_POWERPOINT and folder.exists("Current User"):
        return bool(folder.openstream("Current User").read(16)[12:16] == LOCKED_POWERPOINT)
    return False


def _has_password_record(stream: bytes) -> bool:
    """It stands among the first records of a workbook."""
    place = 0
    for _ in range(MOST_RECORDS):
        if place + 4 > len(stream):
            return False
        record, length = struct.unpack_from("<HH", stream, place)
        if record == FILE_PASS:
            return True
        place += 4 + length
    return False

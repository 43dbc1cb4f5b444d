"""Office files of today are ZIP folders: what is in them, how large they grow, and whether they hold macros."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from cse_portal.cases.files.kinds import (
    BOMB,
    BROKEN,
    LIBRARY_ERRORS,
    LOCKED,
    MACROS,
    MEGABYTE,
    NOT_TAKEN,
    ZIPPED,
    FileKind,
    FileRefused,
)

MARK = b"PK\x03\x04"
MOST_MEMBERS = 3_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_TIMES = 150  # plain XML shrinks to a tenth or a thirtieth; a bomb to a thousandth
SMALL = 5 * MEGABYTE  # below that a ratio says nothing
DEEPEST = 2
BLOCK = 256 * 1024

MAIN_PARTS = {
    "word/document.xml": FileKind.WORD,
    "xl/workbook.xml": FileKind.EXCEL,
    "ppt/presentation.xml": FileKind.POWERPOINT,
}
TYPES = "[Content_Types].xml"
ARCHIVES = (".zip", ".jar", ".7z", ".rar", ".gz", ".cab", ".iso")
MACRO_FILES = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppsm")
OFFICE_FILES = (".docx", ".xlsx", ".pptx")


def kind_of(data: bytes, depth: int = 1) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as folder:
            return _kind(folder, len(data), depth)
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as wrong:
        raise FileRefused(BROKEN) from wrong
    except LIBRARY_ERRORS as wrong:
        raise FileRefused(BROKEN) from wrong


def _kind(folder: zipfile.ZipFile, size: int, depth: int) -> FileKind:
    members = folder.infolist()
    _require_bounded(members, size)
    if any(one.flag_bits & 1 for one in members):
        raise FileRefused(LOCKED)
    names = {one.filename.replace("\\", "/") for one in members}
    if TYPES not in names:
        raise FileRefused(ZIPPED if "mimetype" not in names else NOT_TAKEN)
    kind = next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
    if kind is None:
        raise FileRefused(NOT_TAKEN)
    _require_plain(folder, members, depth)
    return kind


def _require_bounded(members: list[zipfile.ZipInfo], size: int) -> None:
    """By what the list of contents says; what is then unpacked is held to it."""
    unpacked = sum(one.file_size for one in members)
    packed = sum(one.compress_size for one in members)
    is_overlapping = packed > size
    is_steep = unpacked > SMALL and unpacked > MOST_TIMES * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or is_overlapping or is_steep:
        raise FileRefused(BOMB)


def _require_plain(folder: zipfile.ZipFile, members: list[zipfile.ZipInfo], depth: int) -> None:
    for member in members:
        name = member.filename.replace("\\", "/").lower()
        if PurePosixPath(name).name == "vbaproject.bin" or "/macrosheets/" in name or name.endswith(MACRO_FILES):
            raise FileRefused(MACROS)
        if name.endswith(ARCHIVES):
            raise FileRefused(BOMB)
        content = _unpacked(folder, member, keep=name == TYPES.lower() or name.endswith(OFFICE_FILES))
        if name == TYPES.lower() and b"macroenabled" in content.lower():
            raise FileRefused(MACROS)
        if name.endswith(OFFICE_FILES) and content.startswith(MARK):
            if depth >= DEEPEST:
                raise FileRefused(BOMB)
            kind_of(content, depth + 1)


def _unpacked(folder: zipfile.ZipFile, member: zipfile.ZipInfo, *, keep: bool) -> bytes:
    """Each is read to its end once, so that one which is longer than it says, or damaged, is found here."""
    found = bytearray()
    read = 0
    with folder.open(member) as file:
        while block := file.read(BLOCK):
            read += len(block)
            if read > member.file_size:
                raise FileRefused(BOMB)
            if keep:
                found += block
    return bytes(found)

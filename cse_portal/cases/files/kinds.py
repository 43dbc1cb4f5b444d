"""The kinds of files that are taken, and what is said of any other."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.core.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE


class FileKind(StrEnum):
    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    OLD_WORD = "old_word"
    OLD_EXCEL = "old_excel"
    OLD_POWERPOINT = "old_powerpoint"
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    TEXT = "text"
    EMAIL = "email"
    OUTLOOK = "outlook"


@dataclass(frozen=True)
class Taken:
    """How a kind is called, and as what it is handed out."""

    title: str
    ending: str
    content_type: str


OPEN_XML = "application/vnd.openxmlformats-officedocument."
TAKEN: Mapping[FileKind, Taken] = {
    FileKind.PDF: Taken("PDF", ".pdf", "application/pdf"),
    FileKind.WORD: Taken("Word document", ".docx", f"{OPEN_XML}wordprocessingml.document"),
    FileKind.EXCEL: Taken("Excel workbook", ".xlsx", f"{OPEN_XML}spreadsheetml.sheet"),
    FileKind.POWERPOINT: Taken("PowerPoint presentation", ".pptx", f"{OPEN_XML}presentationml.presentation"),
    FileKind.OLD_WORD: Taken("Word document, old format", ".doc", "application/msword"),
    FileKind.OLD_EXCEL: Taken("Excel workbook, old format", ".xls", "application/vnd.ms-excel"),
    FileKind.OLD_POWERPOINT: Taken("PowerPoint presentation, old format", ".ppt", "application/vnd.ms-powerpoint"),
    FileKind.JPEG: Taken("JPEG picture", ".jpg", "image/jpeg"),
    FileKind.PNG: Taken("PNG picture", ".png", "image/png"),
    FileKind.GIF: Taken("GIF picture", ".gif", "image/gif"),
    FileKind.WEBP: Taken("WebP picture", ".webp", "image/webp"),
    FileKind.TEXT: Taken("Plain text", ".txt", "text/plain; charset=utf-8"),
    FileKind.EMAIL: Taken("E-mail", ".eml", "message/rfc822"),
    FileKind.OUTLOOK: Taken("Outlook e-mail", ".msg", "application/vnd.ms-outlook"),
}
ENDINGS = tuple(one.ending for one in TAKEN.values())
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.GIF, FileKind.WEBP})


class FileRefused(Refused):
    """The file is not taken; the sentence says why, and what to do instead."""


NOT_TAKEN = (
    "The file must be a PDF, a Word, Excel or PowerPoint file, a picture (JPEG, PNG, GIF or WebP), plain text or an"
    " e-mail (.eml or .msg)"
)
EMPTY = "The file is empty. Check that it opens on your computer, then choose it again"
TOO_BIG = f"The file must be smaller than {MOST_BYTES // MEGABYTE} MB. Save it smaller, or add it in parts"
BROKEN = "The file is damaged and cannot be read. Open it on your computer, save it again, then choose the new file"
LOCKED = "The file is protected by a password. Save it without the password, then choose it again"
MACROS = "The file holds macros. Save it without macros, or as a PDF, then choose it again"
ACTIVE_PDF = (
    "The PDF holds a script, a link that starts a program, or another file inside. Print it to a new PDF, then choose"
    " that one, and add files that were inside by themselves"
)
BOMB = "The file grows far too large when it is opened. Save it as a PDF, then choose that one"
ZIPPED = "A folder of files (ZIP) is not taken. Add the files in it one by one"
HEIC = "Pictures in the HEIC format of some phones are not taken. Save or send it as a JPEG, then choose that one"
HUGE_PICTURE = "The picture has too many pixels. Save it smaller, then choose it again"
RICH_TEXT = "Rich text (RTF) is not taken. Save it as a Word document or a PDF, then choose that one"

# What the libraries raise over bytes that are not what they seem; nothing else is caught.
LIBRARY_ERRORS: tuple[type[Exception], ...] = (
    *(OSError, EOFError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError),
    *(RuntimeError, SyntaxError, MemoryError, struct.error, zlib.error),
)


def in_size(size: int) -> str:
    """As people say it."""
    if size < 1024:
        return f"{size} bytes"
    if size < MEGABYTE:
        return f"{size / 1024:.0f} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ")

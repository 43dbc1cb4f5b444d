"""Plain text and e-mails, as the letters in them tell."""

from __future__ import annotations

import re

from cse_portal.cases.files.kinds import NOT_TAKEN, RICH_TEXT, FileKind, FileRefused

CONTROLS = frozenset(range(32)) - {9, 10, 12, 13} | {127}
# It would be something else under another name.
NO_TEXT = re.compile(r"\s*(?:<\s*(?:!doctype|\?xml|html|svg|script|head|body)|#!|%!PS|@echo)", re.IGNORECASE)
HEADER = re.compile(r"(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
SENDER = re.compile(r"^from:", re.IGNORECASE | re.MULTILINE)
OTHERS = re.compile(r"^(?:to|date|subject|message-id|received):", re.IGNORECASE | re.MULTILINE)
MOST_OF_HEADERS = 200_000


def kind_of(data: bytes) -> FileKind | None:
    text = decoded(data)
    if text is None:
        return None
    if text.startswith("{\\rtf"):
        raise FileRefused(RICH_TEXT)
    if NO_TEXT.match(text[:1000]):
        raise FileRefused(NOT_TAKEN)
    return FileKind.EMAIL if is_email(text) else FileKind.TEXT


def is_email(text: str) -> bool:
    headers = HEADER.match(text[:MOST_OF_HEADERS].lstrip("\r\n"))
    return bool(headers and SENDER.search(headers[0]) and OTHERS.search(headers[0]))


def decoded(data: bytes) -> str | None:
    """None where it is no text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as_text(data, "utf-16")
    if CONTROLS.intersection(data):
        return None
    return _as_text(data, "utf-8-sig") or _as_text(data, "cp1252")


def _as_text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    return None if any(ord(letter) in CONTROLS for letter in set(text)) else text

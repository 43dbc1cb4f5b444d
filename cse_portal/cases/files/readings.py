"""The words of a file as plain lines, for looking at it without a download; what is drawn instead has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from cse_portal.cases.files import messages, office, texts
from cse_portal.cases.files.kinds import LIBRARY_ERRORS, FileKind, FileRefused

MOST_LINES = 1_500
MOST_LETTERS = 150_000


@dataclass(frozen=True)
class Reading:
    """`heads` are what stands above the words, such as who sent an e-mail."""

    lines: list[str]
    heads: list[tuple[str, str]] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    is_cut: bool = False


def read(kind: FileKind, data: bytes) -> Reading | None:
    """None where the words cannot be shown: the file is downloaded instead."""
    reader = READERS.get(kind)
    if reader is None:
        return None
    try:
        return reader(data)
    except FileRefused:
        return None
    except LIBRARY_ERRORS:
        return None


def _text(data: bytes) -> Reading:
    return _bounded((texts.decoded(data) or "").splitlines())


def _email(data: bytes) -> Reading:
    return _of_message(messages.email(data))


def _outlook(data: bytes) -> Reading:
    return _of_message(messages.outlook(data))


def _of_message(message: messages.Message) -> Reading:
    words = _bounded(message.text.splitlines())
    return Reading(words.lines, message.heads, message.attached, words.is_cut)


def _of_office(lines: Callable[[bytes], Iterator[str]]) -> Callable[[bytes], Reading]:
    return lambda data: _bounded(lines(data))


def _bounded(lines: Iterable[str]) -> Reading:
    kept: list[str] = []
    left = MOST_LETTERS
    source = iter(lines)
    for line in islice(source, MOST_LINES):
        kept.append(line[:left])
        left -= len(line)
        if left <= 0:
            return Reading(kept, is_cut=True)
    return Reading(kept, is_cut=next(source, None) is not None)


READERS: Mapping[FileKind, Callable[[bytes], Reading]] = {
    FileKind.TEXT: _text,
    FileKind.EMAIL: _email,
    FileKind.OUTLOOK: _outlook,
    FileKind.WORD: _of_office(office.word),
    FileKind.EXCEL: _of_office(office.excel),
    FileKind.POWERPOINT: _of_office(office.powerpoint),
}

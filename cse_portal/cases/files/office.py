"""Office files of today as plain lines: paragraphs, rows and slides, without how they look."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat

from cse_portal.cases.files.kinds import BOMB, MEGABYTE, FileRefused

MOST_OF_A_PART = 30 * MEGABYTE
MOST_PARTS = 200
NUMBER = re.compile(r"(\d+)\.xml$")
Start = Callable[[str, dict[str, str]], None]


def word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as folder:
        yield from paragraphs(part(folder, "word/document.xml"), text="t", ends="p")


def powerpoint(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as folder:
        for number, name in enumerate(numbered(folder, "ppt/slides/slide"), 1):
            yield f"Slide {number}"
            yield from paragraphs(part(folder, name), text="t", ends="p")
            yield ""


def excel(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as folder:
        shared: list[str] = []
        if "xl/sharedStrings.xml" in folder.namelist():
            shared = list(paragraphs(part(folder, "xl/sharedStrings.xml"), text="t", ends="si"))
        for number, name in enumerate(numbered(folder, "xl/worksheets/sheet"), 1):
            yield f"Sheet {number}"
            yield from _rows(part(folder, name), shared)
            yield ""


def numbered(folder: zipfile.ZipFile, begins: str) -> list[str]:
    found = [(int(number[1]), name) for name in folder.namelist() if (number := _number(name, begins))]
    return [name for _, name in sorted(found)][:MOST_PARTS]


def _number(name: str, begins: str) -> re.Match[str] | None:
    return NUMBER.fullmatch(name.removeprefix(begins)) if name.startswith(begins) else None


def part(folder: zipfile.ZipFile, name: str) -> bytes:
    if folder.getinfo(name).file_size > MOST_OF_A_PART:
        raise FileRefused(BOMB)
    return folder.read(name)


class Tags:
    """Names without their namespace; no document type, with which a small file could grow without end."""

    def __init__(self, source: bytes) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda name, attrs: self.start(name.rpartition(":")[2], attrs)
        self._parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        self._parser.CharacterDataHandler = self.letters
        self._parser.StartDoctypeDeclHandler = self._refuse
        try:
            self._parser.Parse(source, True)
        except expat.ExpatError as wrong:
            raise ValueError("It is no XML") from wrong

    def _refuse(self, *said: object) -> None:
        raise FileRefused(BOMB)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def letters(self, data: str) -> None:
        raise NotImplementedError


class _Paragraphs(Tags):
    def __init__(self, source: bytes, *, text: str, ends: str) -> None:
        self.lines: list[str] = []
        self._text, self._ends, self._now, self._inside = text, ends, [""], False
        super().__init__(source)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._inside = name == self._text
        if name == "tab":
            self._now.append("\t")
        elif name in ("br", "cr"):
            self._now.append(" ")

    def end(self, name: str) -> None:
        self._inside = False
        if name == self._ends:
            self.lines.append("".join(self._now))
            self._now = []

    def letters(self, data: str) -> None:
        if self._inside:
            self._now.append(data)


def paragraphs(source: bytes, *, text: str, ends: str) -> Iterator[str]:
    yield from _Paragraphs(source, text=text, ends=ends).lines


class _Rows(Tags):
    def __init__(self, source: bytes, shared: list[str]) -> None:
        self.lines: list[str] = []
        self._shared, self._row, self._kind, self._value, self._inside = shared, [""], "", "", False
        self._row.clear()
        super().__init__(source)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._inside = name in ("v", "t")
        if name == "c":
            self._kind, self._value = attrs.get("t", ""), ""

    def end(self, name: str) -> None:
        self._inside = False
        if name == "c":
            self._row.append(self._cell())
        elif name == "row":
            if any(self._row):
                self.lines.append(" | ".join(self._row))
            self._row = []

    def letters(self, data: str) -> None:
        if self._inside:
            self._value += data

    def _cell(self) -> str:
        if self._kind == "s" and self._value.isdecimal() and int(self._value) < len(self._shared):
            return self._shared[int(self._value)]
        return self._value


def _rows(source: bytes, shared: list[str]) -> Iterator[str]:
    yield from _Rows(source, shared).lines

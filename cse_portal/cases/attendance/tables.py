"""A spreadsheet as rows of plain text, whether it came as CSV or as XLSX. Nothing in it is ever worked out."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from cse_portal.cases.files import archives, office
from cse_portal.cases.files.kinds import BROKEN, EMPTY, LIBRARY_ERRORS, MEGABYTE, FileKind, FileRefused

MOST_BYTES = 2 * MEGABYTE
MOST_ROWS = 5_000
MOST_COLUMNS = 40
MOST_OF_A_CELL = 300
MOST_LETTERS = 1_500_000
LINES_TO_JUDGE_BY = 10
SEPARATORS = (",", ";", "\t", "|")
SIXTEEN = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NO_SHEET = "The file must be a spreadsheet saved as CSV or XLSX"
TOO_MUCH = f"The file must hold {MOST_ROWS} rows and 2 MB at most: make a file for each month"
OTHER_DAYS = "This workbook counts its days from 1904. Save it as CSV and choose that file"

Line = tuple[int, list[str]]  # the number of the row in the sheet, and its cells


def lines_of(data: bytes) -> list[Line]:
    """Without the rows in which nothing stands; each keeps the number that the sheet shows beside it."""
    if not data:
        raise FileRefused(EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(TOO_MUCH)
    rows = _workbook(data) if data.startswith(archives.MARK) else _text(data)
    return list(_bounded(rows))


def _bounded(rows: Iterable[Line]) -> Iterator[Line]:
    left = MOST_LETTERS
    taken = 0
    for number, cells in rows:
        plain = [_plain(cell) for cell in cells[:MOST_COLUMNS]]
        if not any(plain):
            continue
        taken, left = taken + 1, left - sum(map(len, plain))
        if taken > MOST_ROWS + LINES_TO_JUDGE_BY or left < 0:
            raise FileRefused(TOO_MUCH)
        yield number, plain


def _plain(cell: str) -> str:
    kept = "".join(letter for letter in cell if letter.isprintable() or letter.isspace())
    return " ".join(kept.split())[:MOST_OF_A_CELL]


# --- CSV -------------------------------------------------------------------------------------------------------------


def _text(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1)
    except csv.Error as wrong:
        raise FileRefused(NO_SHEET) from wrong


def _decoded(data: bytes) -> str:
    """By its mark where it has one; else UTF-8, and what is none is from an old Windows."""
    try:
        if data.startswith(SIXTEEN):
            return data.decode("utf-16")
        if b"\0" in data:
            raise FileRefused(NO_SHEET)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        if data.startswith(SIXTEEN):
            raise FileRefused(NO_SHEET) from wrong
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    first = [line for line in text[:20_000].splitlines() if line.strip()][:LINES_TO_JUDGE_BY]
    return max(SEPARATORS, key=lambda one: sum(line.count(one) for line in first))


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _workbook(data: bytes) -> list[Line]:
    """The first sheet in which anything stands; of a formula what it last came to."""
    if archives.kind_of(data) is not FileKind.EXCEL:
        raise FileRefused(NO_SHEET)
    try:
        with zipfile.ZipFile(BytesIO(data)) as folder:
            if b'date1904="1"' in office.part(folder, "xl/workbook.xml"):
                raise FileRefused(OTHER_DAYS)
            shared: list[str] = []
            if "xl/sharedStrings.xml" in folder.namelist():
                shared = list(office.paragraphs(office.part(folder, "xl/sharedStrings.xml"), text="t", ends="si"))
            sheets = (_Cells(office.part(folder, name), shared).lines for name in _sheets(folder))
            return next(filter(None, sheets), [])
    except LIBRARY_ERRORS as wrong:
        raise FileRefused(BROKEN) from wrong


def _sheets(folder: zipfile.ZipFile) -> list[str]:
    return office.numbered(folder, "xl/worksheets/sheet")


class _Cells(office.Tags):
    """Each cell in its column: empty ones are left out of the file."""

    def __init__(self, source: bytes, shared: list[str]) -> None:
        self.lines: list[Line] = []
        self._shared, self._number, self._row = shared, 0, dict[int, str]()
        self._column, self._kind, self._value, self._inside = -1, "", "", False
        super().__init__(source)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._inside = name in ("v", "t")
        if name == "row":
            said = attrs.get("r", "")
            self._number = int(said) if said.isdecimal() and len(said) < 8 else self._number + 1
            self._row, self._column = {}, -1
        elif name == "c":
            self._column = _column(attrs.get("r", ""), self._column + 1)
            self._kind, self._value = attrs.get("t", ""), ""

    def end(self, name: str) -> None:
        self._inside = False
        if name == "c" and 0 <= self._column < MOST_COLUMNS:
            self._row[self._column] = self._cell()
        elif name == "row" and any(self._row.values()):
            if len(self.lines) > MOST_ROWS + LINES_TO_JUDGE_BY:
                raise FileRefused(TOO_MUCH)
            self.lines.append((self._number, [self._row.get(at, "") for at in range(max(self._row) + 1)]))

    def letters(self, data: str) -> None:
        if self._inside:
            self._value += data

    def _cell(self) -> str:
        if self._kind == "s":
            is_there = self._value.isdecimal() and int(self._value) < len(self._shared)
            return self._shared[int(self._value)] if is_there else ""
        return self._value


def _column(place: str, otherwise: int) -> int:
    """A is 0, AB is 27."""
    letters = "".join(letter for letter in place if "A" <= letter <= "Z")[:3]
    if not letters:
        return otherwise
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

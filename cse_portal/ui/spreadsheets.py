"""Writes CSV that a spreadsheet opens as text: no cell can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")  # their full-width twins too
BYTE_ORDER_MARK = "\ufeff"  # without it Excel guesses the wrong alphabet for names


def safe_cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def csv_rows(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Line by line, so that a long export never stands in memory whole."""
    yield BYTE_ORDER_MARK.encode()
    yield _line(header)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue().encode()

"""Dates of birth as they are typed, and by which keys a child is found whose date was taken down nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from cse_portal.cases.names import Kind

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4}|\d{2})"
SHAPES = tuple(
    re.compile(rf"(?<![\w/.-]){shape}(?![\w/-])", re.ASCII | re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})\s*[-/.\s]\s*(?P<month>\d{{1,2}})\s*[-/.\s]\s*{YEAR}",
        rf"{DAY}(?:\s+of)?[-\s]*{MONTH}[-,\s]*{YEAR}",
        rf"{MONTH}[-\s]*{DAY}[,\s]+{YEAR}",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
    )
)
THIS_CENTURY = 50  # 12/3/10 is of 2010, 12/3/87 of 1987
EARLIEST, LATEST = 1900, 2200


class Agrees(StrEnum):
    """In what a typed date of birth and the record's agree."""

    SAME = "same date of birth"
    SWAPPED = "date of birth with day and month swapped"
    NEAR = "nearly the same date of birth"
    ABOUT = "about the same age"
    UNKNOWN = ""
    OTHER = "another date of birth"


def taken_out(typed: str) -> tuple[date | None, str]:
    """The first date among the words, and the words without it."""
    for shape in SHAPES:
        if (found := shape.search(typed)) and (day := _real(**found.groupdict())):
            return day, f"{typed[: found.start()]} {typed[found.end() :]}"
    return None, typed


def _real(day: str, month: str, year: str) -> date | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].casefold()) + 1
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < THIS_CENTURY else 1900)
    if not EARLIEST <= whole <= LATEST:
        return None
    return _day(whole, number, int(day)) or _day(whole, int(day), number)


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def swapped(day: date) -> date | None:
    return _day(day.year, day.day, day.month) if day.day != day.month else None


def near(day: date) -> frozenset[date]:
    """One day, month or year beside it, or the two figures of the day turned round."""
    return frozenset(one for one in _near(day) if one is not None)


def _near(day: date) -> Iterator[date | None]:
    for step in (-1, 1):
        yield day + timedelta(step)
        yield _day(day.year, day.month + step, day.day)
        yield _day(day.year + step, day.month, day.day)
    turned = day.day % 10 * 10 + day.day // 10
    if turned != day.day:
        yield _day(day.year, day.month, turned)


def kept_under(born: date | None, *, is_estimated: bool) -> set[str]:
    """An estimate is met by the years beside it, too."""
    if born is None:
        return set()
    years = range(born.year - 1, born.year + 2) if is_estimated else ()
    return {on(born), *(f"{Kind.ABOUT}{year}" for year in years)}


def sought_under(born: date) -> set[str]:
    """As typed, and as it may have been meant."""
    return {on(born), *map(on, near(born) | {swapped(born) or born}), f"{Kind.ABOUT}{born.year}"}


def on(day: date) -> str:
    return f"{Kind.BORN}{day.isoformat()}"


def compared(typed: date, born: date | None, *, is_estimated: bool) -> Agrees:
    if born is None:
        return Agrees.UNKNOWN
    if born == typed:
        return Agrees.SAME
    if born == swapped(typed):
        return Agrees.SWAPPED
    if born in near(typed):
        return Agrees.NEAR
    return Agrees.ABOUT if is_estimated and abs(born.year - typed.year) <= 1 else Agrees.OTHER

"""One row of a school’s sheet: which pupil, which days, and what is wrong with it in words that say how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cse_portal.cases import identifiers
from cse_portal.cases.attendance.columns import Column
from cse_portal.cases.attendance.days import LONGEST_CODE, LONGEST_REASON, SESSIONS_A_DAY, Absence, school_days, spread
from cse_portal.cases.attendance.tables import Line
from cse_portal.cases.names import words_of
from cse_portal.ui.dates import MONTHS

LONGEST_BACK = timedelta(days=2 * 366)
LONGEST = timedelta(days=366)
LONGEST_NAME = 200
SERIAL_FROM, SERIALS = date(1899, 12, 30), range(10_000, 80_000)  # as spreadsheets count days
OLDEST_PUPIL = timedelta(days=26 * 366)


def _codes(said: str) -> frozenset[str]:
    return frozenset(said.split())


# The codes of the attendance register; those of being there, or of not having to be, are no absence.
AUTHORISED = _codes("C C1 C2 E F H I J1 M R S T")
UNAUTHORISED = _codes("G N O U")
NO_ABSENCE = _codes("/ \\ L B D J K P V W X Y Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z # Q -")
YES = _codes("yes y true 1 a auth authorised authorized")
NO = _codes("no n false 0 u unauth unauthorised unauthorized un-authorised")
MORNING = frozenset({"am", "a m", "morning", "a", "1"})
AFTERNOON = frozenset({"pm", "p m", "afternoon", "p", "2"})
WHOLE_DAY = frozenset({"", "day", "all day", "full day", "both", "am pm", "am and pm", "whole day"})

WHO = "Enter a unique pupil number, or the name and the date of birth"
WHEN = "Enter the {what} as day, month and year, for example 3/5/2026"
BORN = "Enter the date of birth as day, month and year, for example 27/3/2011"
TURNED = "The last day must not be before the first"
AHEAD = "An absence must not lie in the future"
LONG_AGO = "This is more than two years ago: such a row is not kept"
TOO_LONG = "A row must not cover more than a year: make several of it"
NO_SCHOOL = "There is no school day in it, Monday to Friday"
SESSIONS = "Enter the sessions missed as a whole number, from 1 up to two for each school day"
POSSIBLE = "Enter the possible sessions as a whole number that is not less than the sessions missed"
YES_OR_NO = "Enter yes or no for authorised"
HALVES = "Enter AM, PM or leave the half of the day empty"


@dataclass(frozen=True)
class Pupil:
    upn: str = ""
    name: str = ""
    born_on: date | None = None


@dataclass(frozen=True)
class Row:
    """As it was read: an absence, or why there is none to keep."""

    number: int
    pupil: Pupil
    absence: Absence | None = None
    wrong: tuple[str, ...] = ()

    @property
    def is_no_absence(self) -> bool:
        return self.absence is None and not self.wrong


def rows_of(lines: Sequence[Line], chosen: Sequence[Column], *, on: date) -> list[Row]:
    """The lines below the headings."""
    return [read(number, _by_column(cells, chosen), on=on) for number, cells in lines]


def _by_column(cells: Sequence[str], chosen: Sequence[Column]) -> dict[Column, str]:
    return {one: cell for one, cell in zip(chosen, cells, strict=False) if one is not Column.NONE}


def read(number: int, said: Mapping[Column, str], *, on: date) -> Row:
    wrong: list[str] = []
    pupil = _pupil(said, on, wrong)
    if said.get(Column.MARK, "").upper() in NO_ABSENCE:
        return Row(number, pupil)
    absence = _absence(said, on, wrong)
    return Row(number, pupil, absence if not wrong else None, tuple(dict.fromkeys(wrong)))


def _pupil(said: Mapping[Column, str], on: date, wrong: list[str]) -> Pupil:
    upn = identifiers.tidy(identifiers.Kind.UPN, said.get(Column.UPN, ""))
    if upn and (trouble := identifiers.problem(identifiers.Kind.UPN, upn)):
        wrong.append(trouble)
    name = _name(said)
    typed = said.get(Column.BORN, "")
    born_on = day_of(typed)
    if typed and not (born_on and on - OLDEST_PUPIL < born_on < on):
        wrong.append(BORN)
    if not upn and not (words_of(name) and typed):
        wrong.append(WHO)
    return Pupil(upn, name[:LONGEST_NAME], born_on)


def _name(said: Mapping[Column, str]) -> str:
    """First name first, however the sheet has it."""
    whole = said.get(Column.NAME, "")
    if whole.count(",") == 1:
        family, given = whole.split(",")
        whole = f"{given.strip()} {family.strip()}"
    return whole or f"{said.get(Column.GIVEN, '')} {said.get(Column.FAMILY, '')}".strip()


def _absence(said: Mapping[Column, str], on: date, wrong: list[str]) -> Absence | None:
    days = _days(said, on, wrong)
    half = _half(said.get(Column.HALF, ""), wrong)
    code = said.get(Column.MARK, "").upper()
    is_authorised = _is_authorised(said.get(Column.AUTHORISED, ""), code, wrong)
    if not days:
        return None
    most = SESSIONS_A_DAY * len(days)
    otherwise = 1 if half and len(days) == 1 else most
    sessions = _number(said.get(Column.SESSIONS, ""), otherwise)
    if not 1 <= sessions <= most:
        wrong.append(SESSIONS)
        return None
    possible = _number(said.get(Column.POSSIBLE, ""), 0)
    if (possible and not sessions <= possible <= 1_000) or possible < 0:
        wrong.append(POSSIBLE)
    return Absence(
        days=spread(days, sessions),
        code=code[:LONGEST_CODE],
        is_authorised=is_authorised,
        reason=said.get(Column.REASON, "")[:LONGEST_REASON],
        possible=possible or None,
        half=half if len(days) == 1 else "",
    )


def _days(said: Mapping[Column, str], on: date, wrong: list[str]) -> list[date]:
    typed = said.get(Column.TO, "")
    first, last = day_of(said.get(Column.FROM, "")), day_of(typed)
    if first is None:
        wrong.append(WHEN.format(what="first day"))
    if typed and last is None:
        wrong.append(WHEN.format(what="last day"))
    if first is None or (typed and last is None):
        return []
    last = last or first
    trouble = _trouble(first, last, on)
    if trouble:
        wrong.append(trouble)
        return []
    return school_days(first, last)


def _trouble(first: date, last: date, on: date) -> str:
    if last < first:
        return TURNED
    if last > on:
        return AHEAD
    if first < on - LONGEST_BACK:
        return LONG_AGO
    if last - first > LONGEST:
        return TOO_LONG
    return "" if school_days(first, last) else NO_SCHOOL


def _half(typed: str, wrong: list[str]) -> str:
    plain = " ".join(re.findall(r"[a-z0-9]+", typed.casefold()))
    if plain in MORNING:
        return "am"
    if plain in AFTERNOON:
        return "pm"
    if plain not in WHOLE_DAY:
        wrong.append(HALVES)
    return ""


def _is_authorised(typed: str, code: str, wrong: list[str]) -> bool | None:
    plain = typed.casefold().removesuffix(" absence").removesuffix("absence").strip()
    if plain in YES:
        return True
    if plain in NO:
        return False
    if plain:
        wrong.append(YES_OR_NO)
    if code in AUTHORISED:
        return True
    return False if code in UNAUTHORISED else None


def _number(typed: str, otherwise: int) -> int:
    """-1 where it is no whole number."""
    if not typed:
        return otherwise
    found = re.fullmatch(r"(\d{1,4})(?:\.0+)?", typed, re.ASCII)
    return int(found[1]) if found else -1


# --- days as they are typed ------------------------------------------------------------------------------------------

TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){TIME}", re.ASCII)
DAY_FIRST = re.compile(rf"{WEEKDAY}(\d{{1,2}})\s*[-/. ]\s*(\d{{1,2}})\s*[-/. ]\s*(\d{{4}}|\d{{2}}){TIME}", re.I | re.A)
IN_WORDS = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[-/ ]+([a-z]{{3,9}})\.?,?[-/ ]+(\d{{4}}|\d{{2}}){TIME}",
    re.I | re.A,
)


def day_of(typed: str) -> date | None:
    """In any of the British forms; month before day is none of them, since nobody could tell which was meant."""
    text = typed.strip()
    if found := YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := IN_WORDS.fullmatch(text):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    return _serial(text)


def _serial(text: str) -> date | None:
    found = re.fullmatch(r"(\d{5})(?:\.\d+)?", text, re.ASCII)
    return SERIAL_FROM + timedelta(days=int(found[1])) if found and int(found[1]) in SERIALS else None


def _year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _month(typed: str) -> int:
    name = typed.casefold()
    return next((place for place, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)), 0) or (
        9 if name == "sept" else 0
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

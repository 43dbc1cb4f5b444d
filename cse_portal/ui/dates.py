"""Reads dates and times as people type them, and says in plain words what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("day", "month", "year")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
WORDED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:. ]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.ASCII)


class Trouble(ValueError):
    """What is wrong with a date or time, and in which parts of it (0 day, 1 month, 2 year)."""

    def __init__(self, message: str, parts: tuple[int, ...] = (), code: str = "invalid") -> None:
        super().__init__(message)
        self.message = message
        self.parts = parts
        self.code = code


class Bound(StrEnum):
    """When a date may lie, seen from today."""

    ANY = "any"
    PAST = "in the past"
    TODAY_OR_PAST = "today or in the past"
    TODAY_OR_FUTURE = "today or in the future"
    FUTURE = "in the future"


def in_words(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def without_year(day: date) -> str:
    """20 November."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def time_in_words(moment: time) -> str:
    """10:10am, 5pm, midday, midnight."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def lately(moment: datetime, today: date) -> str:
    """Today, 2:31pm; Yesterday, 5pm; further back only the day: 9 November 2026."""
    names = {0: "Today", 1: "Yesterday"}
    name = names.get((today - moment.date()).days)
    return f"{name}, {time_in_words(moment.time())}" if name else in_words(moment)


def read_date(day: str, month: str, year: str, *, label: str) -> date | None:
    """The date that three inputs hold; None when all are empty."""
    typed = tuple(part.strip() for part in (day, month, year))
    if not any(typed):
        return None
    missing = tuple(place for place, part in enumerate(typed) if not part)
    if missing:
        names = " and ".join(PARTS[place] for place in missing)
        raise Trouble(f"{label} must include a {names}", missing, "incomplete")
    return _real_date(*typed, label=label)


def _real_date(day: str, month: str, year: str, *, label: str) -> date:
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        if re.fullmatch(r"\d+", year, re.ASCII):
            raise Trouble("Year must include 4 numbers", (2,), "year")
        raise Trouble(f"{label} must be a real date", (2,))
    number = _month_number(month)
    wrong = tuple(
        place
        for place, is_right in enumerate((_is_number(day, 31), number > 0, EARLIEST_YEAR <= int(year) <= LATEST_YEAR))
        if not is_right
    )
    if wrong:
        raise Trouble(f"{label} must be a real date", wrong)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise Trouble(f"{label} must be a real date", (0, 1, 2)) from None


def _is_number(typed: str, most: int) -> bool:
    return bool(re.fullmatch(r"\d{1,2}", typed, re.ASCII)) and 1 <= int(typed) <= most


def _month_number(typed: str) -> int:
    """1 to 12 from a number or a month's name, shortened or whole; 0 when it is neither."""
    if _is_number(typed, 12):
        return int(typed)
    name = typed.casefold()
    found = [place for place, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.casefold().startswith(name)]
    return found[0] if found else 0


def require_bound(day: date, bound: Bound, *, today: date, label: str) -> None:
    within = {
        Bound.ANY: True,
        Bound.PAST: day < today,
        Bound.TODAY_OR_PAST: day <= today,
        Bound.TODAY_OR_FUTURE: day >= today,
        Bound.FUTURE: day > today,
    }
    if not within[bound]:
        raise Trouble(f"{label} must be {bound}", (0, 1, 2), "bound")


def require_between(day: date, *, earliest: date | None, latest: date | None, label: str) -> None:
    is_wrong = (earliest is not None and day < earliest) or (latest is not None and day > latest)
    if not is_wrong:
        return
    if earliest and latest:
        words = f"between {in_words(earliest)} and {in_words(latest)}"
    elif earliest:
        words = f"the same as or after {in_words(earliest)}"
    else:
        words = f"the same as or before {in_words(latest)}"  # type: ignore[arg-type]
    raise Trouble(f"{label} must be {words}", (0, 1, 2), "range")


def read_time(typed: str, *, label: str) -> time | None:
    """A time such as 10:10pm, 5pm, 17:30, 1730 or midday; None when nothing was typed."""
    words = typed.strip().casefold()
    if not words:
        return None
    if words in WORDED_TIMES:
        return WORDED_TIMES[words]
    found = TIME.fullmatch(words)
    trouble = Trouble(f"{label} must be a time, like 10:10am or 5pm")
    if not found:
        raise trouble
    return _time_of(int(found["hour"]), found["minute"], found["half"], trouble)


def _time_of(hour: int, minute: str | None, half: str | None, trouble: Trouble) -> time:
    if half is None and minute is None:
        raise trouble  # a bare "5" may be morning or afternoon
    if half is not None:
        if not 1 <= hour <= 12:
            raise trouble
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(minute or 0))
    except ValueError:
        raise trouble from None

"""Working days of England: weekends and bank holidays left out, without asking the network."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
WORK_ENDS = time(17)


@lru_cache(maxsize=1)
def bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


@lru_cache(maxsize=4096)  # a page asks about the same few days for each of its rows
def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(start: date, count: int) -> date:
    """The day that lies `count` working days after (or before, when negative) the start."""
    step = 1 if count >= 0 else -1
    day = start
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while not is_working_day(day):
            day += timedelta(days=step)
    return day


def last_working_day(day: date) -> date:
    """The day itself, or the working day before it."""
    return day if is_working_day(day) else add_working_days(day, -1)


def next_working_day(day: date) -> date:
    """The day itself, or the working day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def add_months(day: date, months: int) -> date:
    """Calendar months on, or back when negative; at the end of a shorter month where that day is missing."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_between(start: date, end: date) -> int:
    """Working days after `start`, up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working_day(day))


def end_of_work(day: date) -> datetime:
    """When what is due on a day is due."""
    return datetime.combine(day, WORK_ENDS, tzinfo=LONDON)

"""When MASH is open: each weekday's hours, what bank holidays do, and time counted while somebody is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from cse_portal.core.working_days import LONDON, bank_holidays
from cse_portal.ui.dates import WEEKDAYS, time_in_words

SUNDAY = 6
LOOKS_AHEAD = 60  # days; a partnership that never opens is found out, not waited for


class BankHolidays(StrEnum):
    CLOSED = "closed"
    AS_SUNDAY = "as_sunday"
    AS_USUAL = "as_usual"


BANK_HOLIDAY_TITLES: Mapping[BankHolidays, str] = {
    BankHolidays.CLOSED: "Closed",
    BankHolidays.AS_SUNDAY: "Open as on a Sunday",
    BankHolidays.AS_USUAL: "Open as on any other day",
}


@dataclass(frozen=True)
class Hours:
    opens: time
    closes: time


Week = Mapping[int, Hours]  # by weekday, Monday is 0; a day that is not there is closed

DEFAULT_WEEK: Week = dict.fromkeys(range(5), Hours(time(8, 30), time(17, 0)))


@dataclass(frozen=True)
class OfficeHours:
    week: Week
    bank_holidays: BankHolidays = BankHolidays.CLOSED

    def on(self, day: date) -> Hours | None:
        if day not in bank_holidays() or self.bank_holidays == BankHolidays.AS_USUAL:
            return self.week.get(day.weekday())
        return self.week.get(SUNDAY) if self.bank_holidays == BankHolidays.AS_SUNDAY else None

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """Between which instants somebody is there on a day; in UTC, where an hour is always an hour."""
        hours = self.on(day)
        if hours is None:
            return None
        opens, closes = (datetime.combine(day, at, LONDON) for at in (hours.opens, hours.closes))
        return opens.astimezone(UTC), closes.astimezone(UTC)

    def is_open(self, at: datetime) -> bool:
        span = self.span(at.astimezone(LONDON).date())
        return span is not None and span[0] <= at < span[1]

    def spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of open time from an instant on, day by day; ends when no opening is in sight."""
        day, seen = start.astimezone(LONDON).date(), 0
        while seen < LOOKS_AHEAD:
            span, seen = self.span(day), seen + 1
            if span and span[1] > start:
                seen = 0
                yield max(span[0], start.astimezone(UTC)), span[1]
            day += timedelta(days=1)

    def next_opening(self, after: datetime) -> datetime | None:
        """The first opening after an instant; None when there is none in sight."""
        return next((opens for opens, _ in self.spans(after) if opens > after), None)

    def after_open_time(self, start: datetime, length: timedelta) -> datetime | None:
        """When so much open time has gone by since the start; None when there is none in sight."""
        left = length
        for opens, closes in self.spans(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        return None


def in_words(week: Week) -> str:
    """Monday to Thursday, 8:30am to 5pm; Friday, 8:30am to 4pm."""
    runs = _runs(week)
    return (
        "; ".join(
            f"{_days(days)}, {time_in_words(hours.opens)} to {time_in_words(hours.closes)}" for days, hours in runs
        )
        or "Closed"
    )


def _runs(week: Week) -> list[tuple[list[int], Hours]]:
    """Days beside each other with the same hours."""
    runs: list[tuple[list[int], Hours]] = []
    for day in sorted(week):
        if runs and runs[-1][1] == week[day] and runs[-1][0][-1] == day - 1:
            runs[-1][0].append(day)
        else:
            runs.append(([day], week[day]))
    return runs


def _days(days: Sequence[int]) -> str:
    if len(days) == len(WEEKDAYS):
        return "Every day"
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    joint = " to " if len(days) > 2 else " and "
    return first if len(days) == 1 else f"{first}{joint}{last}"

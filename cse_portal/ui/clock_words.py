"""What a clock chip says and how it looks: the one place where time left and time over become words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from cse_portal.core.working_days import LONDON, working_days_between
from cse_portal.ui.dates import WEEKDAYS, in_words, time_in_words, without_year

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
COUNTED_IN_HOURS = 12 * HOUR
NAMED_BY_WEEKDAY = 6 * DAY
LAST_THIRD = 2 / 3


class State(StrEnum):
    """The six looks of a clock chip."""

    RUNNING = "running"  # a pie, filling
    SOON = "soon"  # the pie's last third
    LATE = "late"  # an exclamation mark: late, or in its last hour
    OVER = "over"  # filled red: past a clock that the law sets
    PAUSED = "paused"  # bars
    DONE = "done"  # a tick


@dataclass(frozen=True)
class Clock:
    state: State
    words: str
    spoken_before: str = ""  # said by screen readers, for whom the icon says nothing
    share: float = 0.0  # how much of the pie is filled


def read_clock(
    *,
    due_at: datetime,
    now: datetime,
    started_at: datetime | None = None,
    is_legal: bool = False,
    is_all_day: bool = False,
) -> Clock:
    """A clock that is running or has run out. `is_all_day`: only the day counts, not the hour."""
    due_at, now = due_at.astimezone(LONDON), now.astimezone(LONDON)
    if is_all_day:
        if due_at.date() >= now.date():
            return _running(due_at, now, started_at, is_all_day=True)
    elif due_at > now:
        return _running(due_at, now, started_at, is_all_day=False)
    return _over(due_at, now) if is_legal else _late(due_at, now)


def paused(*, since: datetime, now: datetime) -> Clock:
    return Clock(State.PAUSED, f"Paused {duration(now - since)}")


def done(*, on: date, today: date) -> Clock:
    return Clock(State.DONE, f"Done {day_words(on, today)}")


def duration(length: timedelta) -> str:
    """35 min, 2 h 10 min, 3 h, 1 day, 4 days: never more than has passed."""
    if length >= DAY:
        return _counted(length.days, "day")
    hours, minutes = divmod(max(0, int(length.total_seconds())) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def day_words(day: date, today: date) -> str:
    """18 November, with the year when it is not this one."""
    return without_year(day) if day.year == today.year else in_words(day)


def weekday_words(day: date, today: date) -> str:
    """Tue 24 November."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day_words(day, today)}"


def _running(due_at: datetime, now: datetime, started_at: datetime | None, *, is_all_day: bool) -> Clock:
    left = due_at - now
    if not is_all_day and left < HOUR:
        minutes = duration(left) if left >= timedelta(minutes=1) else "less than 1 min"
        return Clock(State.LATE, f"{minutes} left"[:1].upper() + f"{minutes} left"[1:])
    share = _share(due_at, now, started_at)
    is_soon = share >= LAST_THIRD if started_at else working_days_between(now.date(), due_at.date()) <= 1
    words, before = _due_words(due_at, now, is_all_day=is_all_day)
    return Clock(State.SOON if is_soon else State.RUNNING, words, before, share if started_at else _guess(is_soon))


def _share(due_at: datetime, now: datetime, started_at: datetime | None) -> float:
    if started_at is None or due_at <= started_at:
        return 0.0
    return min(1.0, max(0.0, (now - started_at) / (due_at - started_at)))


def _guess(is_soon: bool) -> float:
    """Without a beginning the pie can only tell soon from not soon."""
    return 0.75 if is_soon else 0.25


def _due_words(due_at: datetime, now: datetime, *, is_all_day: bool) -> tuple[str, str]:
    if is_all_day:
        if due_at.date() == now.date():
            return "Today", "Due "
    elif due_at - now < COUNTED_IN_HOURS:
        return duration(due_at - now), "Time left: "
    elif due_at - now < NAMED_BY_WEEKDAY:
        return f"{WEEKDAYS[due_at.weekday()][:3]} {time_in_words(due_at.time())}", "Due "
    return weekday_words(due_at.date(), now.date()), "Due "


def _over(due_at: datetime, now: datetime) -> Clock:
    return Clock(State.OVER, f"{duration(max(now - due_at, timedelta(minutes=1)))} over", "Past its legal limit: ")


def _late(due_at: datetime, now: datetime) -> Clock:
    """Hours on the day itself, then working days; a weekend alone counts in days."""
    if due_at.date() == now.date():
        return Clock(State.LATE, f"{duration(max(now - due_at, timedelta(minutes=1)))} late")
    days = working_days_between(due_at.date(), now.date())
    if days:
        return Clock(State.LATE, f"{_counted(days, 'working day')} late")
    return Clock(State.LATE, f"{_counted((now.date() - due_at.date()).days, 'day')} late")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"

"""Until when work may be put off: out of sight for a few days, and never past the day on which it is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cse_portal.core.working_days import LONDON, add_working_days

MOST_WORKING_DAYS = 10
MOST_WHEN_LATE = 2
SHOWN_AFTERWARDS = timedelta(days=14)  # what was done while one was away, and what was given to somebody else


def last_day_off(*, due_at: datetime, now: datetime) -> date | None:
    """The latest day on which it comes back; none where it is due today, and cannot wait."""
    today = now.astimezone(LONDON).date()
    if due_at < now:
        return add_working_days(today, MOST_WHEN_LATE)
    due_on = due_at.astimezone(LONDON).date()
    return min(due_on, add_working_days(today, MOST_WORKING_DAYS)) if due_on > today else None


def may_be_off_until(day: date, *, due_at: datetime, now: datetime) -> bool:
    last = last_day_off(due_at=due_at, now=now)
    return last is not None and now.astimezone(LONDON).date() < day <= last

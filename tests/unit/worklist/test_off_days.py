"""Until when work may be put off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.working_days import LONDON, add_working_days
from cse_portal.worklist.off_days import last_day_off, may_be_off_until

FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=LONDON)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda one: one.replace(tzinfo=LONDON))


def at(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=LONDON)


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        (date(2026, 11, 20), None),  # today, and not yet late
        (date(2026, 11, 23), date(2026, 11, 23)),  # never past its own day
        (date(2027, 3, 1), date(2026, 12, 4)),  # ten working days
        (date(2026, 11, 19), date(2026, 11, 24)),  # late: two working days
    ],
)
def test_the_last_day_on_which_it_comes_back(due_on: date, last: date | None) -> None:
    assert last_day_off(due_at=at(due_on), now=FRIDAY) == last


@given(now=moments, due_at=moments, days=st.integers(-3, 40))
def test_it_comes_back_after_today_and_never_past_its_due_date(now: datetime, due_at: datetime, days: int) -> None:
    today = now.date()
    day = today + timedelta(days=days)
    if not may_be_off_until(day, due_at=due_at, now=now):
        return
    assert day > today
    if due_at >= now:
        assert day <= due_at.date()
        assert day <= add_working_days(today, 10)
    else:
        assert day <= add_working_days(today, 2)

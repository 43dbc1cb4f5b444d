"""Urgency has four groups, and time only ever makes a thing more urgent."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.worklist.urgency import Urgency, urgency_of

LONDON = ZoneInfo("Europe/London")
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=LONDON)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(LONDON))
ORDER = [Urgency.LATER, Urgency.SOON, Urgency.OVERDUE, Urgency.CRITICAL]


@pytest.mark.parametrize(
    ("due", "critical", "expected"),
    [
        (FRIDAY_MORNING - timedelta(days=2), FRIDAY_MORNING - timedelta(days=1), Urgency.CRITICAL),
        (FRIDAY_MORNING - timedelta(minutes=1), None, Urgency.OVERDUE),
        (FRIDAY_MORNING - timedelta(days=2), FRIDAY_MORNING + timedelta(days=1), Urgency.OVERDUE),
        (FRIDAY_MORNING, None, Urgency.SOON),
        (datetime(2026, 11, 27, 23, 59, tzinfo=LONDON), None, Urgency.SOON),
        (datetime(2026, 11, 28, 0, 0, tzinfo=LONDON), None, Urgency.LATER),
    ],
)
def test_the_group_of_a_due_item(due: datetime, critical: datetime | None, expected: Urgency) -> None:
    assert urgency_of(due_at=due, critical_at=critical, now=FRIDAY_MORNING) == expected


def test_five_working_days_step_over_christmas() -> None:
    wednesday = datetime(2026, 12, 23, 12, 0, tzinfo=LONDON)
    last_soon = datetime(2027, 1, 4, 12, 0, tzinfo=LONDON)  # 24, 29, 30, 31 December and 4 January
    assert urgency_of(due_at=last_soon, critical_at=None, now=wednesday) == Urgency.SOON
    assert urgency_of(due_at=last_soon + timedelta(days=1), critical_at=None, now=wednesday) == Urgency.LATER


@given(
    due=INSTANTS,
    now=INSTANTS,
    grace=st.timedeltas(timedelta(0), timedelta(30)),
    step=st.timedeltas(timedelta(0), timedelta(400)),
)
def test_waiting_never_makes_a_thing_less_urgent(
    due: datetime, now: datetime, grace: timedelta, step: timedelta
) -> None:
    before = urgency_of(due_at=due, critical_at=due + grace, now=now)
    after = urgency_of(due_at=due, critical_at=due + grace, now=now + step)
    assert ORDER.index(after) >= ORDER.index(before)

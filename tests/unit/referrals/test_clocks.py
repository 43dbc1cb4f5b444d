"""The clocks of MASH against a slow calendar that goes minute by minute, over ten years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_portal.agencies.office_hours import DEFAULT_WEEK, OfficeHours
from cse_portal.agencies.timescales import DEFAULTS
from cse_portal.core.working_days import LONDON, is_working_day
from referrals.clocks import Pause, answer_by, decide_by, joined, open_time
from referrals.workflow import Rating

OFFICE = OfficeHours(DEFAULT_WEEK)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2033, 12, 1)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
LENGTHS = st.integers(0, 4 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def is_open(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    minutes = local.hour * 60 + local.minute
    return is_working_day(local.date()) and 8 * 60 + 30 <= minutes < 17 * 60


def slow_open_minutes(begins: datetime, ends: datetime) -> int:
    number = int((ends - begins).total_seconds() // 60)
    return sum(is_open(begins + timedelta(minutes=one)) for one in range(number))


def slow_after(start: datetime, minutes: int) -> datetime:
    at = start
    while minutes:
        minutes -= is_open(at)
        at += timedelta(minutes=1)
    return at


@given(MOMENTS, LENGTHS)
@settings(max_examples=60, deadline=None)
def test_open_time_is_what_a_slow_calendar_counts(begins: datetime, length: timedelta) -> None:
    ends = begins + length
    assert open_time(begins, ends, OFFICE) == timedelta(minutes=slow_open_minutes(begins, ends))


@given(MOMENTS, st.sampled_from([Rating.AMBER, Rating.GREEN]))
@settings(max_examples=40, deadline=None)
def test_an_answer_is_due_after_so_much_open_time(asked: datetime, rating: Rating) -> None:
    hours = 6 if rating is Rating.AMBER else 24
    due = answer_by(rating, asked, amounts=DEFAULTS, office=OFFICE)
    assert due == slow_after(asked, hours * 60)


@given(MOMENTS)
def test_red_runs_day_and_night(asked: datetime) -> None:
    assert answer_by(Rating.RED, asked, amounts=DEFAULTS, office=OFFICE) == asked + timedelta(hours=2)


@given(MOMENTS)
def test_a_decision_is_due_by_the_end_of_the_next_working_day(received: datetime) -> None:
    due = decide_by(received, (), amounts=DEFAULTS, office=OFFICE).astimezone(LONDON)
    first = received.astimezone(LONDON).date()
    assert (due.hour, due.minute) == (17, 0)
    assert is_working_day(due.date())
    between = [first + timedelta(days=one) for one in range(1, (due.date() - first).days)]
    assert not any(is_working_day(one) for one in between)


@given(MOMENTS, st.lists(st.tuples(LENGTHS, LENGTHS), max_size=3))
@settings(max_examples=40, deadline=None)
def test_every_open_minute_that_a_clock_stood_still_is_given_back(
    received: datetime, stretches: list[tuple[timedelta, timedelta]]
) -> None:
    plain = decide_by(received, (), amounts=DEFAULTS, office=OFFICE)
    pauses = [Pause(received + after, received + after + length) for after, length in stretches]
    due = decide_by(received, pauses, amounts=DEFAULTS, office=OFFICE)
    expected = plain
    for one in joined(pauses):
        if one.begins < expected:
            minutes = slow_open_minutes(one.begins, one.ends)
            expected = slow_after(expected, minutes) if minutes else expected
    assert due == expected
    assert due >= plain


@given(st.lists(st.tuples(MOMENTS, LENGTHS), max_size=5))
def test_joined_pauses_neither_overlap_nor_lose_a_minute(stretches: list[tuple[datetime, timedelta]]) -> None:
    pauses = [Pause(begins, begins + length) for begins, length in stretches]
    found = joined(pauses)
    assert all(one.ends < two.begins for one, two in pairwise(found))
    assert all(
        any(two.begins <= one.begins and one.ends <= two.ends for two in found)
        for one in pauses
        if one.begins < one.ends
    )


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # a red at ten to five on the Friday before a bank holiday is decided by the end of the Tuesday
        (datetime(2027, 4, 30, 16, 50, tzinfo=LONDON), date(2027, 5, 4)),
        (datetime(2026, 12, 24, 10, 0, tzinfo=LONDON), date(2026, 12, 29)),
        (datetime(2026, 11, 21, 23, 0, tzinfo=LONDON), date(2026, 11, 23)),
    ],
)
def test_bank_holidays_and_weekends_are_no_working_days(received: datetime, due: date) -> None:
    assert decide_by(received, (), amounts=DEFAULTS, office=OFFICE).astimezone(LONDON).date() == due

"""Working days of England: known holidays, and laws that hold for every date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.working_days import add_working_days, is_working_day, working_days_between

DAYS = st.dates(date(2014, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(-60, 60)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day falls on a Saturday, so Monday is free"),
        (date(2027, 12, 27), "Christmas falls on a Saturday"),
        (date(2027, 12, 28), "Boxing Day falls on a Sunday"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2027, 3, 26), "Good Friday of an early Easter"),
        (date(2026, 5, 4), "early May"),
        (date(2026, 8, 31), "the last Monday of August in England"),
        (date(2020, 5, 8), "moved to VE Day"),
        (date(2026, 11, 21), "a Saturday"),
    ],
)
def test_a_free_day_is_no_working_day(day: date, why: str) -> None:
    assert not is_working_day(day), why


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 29), date(2026, 8, 3), date(2026, 11, 30)])
def test_a_day_free_elsewhere_or_only_quiet_is_a_working_day(day: date) -> None:
    """Christmas Eve; Scotland's August holiday and St Andrew's Day."""
    assert is_working_day(day)


def test_counting_over_christmas_2026() -> None:
    assert add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 24)
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 24), 4) == date(2027, 1, 4)
    assert add_working_days(date(2027, 1, 4), -4) == date(2026, 12, 24)


def test_counting_over_easter_2026() -> None:
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 7)) == 1


def test_counting_nothing_stays() -> None:
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@given(start=DAYS, count=COUNTS.filter(bool))
def test_counting_ends_on_a_working_day(start: date, count: int) -> None:
    assert is_working_day(add_working_days(start, count))


@given(start=DAYS, count=st.integers(1, 60))
def test_counting_back_undoes_counting_on(start: date, count: int) -> None:
    """From a working day; from a free day one comes back to the working day before it."""
    back = add_working_days(add_working_days(start, count), -count)
    assert back == start if is_working_day(start) else back == add_working_days(start, -1)


@given(start=DAYS, count=st.integers(0, 60))
def test_days_between_is_the_inverse_of_adding(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count)) == count


@given(start=DAYS, end=DAYS)
def test_days_between_turns_its_sign_with_its_direction(start: date, end: date) -> None:
    assert working_days_between(start, end) == -working_days_between(end, start)


@given(start=DAYS, first=st.integers(0, 400), second=st.integers(0, 400))
def test_days_between_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert working_days_between(start, end) == working_days_between(start, middle) + working_days_between(middle, end)


@given(start=DAYS, count=st.integers(0, 59))
def test_more_working_days_end_later(start: date, count: int) -> None:
    assert add_working_days(start, count) < add_working_days(start, count + 1)

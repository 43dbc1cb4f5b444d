"""Quarters: every day lies in one, and a review has time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.people.quarters import Quarter, quarter_of

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))


@given(DAYS)
def test_every_day_lies_in_its_quarter_and_quarters_follow_each_other(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter_of(quarter.first_day) == quarter
    assert quarter.next.first_day == quarter.last_day + timedelta(days=1)
    assert quarter < quarter.next


@given(DAYS)
def test_a_review_has_at_least_four_weeks(day: date) -> None:
    assert quarter_of(day).due_on(day) - day >= timedelta(days=28)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 10, 1), date(2026, 11, 30)),
        (date(2026, 11, 2), date(2026, 11, 30)),
        (date(2026, 11, 20), date(2026, 12, 18)),
        (date(2026, 1, 1), date(2026, 2, 28)),
    ],
)
def test_it_is_due_with_the_second_month(opened: date, due: date) -> None:
    assert quarter_of(opened).due_on(opened) == due


def test_a_quarter_has_a_name() -> None:
    assert Quarter(2026, 4).title == "October to December 2026"

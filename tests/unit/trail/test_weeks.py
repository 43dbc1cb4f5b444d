"""Which week is listed, and until when it is to be signed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.core.working_days import is_working_day
from cse_portal.trail.weeks import SETTLED, TITLES, Decision, answer_by, sign_by, week_before

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))


@given(DAYS)
def test_the_last_whole_week_is_over_and_begins_on_a_monday(on: date) -> None:
    monday = week_before(on)
    assert monday.weekday() == 0
    assert timedelta(days=7) <= on - monday <= timedelta(days=13)


@given(DAYS)
def test_there_are_working_days_to_answer_and_more_to_sign(on: date) -> None:
    assert on < answer_by(on) < sign_by(on)
    assert is_working_day(answer_by(on))
    assert is_working_day(sign_by(on))


def test_asking_alone_settles_nothing() -> None:
    assert set(TITLES) == set(Decision)
    assert {Decision.KNOWN, Decision.RAISED} == SETTLED

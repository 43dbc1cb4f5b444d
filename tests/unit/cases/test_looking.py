"""An answer to why one looks holds for a working day, and over a weekend or bank holiday."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.looking import NEEDS_WORDS, TITLES, Looking, day_of, in_words
from cse_portal.core.working_days import is_working_day

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))


@given(DAYS)
def test_it_is_the_working_day_that_began_last(on: date) -> None:
    day = day_of(on)
    assert is_working_day(day)
    assert day <= on
    assert not any(is_working_day(day + timedelta(days=n)) for n in range(1, (on - day).days + 1))


def test_a_weekend_belongs_to_its_friday() -> None:
    friday = date(2026, 11, 20)
    assert {day_of(friday + timedelta(days=n)) for n in range(3)} == {friday}
    assert day_of(date(2026, 11, 23)) == date(2026, 11, 23)


def test_every_answer_has_a_title_and_words_follow_it() -> None:
    assert set(TITLES) == set(Looking)
    assert {Looking.OTHER} == NEEDS_WORDS
    assert in_words(Looking.DUTY, "") == TITLES[Looking.DUTY]
    assert in_words(Looking.OTHER, "Told to") == "Something else: Told to"

"""How old a child is: birthdays, leap days, before the birth, and the half year before they are 18."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.ages import (
    age_in_words,
    is_adult,
    is_turning_18,
    is_under_13,
    transition_begins_on,
    turns_18_on,
    years_old,
)
from cse_portal.cases.child_lists import Born

BORN = st.dates(date(2000, 1, 1), date(2030, 12, 31))
DAYS = st.integers(0, 9000)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("born", "born_is", "on", "words"),
    [
        (date(2011, 11, 21), Born.KNOWN, TODAY, "15"),
        (date(2011, 11, 22), Born.KNOWN, TODAY, "14"),
        (date(2011, 11, 22), Born.ESTIMATED, TODAY, "about 14"),
        (date(2025, 3, 21), Born.KNOWN, TODAY, "20 months"),
        (date(2026, 10, 21), Born.KNOWN, TODAY, "1 month"),
        (date(2027, 2, 1), Born.UNBORN, TODAY, "not born yet"),
        (None, Born.NOT_KNOWN, TODAY, "age not known"),
        (date(2012, 2, 29), Born.KNOWN, date(2026, 2, 28), "13"),
        (date(2012, 2, 29), Born.KNOWN, date(2026, 3, 1), "14"),
    ],
)
def test_an_age_is_said_as_people_say_it(born: date | None, born_is: Born, on: date, words: str) -> None:
    assert age_in_words(born, born_is, on=on) == words


@given(BORN, DAYS)
def test_years_grow_by_one_on_a_birthday_and_never_shrink(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert years_old(born, on=on + timedelta(days=1)) - years_old(born, on=on) in (0, 1)


@given(BORN, DAYS)
def test_one_is_under_13_or_turning_18_or_grown_up_or_none(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert is_under_13(born, on) + is_turning_18(born, on) + is_adult(born, on) <= 1
    assert is_adult(born, on) == (years_old(born, on=on) >= 18)
    assert is_under_13(born, on) == (years_old(born, on=on) < 13)


@given(BORN)
def test_the_way_into_adult_services_begins_half_a_year_before(born: date) -> None:
    begins, grown = transition_begins_on(born), turns_18_on(born)
    assert 180 <= (grown - begins).days <= 185
    assert years_old(born, on=begins) == 17


@given(BORN, st.integers(1, 200))
def test_nobody_is_anything_before_they_are_born(born: date, days: int) -> None:
    before = born - timedelta(days=days)
    assert [asked(born, before) for asked in (is_under_13, is_turning_18, is_adult)] == [False] * 3
    assert [asked(None, before) for asked in (is_under_13, is_turning_18, is_adult)] == [False] * 3

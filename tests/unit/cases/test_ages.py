"""How old a child is: birthdays, leap days, before the birth, and the half year before they are 18."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.ages import (
    in_words,
    is_adult,
    is_turning_18,
    is_under_13,
    months_old,
    transition_begins_on,
    turns_18_on,
    years_old,
)

BORN = st.dates(date(2000, 1, 1), date(2030, 12, 31))
DAYS = st.integers(0, 9000)


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (date(2011, 5, 3), date(2026, 11, 21), "15"),
        (date(2011, 11, 21), date(2026, 11, 21), "15"),
        (date(2011, 11, 22), date(2026, 11, 21), "14"),
        (date(2025, 3, 21), date(2026, 11, 21), "20 months"),
        (date(2026, 10, 21), date(2026, 11, 21), "1 month"),
        (date(2026, 11, 1), date(2026, 11, 21), "newborn"),
        (date(2027, 2, 1), date(2026, 11, 21), "not yet born"),
        (None, date(2026, 11, 21), "age not known"),
        (date(2012, 2, 29), date(2026, 2, 28), "13"),
        (date(2012, 2, 29), date(2026, 3, 1), "14"),
    ],
)
def test_an_age_is_said_as_people_say_it(born: date | None, on: date, words: str) -> None:
    assert in_words(born, on) == words


@given(BORN, DAYS)
def test_years_grow_by_one_on_a_birthday_and_never_shrink(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    grown = years_old(born, on + timedelta(days=1)) - years_old(born, on)
    assert grown in (0, 1)
    assert 12 * years_old(born, on) <= months_old(born, on) + 1


@given(BORN, DAYS)
def test_one_is_under_13_or_turning_18_or_grown_up_or_none(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert is_under_13(born, on) + is_turning_18(born, on) + is_adult(born, on) <= 1
    assert is_adult(born, on) == (years_old(born, on) >= 18)
    assert is_under_13(born, on) == (years_old(born, on) < 13)


@given(BORN)
def test_the_way_into_adult_services_begins_half_a_year_before(born: date) -> None:
    begins, grown = transition_begins_on(born), turns_18_on(born)
    assert 180 <= (grown - begins).days <= 185
    assert years_old(born, begins) == 17


def test_nobody_without_a_birthday_is_anything() -> None:
    assert [asked(None, date.max) for asked in (is_under_13, is_turning_18, is_adult)] == [False] * 3

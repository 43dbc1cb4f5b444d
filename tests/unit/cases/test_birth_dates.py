"""A date of birth is read however it is typed, and a child is found whose date was taken down nearly right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.birth_dates import Agrees, compared, kept_under, near, sought_under, swapped, taken_out
from cse_portal.cases.keys import Typed, asked_for, keys_of, read
from cse_portal.cases.resembling import Known, Match, likeness

DAY = date(2010, 3, 12)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
MAYA = Known(["Maya Ellerby", "Mimi Ellerby"], DAY, references=["K7MX-4TRP-W9HC"])


@pytest.mark.parametrize(
    "typed",
    [
        *("12/3/2010", "12.03.2010", "12-03-10", "12 3 2010", "12 / 03 / 10", "2010-03-12", "12032010"),
        *("12 Mar 2010", "12 march 2010", "12th of March, 2010", "12-MAR-10", "Mar 12, 2010", "12mar2010"),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed: str) -> None:
    assert taken_out(f"Maya {typed} Ellerby")[0] == DAY
    assert read(f"Maya {typed} Ellerby") == Typed(("maya", "ellerby"), DAY)
    assert read(typed) == Typed((), DAY)


def test_month_before_day_is_read_where_nothing_else_is_a_date() -> None:
    assert taken_out("3/25/2010")[0] == date(2010, 3, 25)


@pytest.mark.parametrize("typed", ["31/2/2010", "12/3", "Maya", "1/1/1850", "99/99/99", "12/3/201", "May Marsh", ""])
def test_what_is_no_date_is_left_alone(typed: str) -> None:
    assert taken_out(typed) == (None, typed)


def test_a_name_that_is_a_month_stays_a_name() -> None:
    assert read("May June 4 May 2011") == Typed(("may", "june"), date(2011, 5, 4))


@given(DAYS)
def test_every_date_is_read_as_it_is_written_in_the_portal(day: date) -> None:
    for typed in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}", str(day)):
        assert read(typed) == Typed((), day)


@given(st.text(max_size=60))
def test_anything_may_be_typed(typed: str) -> None:
    asked_for(read(typed))


@given(DAYS)
def test_a_date_nearly_right_meets_the_right_one(day: date) -> None:
    wrong = near(day) | {swapped(day) or day}
    assert day not in near(day)
    assert len(wrong) <= 8
    for one in wrong:
        assert sought_under(one) & kept_under(day, is_estimated=False)
        assert compared(one, day, is_estimated=False) is not Agrees.OTHER


@given(DAYS, st.integers(-1, 1))
def test_an_estimate_is_met_by_the_years_beside_it(day: date, years: int) -> None:
    typed = date(day.year + years, 6, 30)
    assert sought_under(typed) & kept_under(day, is_estimated=True)
    assert compared(typed, day, is_estimated=True) is not Agrees.OTHER


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [
        (DAY, Agrees.SAME),
        (date(2010, 12, 3), Agrees.SWAPPED),
        (date(2010, 3, 21), Agrees.NEAR),
        (date(2011, 3, 12), Agrees.NEAR),
        (date(2010, 3, 11), Agrees.NEAR),
        (date(2010, 8, 30), Agrees.OTHER),
    ],
)
def test_it_says_in_what_two_dates_agree(typed: date, agrees: Agrees) -> None:
    assert compared(typed, DAY, is_estimated=False) is agrees
    assert compared(typed, None, is_estimated=False) is Agrees.UNKNOWN


# --- names, dates and references together ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("Maya Ellerby 12/3/2010", (Match.SAME, Agrees.SAME)),
        ("Mimi Ellerby", (Match.KNOWN_AS, Match.SAME)),
        ("Maya Elerbie 3/12/2010", (Match.SAME, Match.SOUND, Agrees.SWAPPED)),
        ("Maya Quillfeather 12 Mar 2010", (Match.SAME, Agrees.SAME)),
        ("Maya Ellerby 1/1/2001", (Match.SAME,)),
        ("12/3/2010", (Agrees.SAME,)),
        ("k7mx 4trp w9hc", (Match.REFERENCE,)),
    ],
)
def test_it_says_in_what_a_child_agrees(typed: str, matches: tuple[str, ...]) -> None:
    found = likeness(read(typed), MAYA)
    assert found.is_enough
    assert found.matches == matches


@pytest.mark.parametrize(
    "typed", ["Noor Hathersage 12/3/2010", "Maya Quillfeather 13/3/2010", "Noor Ellerby", "1/1/2001", "K7MX-4TRP-W9HD"]
)
def test_whoever_agrees_in_too_little_is_somebody_else(typed: str) -> None:
    assert not likeness(read(typed), MAYA).is_enough


def test_of_two_with_one_name_the_date_says_which_comes_first() -> None:
    typed = read("Maya Ellerby 12/3/2010")
    kept = [MAYA, Known(MAYA.names, date(2010, 12, 3)), Known(MAYA.names), Known(MAYA.names, date(2001, 1, 1))]
    scores = [likeness(typed, one).score for one in kept]
    assert scores == sorted(set(scores), reverse=True)


def test_each_kind_of_key_has_its_own_letters() -> None:
    keys = keys_of(["Maya Ellerby"], born=DAY, is_estimated=True, references=["K7MX-4TRP-W9HC", "943 476 5919"])
    assert {"w:maya", "d:2010-03-12", "y:2009", "y:2011", "i:K7MX4TRPW9HC", "i:9434765919"} <= set(keys)
    assert keys == sorted(set(keys))

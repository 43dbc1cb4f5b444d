"""Ages, numbers with check digits, postcodes, and what is missing from a child's record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.ages import NOT_KNOWN, age_in_words, years_old
from cse_portal.cases.child_lists import Born
from cse_portal.cases.completeness import ABOUT, Asked, Wanted, meter
from cse_portal.cases.identifiers import PNC_LETTERS, RULES, Kind, problem, tidy
from cse_portal.cases.postcodes import tidy_postcode

TODAY = date(2026, 11, 21)
days = st.dates(min_value=date(1990, 1, 1), max_value=TODAY)


@pytest.mark.parametrize(
    ("born_on", "born_is", "words"),
    [
        (date(2011, 5, 3), Born.KNOWN, "15"),
        (date(2010, 11, 22), Born.KNOWN, "15"),
        (date(2010, 11, 21), Born.KNOWN, "16"),
        (date(2011, 5, 3), Born.ESTIMATED, "about 15"),
        (date(2025, 12, 22), Born.KNOWN, "10 months"),
        (date(2026, 10, 1), Born.KNOWN, "1 month"),
        (date(2027, 5, 3), Born.UNBORN, "not born yet"),
        (date(2026, 11, 1), Born.UNBORN, "about 0"),
        (None, Born.KNOWN, NOT_KNOWN),
        (date(2011, 5, 3), Born.NOT_KNOWN, NOT_KNOWN),
        (date(2030, 1, 1), Born.KNOWN, NOT_KNOWN),
    ],
)
def test_ages_as_people_say_them(born_on: date | None, born_is: Born, words: str) -> None:
    assert age_in_words(born_on, born_is, on=TODAY) == words


def test_whoever_is_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    leap = date(2012, 2, 29)
    assert years_old(leap, on=date(2026, 2, 28)) == 13
    assert years_old(leap, on=date(2026, 3, 1)) == 14


@given(days, st.integers(0, 12_000))
def test_nobody_grows_younger(born_on: date, later: int) -> None:
    then = born_on + timedelta(days=later)
    assert 0 <= years_old(born_on, on=then) <= years_old(born_on, on=then + timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Kind.NHS, "9434765919", "943 476 5919"),
        (Kind.NHS, "943-476-5919", "943 476 5919"),
        (Kind.UPN, "h801200001001", "H801200001001"),
        (Kind.PNC, "2019/0123456e", "2019/123456E"),
        (Kind.PNC, "19/123456E", "19/123456E"),
        (Kind.SOCIAL_CARE, " lm  00412 ", "LM 00412"),
    ],
)
def test_a_right_number_is_stored_in_one_form(kind: Kind, typed: str, stored: str) -> None:
    assert problem(kind, typed) == ""
    assert tidy(kind, typed) == stored
    assert tidy(kind, stored) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.NHS, "943 476 5918"),
        (Kind.NHS, "943 476 591"),
        (Kind.UPN, "B801200001001"),
        (Kind.UPN, "H80120000100"),
        (Kind.PNC, "2019/123456D"),
        (Kind.PNC, "123456E"),
        (Kind.SOCIAL_CARE, "<b>"),
        (Kind.POLICE, "x" * 31),
    ],
)
def test_a_wrong_number_names_the_rule(kind: Kind, typed: str) -> None:
    assert problem(kind, typed) == RULES[kind].wrong
    assert RULES[kind].wrong.startswith(RULES[kind].title)


@given(st.integers(0, 999_999_999))
def test_an_nhs_number_with_one_wrong_digit_is_never_right(number: int) -> None:
    """The check finds every single slip; whichever digit it is."""
    right = next((f"{number:09d}{last}" for last in range(10) if not problem(Kind.NHS, f"{number:09d}{last}")), None)
    if right is None:
        return  # one in eleven has no check digit, and is never given out
    for place in range(10):
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        assert problem(Kind.NHS, wrong)


@given(st.integers(0, 99), st.integers(1, 9_999_999))
def test_one_letter_alone_fits_a_police_number(year: int, serial: int) -> None:
    fitting = [letter for letter in PNC_LETTERS if not problem(Kind.PNC, f"{year:02d}/{serial}{letter}")]
    assert len(fitting) == 1


@pytest.mark.parametrize(
    ("typed", "stored"), [("w1a1aa", "W1A 1AA"), (" se1  7pb ", "SE1 7PB"), ("W1A", ""), ("12345", ""), ("", "")]
)
def test_postcodes(typed: str, stored: str) -> None:
    assert tidy_postcode(typed) == stored


@given(st.sets(st.sampled_from(list(Wanted))), st.sets(st.sampled_from(list(Wanted))), days)
def test_every_fact_is_either_known_or_a_gap(known: set[Wanted], asked: set[Wanted], by: date) -> None:
    found = meter(known, [Asked(one.value, "School", by) for one in asked], on=TODAY)
    assert {gap.fact for gap in found.gaps} == set(Wanted) - known
    assert found.known + len(found.gaps) == found.of == len(Wanted)
    assert all((gap.asked is not None) == (gap.fact in asked) for gap in found.gaps)
    assert all(gap.is_late == (gap.fact in asked and by < TODAY) for gap in found.gaps)
    assert 0 <= found.percent <= 100


def test_every_fact_has_words() -> None:
    assert set(ABOUT) == set(Wanted)
    assert all(about.title and about.who_knows for about in ABOUT.values())

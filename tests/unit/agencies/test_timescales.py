"""The table of timescales: total, within its own bounds, and never in each other's way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.timescales import (
    AREA_TITLES,
    DEFAULTS,
    RULES,
    SHORTER,
    TABLE,
    Area,
    Timescale,
    Unit,
    clashes,
    in_force,
    in_words,
    problem_with,
)

amounts = st.integers(min_value=-10, max_value=500)


def test_every_timescale_has_one_line_and_every_area_a_title() -> None:
    assert sorted(code for rules in TABLE.values() for code in rules) == sorted(Timescale)
    assert set(AREA_TITLES) == set(TABLE) == set(Area)


@pytest.mark.parametrize("code", Timescale)
def test_a_default_is_allowed_and_says_something(code: Timescale) -> None:
    rule = RULES[code]
    assert rule.least <= rule.default <= rule.most
    assert problem_with(code, rule.default) == ""
    assert rule.default_in_words


def test_defaults_do_not_overtake_each_other() -> None:
    assert clashes(DEFAULTS) == []


def test_what_must_be_shorter_is_set_on_the_same_page() -> None:
    for shorter, longer in SHORTER:
        assert any(shorter in rules and longer in rules for rules in TABLE.values())


@given(st.sampled_from(Timescale), amounts)
def test_only_what_lies_between_least_and_most_is_allowed(code: Timescale, amount: int) -> None:
    rule = RULES[code]
    assert (problem_with(code, amount) == "") == (rule.least <= amount <= rule.most)


@given(st.dictionaries(st.sampled_from([code.value for code in Timescale] + ["gone"]), amounts))
def test_amounts_in_force_are_total_and_allowed_whatever_is_stored(overrides: dict[str, int]) -> None:
    found = in_force(overrides)
    assert set(found) == set(Timescale)
    assert [code for code, amount in found.items() if problem_with(code, amount)] == []
    kept = {code for code in Timescale if code in overrides and not problem_with(code, overrides[code])}
    assert all(found[code] == overrides[code] for code in kept)


def test_a_reminder_that_overtakes_the_first_is_told() -> None:
    said = dict(clashes({Timescale.REMIND_FIRST: 7, Timescale.REMIND_AGAIN: 7}))
    assert said == {Timescale.REMIND_AGAIN: "Second reminder of a review must be less than first reminder of a review"}


def test_a_fixed_timescale_says_that_it_stays() -> None:
    words = "Looked-after child’s missing episode reported stays at the same day"
    assert problem_with(Timescale.MISSING_REPORTED, 1) == words


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (0, Unit.WORKING_DAYS, "the same working day"),
        (1, Unit.WORKING_DAYS, "1 working day"),
        (45, Unit.WORKING_DAYS, "45 working days"),
        (1, Unit.MASH_HOURS, "1 hour of MASH time"),
        (24, Unit.MASH_HOURS, "24 hours of MASH time"),
        (3, Unit.MONTHS, "3 calendar months"),
        (210, Unit.MONTHS, "17 years 6 months"),
        (193, Unit.MONTHS, "16 years 1 month"),
        (192, Unit.MONTHS, "16 years"),
        (25, Unit.YEARS, "25 years"),
        (50, Unit.PER_CENT, "50 per cent of the way"),
    ],
)
def test_an_amount_reads_as_people_say_it(amount: int, unit: Unit, words: str) -> None:
    assert in_words(amount, unit) == words

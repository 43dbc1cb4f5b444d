"""Which two records are suggested as one child’s: never on a name alone, and the same whichever comes first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_portal.cases.alike import NAMES, NUMBERS, WEIGHTS, WORDS, Traits, Why, alike, in_words, plain, rounds_for

BORN = date(2011, 5, 4)
NHS = {"nhs": frozenset({"9434765919"})}
OTHER_NHS = {"nhs": frozenset({"9434765870"})}
MAYA = Traits(("Maya Oyelaran",), BORN)

names = st.sampled_from(
    ["Maya Oyelaran", "Mya Oyelaran", "Liz Fern", "Elizabeth Fern", "Tunde Oyelaran", "Ada Roe", ""]
)
days = st.none() | st.dates(date(2008, 1, 1), date(2012, 12, 31))
few = st.frozensets(st.sampled_from(["1", "2"]), max_size=2)
records = st.builds(
    Traits,
    names=st.lists(names, min_size=1, max_size=3).map(tuple),
    born=days,
    is_estimated=st.booleans(),
    numbers=st.dictionaries(st.sampled_from(["nhs", "upn", "pnc", "police"]), few, max_size=3),
    phones=few,
    addresses=few,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records, records)
def test_it_is_the_same_whichever_comes_first(one: Traits, other: Traits) -> None:
    assert alike(one, other) == alike(other, one)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records, records)
def test_nothing_is_suggested_without_a_name_or_a_number_in_common(one: Traits, other: Traits) -> None:
    found = alike(one, other)
    if found.is_suggested:
        assert set(found.whys) & (NUMBERS | NAMES)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_name_alone_is_never_enough(one: str, other: str) -> None:
    assert not alike(Traits((one,)), Traits((other,))).is_suggested
    assert not alike(Traits((one,)), Traits((one,))).is_suggested


@pytest.mark.parametrize(
    ("one", "other", "whys"),
    [
        (MAYA, MAYA, (Why.NAME, Why.BORN)),
        (MAYA, Traits(("Oyelaran Maya",), BORN), (Why.NAME, Why.BORN)),
        (Traits(("Elizabeth Fern",), BORN), Traits(("Liz Fern",), BORN), (Why.FORM, Why.BORN)),
        (Traits(("Ada Roe",), None, numbers=NHS), Traits(("Maya Fern",), BORN, numbers=NHS), (Why.NHS,)),
        (
            Traits(("Maya Oyelaran",), BORN, phones=frozenset({"1"})),
            Traits(("Mya Oyelaran",), date(2011, 4, 5), phones=frozenset({"1"})),
            (Why.FORM, Why.NEARLY_BORN, Why.PHONE),
        ),
        (
            Traits(("Pip Roe", "Maya Oyelaran"), BORN),
            Traits(("Maya Oyelaran",), BORN),
            (Why.NAME, Why.BORN),
        ),
    ],
)
def test_these_are_suggested(one: Traits, other: Traits, whys: tuple[Why, ...]) -> None:
    found = alike(one, other)
    assert found.is_suggested
    assert found.whys == whys


def twin(name: str) -> Traits:
    return Traits((name,), BORN, phones=frozenset({"1"}), addresses=frozenset({"home"}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (twin("Tunde Oyelaran"), twin("Dayo Oyelaran")),
        (MAYA, Traits(("Maya Oyelaran",), date(2009, 1, 1))),
        (MAYA, Traits(("Maya Oyelaran",), None)),
        (Traits(("Maya Oyelaran",), BORN, numbers=NHS), Traits(("Maya Oyelaran",), BORN, numbers=OTHER_NHS)),
        (Traits(("Maya Fern",), BORN), Traits(("Ada Roe",), BORN)),
    ],
    ids=["twins", "another birthday", "no birthday", "two NHS numbers", "a birthday alone"],
)
def test_these_are_not(one: Traits, other: Traits) -> None:
    assert not alike(one, other).is_suggested


def test_every_ground_has_words_and_a_weight() -> None:
    assert set(WORDS) == set(WEIGHTS) == set(Why)
    assert in_words(["nhs", "born"]) == ["the same NHS number", "the same date of birth"]


def test_addresses_are_compared_without_their_commas() -> None:
    assert plain("4 Canary Row,\nLarkmere W1A 1AA") == plain("4 canary row larkmere, w1a1aa")
    assert plain("Not known") == ""


def test_a_record_is_looked_for_by_its_numbers_and_its_name() -> None:
    rounds = rounds_for(Traits(("Maya Oyelaran",), BORN, numbers=NHS))
    assert rounds[0] == [["i:9434765919"]]
    assert len(rounds) == 5
    assert rounds_for(Traits(("",))) == []

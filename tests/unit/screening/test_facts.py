"""From answers to facts: names, choices, periods, and what two answers make together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screening.instruments.answers import Answer, Given, Period, merged, yes_now
from screening.instruments.facts import Fact, NotOfThisEdition, facts_of
from screening.instruments.shape import ItemKind
from screening.scoring import suggest
from tests.unit.screening.worked_examples import ASSESSMENT, NOBODY, SCREENING, no

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
NOW, BEFORE = Period.NOW, Period.BEFORE


def found(**answers: Given) -> dict[tuple[str, Period], Fact]:
    return {(fact.code, fact.period): fact for fact in facts_of(ASSESSMENT, answers)}


def test_a_choice_may_name_another_item() -> None:
    fact = found(A8=yes_now("eating_disorder"), U9=yes_now())[("U9", NOW)]
    assert (fact.items, fact.band) == (("U9", "A8"), "universal_plus")


def test_choices_of_one_item_are_one_fact_at_the_higher_band() -> None:
    item = SCREENING.item("A6")
    low = replace(item.choices[0], same_as="", kind=ItemKind.HARM)
    changed = replace(item, choices=(low, *item.choices[1:]))
    sections = tuple(
        replace(one, items=tuple(changed if row.code == "A6" else row for row in one.items))
        for one in SCREENING.sections
    )
    tool = replace(SCREENING, sections=sections, by_code={**SCREENING.by_code, "A6": changed})
    for which in ({"experimenting", "regular"}, {"experimenting"}):
        (fact,) = facts_of(tool, {"A6": yes_now(*which)})
        assert fact.band == ("additional" if "regular" in which else "universal_plus")
        assert fact.kind is ItemKind.HARM


def test_what_it_was_before_may_differ_from_what_it_is_now() -> None:
    both = {NOW: YES, BEFORE: YES}
    apart = Given(both, frozenset({"superficial_self_harm"}), frozenset({"suicide_attempt"}))
    facts = found(A8=apart)
    assert facts[("U10", NOW)].kind is ItemKind.RISK
    assert facts[("A8", BEFORE)].kind is ItemKind.HARM
    assert ("A8", NOW) not in facts
    alike = found(A8=Given(both, frozenset({"suicide_attempt"})))
    assert {key[1] for key in alike} == {NOW, BEFORE}


def test_while_nobody_said_which_the_item_keeps_its_own_band() -> None:
    assert found(A8=yes_now())[("A8", NOW)].band == "additional"


def test_two_answers_make_an_acute_fact_in_the_same_period_only() -> None:
    assert ("X10", NOW) in found(A6=yes_now("chronic"), U5=yes_now())
    assert ("X10", NOW) not in found(A6=yes_now("chronic"), V1=yes_now())
    assert ("X10", NOW) not in found(A6=yes_now("chronic"), S1=Given({BEFORE: YES}))
    assert ("X10", NOW) not in found(A6=yes_now("regular"), S1=yes_now())
    fact = found(A6=yes_now("chronic"), A8=yes_now("aggression"))[("X10", NOW)]
    assert (fact.letters, fact.items) == (("E", "Al"), ("A8", "A6"))


def test_abuse_in_childhood_is_always_before() -> None:
    assert set(found(V3=yes_now())) == {("V3", BEFORE)}


def test_one_fact_under_two_names_keeps_the_stronger_answer() -> None:
    order = [YES, NOT_KNOWN, NO]
    for one in order:
        for other in order:
            stronger = min(one, other, key=order.index)
            assert merged(Given({NOW: one}), Given({NOW: other})).to(NOW) is stronger
    both = merged(yes_now("groomed"), Given({BEFORE: YES}, frozenset({"abused"}), frozenset({"abused"})))
    assert both == Given({NOW: YES, BEFORE: YES}, frozenset({"groomed", "abused"}), frozenset({"groomed", "abused"}))


@pytest.mark.parametrize("answers", [{"S8": yes_now()}, {"A8": yes_now("boredom")}, {"S1": yes_now("often")}])
def test_what_the_edition_does_not_ask_is_refused(answers: dict[str, Given]) -> None:
    with pytest.raises(NotOfThisEdition, match="multi-agency-screening-2018"):
        facts_of(SCREENING, answers)


def test_an_item_that_is_no_longer_asked_counts_for_nothing() -> None:
    retired = replace(SCREENING.item("S1"), retired=True)
    sections = tuple(
        replace(one, items=tuple(retired if row.code == "S1" else row for row in one.items))
        for one in SCREENING.sections
    )
    tool = replace(SCREENING, sections=sections, by_code={**SCREENING.by_code, "S1": retired})
    assert facts_of(tool, {"S1": yes_now()}) == ()


def test_an_answer_for_before_alone_does_not_make_now_known() -> None:
    answers = {item.code: no(SCREENING, item.code) for item in SCREENING.items()}
    assert not suggest(SCREENING, answers, NOBODY).incomplete
    for said in (Given({BEFORE: NO}), Given({BEFORE: YES}), Given({BEFORE: NO, NOW: NOT_KNOWN}), Given()):
        assert suggest(SCREENING, answers | dict.fromkeys(("S1", "S2", "S3"), said), NOBODY).incomplete

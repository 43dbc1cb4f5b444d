"""What may come next, who is told, and what a decision needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screening.advice import (
    WORDS,
    Advice,
    Circumstances,
    Need,
    Notice,
    Told,
    advise,
    decision_needs,
    is_child_protection,
    may_advise,
    may_be_screened,
    needed_questions,
)
from screening.instruments.answers import Answer, Given, LearningDisability, Period, yes_now
from screening.scoring import suggest
from tests.unit.screening.worked_examples import ASSESSMENT, NOBODY, SCREENING, no

CHILD = replace(NOBODY, age=15)
LOW, MEDIUM, SIGNIFICANT = SCREENING.results


def advice(about: object = CHILD, circumstances: Circumstances | None = None, **answers: Given) -> Advice:
    given = {item.code: no(SCREENING, item.code) for item in SCREENING.items()} | answers
    found = suggest(SCREENING, given, about)  # type: ignore[arg-type]
    return advise(SCREENING, found, about, circumstances=circumstances or Circumstances())  # type: ignore[arg-type]


def codes(found: Advice) -> list[str]:
    return [step.code for step in found.steps]


def test_with_nothing_seen_early_help_or_closing_come_first() -> None:
    found = advice()
    assert codes(found)[:2] == ["early_help", "close"]
    assert (found.notices, found.tell) == ((), ())


def test_nothing_is_closed_while_a_sign_stands_or_too_much_is_open() -> None:
    assert "close" not in codes(advice(A9=yes_now()))
    silent = {code: Given({Period.NOW: Answer.NOT_KNOWN}) for code in ("S1", "S2", "S3")}
    found = advice(**silent)
    assert "close" not in codes(found)
    assert codes(found)[0] == "consult_adviser"
    assert found.notices == (Notice.INCOMPLETE,)


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"A9": yes_now()}, "consult_adviser"),
        ({"A2": yes_now()}, "consult_adviser"),
        ({"S1": yes_now()}, "refer_to_mash"),
    ],
)
def test_the_adviser_or_mash_by_level(answers: dict[str, Given], first: str) -> None:
    assert codes(advice(**answers))[0] == first


def test_under_13_or_a_learning_disability_with_a_sign_goes_to_mash() -> None:
    young = advice(replace(CHILD, age=12), A9=yes_now())
    assert codes(young)[0] == "refer_to_mash"
    assert young.notices == (Notice.UNDER_13,)
    disabled = advice(replace(CHILD, learning_disability=LearningDisability.SUSPECTED), A9=yes_now())
    assert codes(disabled)[0] == "refer_to_mash"
    assert codes(advice(replace(CHILD, age=12)))[0] == "early_help"


def test_a_disclosure_is_told_to_police_and_social_care() -> None:
    found = advice(replace(CHILD, disclosure=Answer.YES))
    assert found.tell == (Told.POLICE, Told.SOCIAL_CARE)
    assert codes(found)[0] == "refer_to_mash"
    assert "close" not in codes(found)


def test_danger_and_child_protection_put_mash_first() -> None:
    for circumstances in (Circumstances(in_danger=True), Circumstances(child_protection=True)):
        assert codes(advice(circumstances=circumstances))[0] == "refer_to_mash"
    assert advice(circumstances=Circumstances(in_danger=True)).notices == (Notice.DANGER,)


def test_from_18_adult_safeguarding_unless_the_partnership_or_the_case_says_otherwise() -> None:
    adult = replace(CHILD, age=18)
    assert codes(advice(adult, S1=yes_now())) == ["adult_safeguarding"]
    assert codes(advice(adult, Circumstances(opened_before_18=True), S1=yes_now()))[0] == "refer_to_mash"
    assert codes(advice(adult, Circumstances(upper_age=25), S1=yes_now()))[0] == "refer_to_mash"


@pytest.mark.parametrize(
    ("age", "upper", "may"),
    [(17, 18, True), (18, 18, False), (24, 25, True), (25, 25, False), (None, 18, True), (17, 0, True)],
)
def test_up_to_which_age_a_first_screening_is_taken(age: int | None, upper: int, may: bool) -> None:
    assert may_be_screened(age, upper_age=upper) is may


def test_the_decision_made_leads_and_harm_is_said() -> None:
    given = {item.code: no(SCREENING, item.code) for item in SCREENING.items()} | {"A4": yes_now()}
    found = advise(SCREENING, suggest(SCREENING, given, CHILD), CHILD, decided=SIGNIFICANT)
    assert codes(found)[0] == "refer_to_mash"
    assert found.notices == (Notice.HARM,)


def test_what_a_decision_needs() -> None:
    assert decision_needs(MEDIUM, MEDIUM) == frozenset()
    assert decision_needs(MEDIUM, SIGNIFICANT) == {Need.REASON}
    assert decision_needs(MEDIUM, LOW) == {Need.REASON}
    assert decision_needs(LOW, LOW, high_concern=True) == {Need.CONSULTATION}
    assert decision_needs(SIGNIFICANT, SIGNIFICANT, high_concern=True) == frozenset()
    zero, one, two, three = ASSESSMENT.results
    down = {Need.WHAT_CHANGED, Need.COUNTERSIGNATURE}
    assert decision_needs(one, one, previous=two) == down
    assert decision_needs(one, zero, previous=three) == down | {Need.REASON}
    assert decision_needs(two, two, previous=one) == frozenset()


def test_nobody_advises_on_their_own() -> None:
    assert not may_advise("beth", authors=["beth", "nadia"])
    assert may_advise("olu", authors=["beth", "nadia"])


def test_from_a_score_of_1_more_is_asked() -> None:
    zero, one, *_ = ASSESSMENT.results
    more = set(needed_questions(ASSESSMENT, one)) - set(needed_questions(ASSESSMENT, zero))
    assert {question.code for question in more} == {
        *("danger_statement", "safety_goal", "strategy_meeting", "mase_referral")
    }
    assert needed_questions(ASSESSMENT) == needed_questions(ASSESSMENT, zero)


def test_any_of_the_four_is_the_child_protection_route() -> None:
    asked = [question.code for question in ASSESSMENT.questions() if question.child_protection]
    assert len(asked) == 4
    assert all(is_child_protection(ASSESSMENT, {code: "yes"}) for code in asked)
    assert not is_child_protection(ASSESSMENT, dict.fromkeys(asked, "no"))


def test_every_notice_has_its_words_and_every_step_is_there() -> None:
    assert set(WORDS) == set(Notice)
    for tool in (SCREENING, ASSESSMENT):
        known = {one.code for one in tool.follow_ups}
        assert all(set(result.next_steps) <= known for result in tool.results)
        assert {"refer_to_mash", "consult_adviser"} <= known

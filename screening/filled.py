"""What was answered, as it is kept: read for the rules, and looked through for what is missing. No framework here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from screening.instruments.answers import About, Answer, ChildFact, Given, LearningDisability, Period
from screening.instruments.shape import Instrument, Item, Question, QuestionType, Section
from screening.workflow import SectionState

Answers = Mapping[str, Any]

WHAT, WHEN, SOURCE, WHICH, ASK, FROM = "what", "when", "source", "which", "ask", "from"
EVIDENCE = (WHAT, WHEN, SOURCE)


class Lack(StrEnum):
    ANSWER = "answer"
    EVIDENCE = "evidence"
    WHICH = "which"
    CONFIRM = "confirm"


LACKS: Mapping[Lack, str] = {
    Lack.ANSWER: "Answer",
    Lack.EVIDENCE: "Say what was seen or said about",
    Lack.WHICH: "Say which about",
    Lack.CONFIRM: "Confirm what is on record about",
}


@dataclass(frozen=True)
class Gap:
    """Something without which nobody can decide: in which field of the form it belongs, and in words."""

    section: str
    field: str
    words: str


def given(answers: Answers, item: Item) -> Given:
    held = answers.get(item.code) or {}
    periods = {period: Answer(held[period.value]) for period in item.answered_in if held.get(period.value)}
    return Given(periods, frozenset(held.get(WHICH) or ()))


def all_given(instrument: Instrument, answers: Answers) -> dict[str, Given]:
    """Of every item that was answered at all, retired ones among them."""
    found = {item.code: given(answers, item) for section in instrument.sections for item in section.items}
    return {code: one for code, one in found.items() if one.answers}


def about(instrument: Instrument, answers: Answers, *, age: int | None, crime_level: int | None) -> About:
    """What the rules ask of the child: from the answers, the date of birth and the police's references."""
    said = {one.fills: answers.get(one.code) for one in instrument.questions() if one.fills}
    facts: dict[str, Any] = {
        fact.value: Answer(str(said[fact]))
        for fact in (ChildFact.LOOKED_AFTER, ChildFact.UNACCOMPANIED, ChildFact.TRAFFICKED, ChildFact.DISCLOSURE)
        if said.get(fact)
    }
    disability = said.get(ChildFact.LEARNING_DISABILITY)
    if disability:
        facts["learning_disability"] = LearningDisability(disability)
    return About(age=age, crime_level=crime_level, **facts)


def is_yes(answers: Answers, item: Item) -> bool:
    return Answer.YES in given(answers, item).answers.values()


def is_unknown(answers: Answers, item: Item) -> bool:
    return Answer.NOT_KNOWN in given(answers, item).answers.values()


def gaps(section: Section, answers: Answers, *, reached: int = 0, needs: Mapping[str, int] | None = None) -> list[Gap]:
    """`reached`: how high the decision stands, for questions that only a higher one asks; `needs` by result."""
    found = [gap for item in section.items if not item.retired for gap in _of_item(section, item, answers)]
    for question in section.questions:
        is_needed = question.required or bool(
            question.required_from and needs and reached >= needs.get(question.required_from, 99)
        )
        if is_needed and is_empty(answers.get(question.code)):
            found.append(Gap(section.code, question.code, f"{LACKS[Lack.ANSWER]} “{question.text}”"))
    return found


def _of_item(section: Section, item: Item, answers: Answers) -> Iterator[Gap]:
    held = answers.get(item.code) or {}
    for period in item.answered_in:
        if not held.get(period.value):
            yield Gap(
                section.code,
                f"{item.code}_{period.value}",
                f"{LACKS[Lack.ANSWER]} “{item.short}”{_then(item, period)}",
            )
            break
    if not is_yes(answers, item):
        return
    if item.choices and not held.get(WHICH):
        yield Gap(section.code, f"{item.code}_{WHICH}", f"{LACKS[Lack.WHICH]} “{item.short}”")
    if not str(held.get(WHAT) or "").strip():
        yield Gap(section.code, f"{item.code}_{WHAT}", f"{LACKS[Lack.EVIDENCE]} “{item.short}”")


def _then(item: Item, period: Period) -> str:
    if len(item.answered_in) == 1:
        return ""
    return ", now or in the past 6 months" if period is Period.NOW else ", before that"


def is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def state_of(section: Section, answers: Answers) -> SectionState:
    if all(is_empty(value) or value == {} for value in answers.values()):
        return SectionState.NOT_STARTED
    return SectionState.BEGUN if gaps(section, answers) else SectionState.DONE


def answered(section: Section, answers: Answers) -> tuple[int, int]:
    """How many of its items and questions, of how many."""
    items = [item for item in section.items if not item.retired]
    done = sum(1 for item in items if given(answers, item).answers)
    done += sum(1 for one in section.questions if not is_empty(answers.get(one.code)))
    return done, len(items) + len(section.questions)


NARRATIVES = frozenset({QuestionType.NARRATIVE})


def has_narrative(instrument: Instrument, answers: Answers) -> bool:
    """A form without a word of anybody's own cannot be decided on."""
    asked = [one for one in instrument.questions() if one.type in NARRATIVES]
    if any(not is_empty(answers.get(one.code)) for one in asked):
        return True
    return any(str((answers.get(item.code) or {}).get(WHAT) or "").strip() for item in instrument.items())


def text_of(question: Question, value: Any) -> str:
    """As a page shows it."""
    if is_empty(value):
        return ""
    if question.options:
        titles = {one.code: one.text for one in question.options}
        several = value if isinstance(value, list) else [value]
        return ", ".join(titles.get(one, str(one)) for one in several)
    if question.type in (QuestionType.YES_NO, QuestionType.THREE):
        return {"yes": "Yes", "no": "No", "not_known": "Not known"}.get(str(value), str(value))
    return str(value)

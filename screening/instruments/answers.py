"""What somebody answers about a child: of each item by period, and of the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Period(StrEnum):
    NOW = "now"  # now, or in the past 6 months
    BEFORE = "before"  # before that


class LearningDisability(StrEnum):
    DIAGNOSED = "diagnosed"
    EHCP = "ehcp"
    SUSPECTED = "suspected"
    NO = "no"
    NOT_KNOWN = "not_known"

    def as_answer(self) -> Answer:
        """Suspected weighs as diagnosed does."""
        if self in {LearningDisability.NO, LearningDisability.NOT_KNOWN}:
            return Answer(self.value)
        return Answer.YES


@dataclass(frozen=True, slots=True)
class Given:
    """The answers to one item. `which` are the choices of “which?”; those before 6 months are the same unless said."""

    answers: Mapping[Period, Answer] = field(default_factory=dict)
    which: frozenset[str] = frozenset()
    which_before: frozenset[str] | None = None

    def to(self, period: Period) -> Answer | None:
        return self.answers.get(period)

    def which_in(self, period: Period) -> frozenset[str]:
        is_before = period is Period.BEFORE and self.which_before is not None
        return (self.which_before or frozenset()) if is_before else self.which


def yes_now(*which: str) -> Given:
    return Given({Period.NOW: Answer.YES}, frozenset(which))


# Two answers to one fact: whoever says yes is believed, and “not known” is not silenced by a “no”.
STRONGER = (Answer.YES, Answer.NOT_KNOWN, Answer.NO)


def merged(one: Given, other: Given) -> Given:
    """One fact that was answered under two names."""
    answers = {
        period: next(answer for answer in STRONGER if answer in {one.to(period), other.to(period)})
        for period in Period
        if one.to(period) or other.to(period)
    }
    before = None
    if one.which_before is not None or other.which_before is not None:
        before = one.which_in(Period.BEFORE) | other.which_in(Period.BEFORE)
    return Given(answers, one.which | other.which, before)


class ChildFact(StrEnum):
    """What the rules ask of the child beside the items."""

    AGE = "age"
    LEARNING_DISABILITY = "learning_disability"
    LOOKED_AFTER = "looked_after"
    UNACCOMPANIED = "unaccompanied"
    TRAFFICKED = "trafficked"
    DISCLOSURE = "disclosure"
    CRIME_LEVEL = "crime_level"


@dataclass(frozen=True, slots=True)
class About:
    """The child. Nothing is taken for “no” that nobody has said."""

    age: int | None = None
    learning_disability: LearningDisability = LearningDisability.NOT_KNOWN
    looked_after: Answer = Answer.NOT_KNOWN
    unaccompanied: Answer = Answer.NOT_KNOWN
    trafficked: Answer = Answer.NOT_KNOWN
    disclosure: Answer = Answer.NOT_KNOWN  # also one that was withdrawn, whenever it was
    crime_level: int | None = None  # of the police's crime report: 1 suspicion, 2 and 3 an offence; None, no report

    def says(self, fact: ChildFact) -> Answer:
        """Of a fact that is answered with yes or no."""
        if fact is ChildFact.LEARNING_DISABILITY:
            return self.learning_disability.as_answer()
        return Answer(getattr(self, fact.value))

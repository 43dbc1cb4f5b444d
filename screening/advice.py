"""What may come next: steps in their order, who must be told, and what a decision needs. A person decides."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from cse_portal.cases.ages import ADULT, UNDER
from screening.instruments.answers import About, Answer, ChildFact
from screening.instruments.shape import FollowUp, Instrument, Mark, Question, Result
from screening.scoring import Suggestion

UPPER_AGES = range(18, 26)  # what a partnership may set

MASH, CONSULT, CLOSE, EARLY_HELP = "refer_to_mash", "consult_adviser", "close", "early_help"
ADULT_SAFEGUARDING = FollowUp(
    "adult_safeguarding",
    "Tell adult safeguarding",
    "Somebody of 18 or over is helped by adult social care. In danger, call 999. What you wrote is kept.",
)


class Notice(StrEnum):
    """What the form and the result say as soon as it is so."""

    DANGER = "danger"
    ADULT = "adult"
    UNDER_13 = "under_13"
    LEARNING_DISABILITY = "learning_disability"
    DISCLOSURE = "disclosure"
    CHILD_PROTECTION = "child_protection"
    HARM = "harm"
    INCOMPLETE = "incomplete"


WORDS: dict[Notice, str] = {
    Notice.DANGER: "Call 999 now, then MASH. This form can wait, and what you wrote is kept.",
    Notice.ADULT: "A first screening is for children. Talk to adult safeguarding: the danger does not end at 18.",
    Notice.UNDER_13: "The child is under 13 and cannot consent, by law. With any sign, the way is a MASH referral.",
    Notice.LEARNING_DISABILITY: "A learning disability weighs as under 13 does. With any sign, refer to MASH.",
    Notice.DISCLOSURE: "The child told somebody of abuse. Tell the police and children’s social care, "
    "also if it was withdrawn.",
    Notice.CHILD_PROTECTION: "This is the child-protection route. Whoever you named does not see this form.",
    Notice.HARM: "There are signs that abuse may already be happening. Do not wait for more.",
    Notice.INCOMPLETE: "Too much is not known to trust a low result. Find it out, and ask your adviser.",
}


class Told(StrEnum):
    POLICE = "police"
    SOCIAL_CARE = "social_care"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the tool does not know: of this moment, and of the partnership’s settings."""

    in_danger: bool = False
    child_protection: bool = False  # any of the four questions answered yes
    upper_age: int = ADULT
    opened_before_18: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """`steps` in the order of their buttons, the first of them the green one."""

    notices: tuple[Notice, ...]
    steps: tuple[FollowUp, ...]
    tell: tuple[Told, ...]


class Need(StrEnum):
    """Without which a decision cannot be saved."""

    REASON = "reason"
    WHAT_CHANGED = "what_changed"
    COUNTERSIGNATURE = "countersignature"
    CONSULTATION = "consultation"


NONE_OF_IT = Circumstances()


def advise(
    instrument: Instrument,
    suggestion: Suggestion,
    about: About,
    *,
    decided: Result | None = None,
    circumstances: Circumstances = NONE_OF_IT,
) -> Advice:
    """Of the result decided, or suggested while nobody has decided."""
    notices = tuple(_notices(suggestion, about, circumstances))
    if Notice.ADULT in notices:
        return Advice(notices, (ADULT_SAFEGUARDING,), ())
    codes = _in_order(decided or suggestion.result, suggestion, notices)
    known = {one.code: one for one in instrument.follow_ups}
    told = (Told.POLICE, Told.SOCIAL_CARE) if Notice.DISCLOSURE in notices else ()
    return Advice(notices, tuple(known[code] for code in codes if code in known), told)


def _notices(suggestion: Suggestion, about: About, circumstances: Circumstances) -> Iterable[Notice]:
    holds = {
        Notice.DANGER: circumstances.in_danger,
        Notice.ADULT: not may_be_screened(
            about.age, upper_age=circumstances.upper_age, opened_before_18=circumstances.opened_before_18
        ),
        Notice.UNDER_13: about.age is not None and about.age < UNDER,
        Notice.LEARNING_DISABILITY: about.says(ChildFact.LEARNING_DISABILITY) is Answer.YES,
        Notice.DISCLOSURE: Mark.TELL_POLICE_AND_CSC in suggestion.marks,
        Notice.CHILD_PROTECTION: circumstances.child_protection,
        Notice.HARM: bool(suggestion.harm.now),
        Notice.INCOMPLETE: suggestion.incomplete,
    }
    return (notice for notice, is_so in holds.items() if is_so)


PROTECTS = frozenset({Notice.DANGER, Notice.DISCLOSURE, Notice.CHILD_PROTECTION})


def _in_order(result: Result, suggestion: Suggestion, notices: tuple[Notice, ...]) -> list[str]:
    """MASH first wherever its route holds; nothing is closed while a sign stands, or too much is open."""
    codes = list(result.next_steps)
    if suggestion.indicators or suggestion.incomplete or PROTECTS & set(notices):
        codes = [code for code in codes if code != CLOSE]
    elif CLOSE in codes:
        first = [code for code in (EARLY_HELP, CLOSE) if code in codes]
        codes = first + [code for code in codes if code not in first]
    if suggestion.incomplete:
        codes = _first(CONSULT, codes)
    if suggestion.raised_to_mash or PROTECTS & set(notices):
        codes = _first(MASH, codes)
    return codes


def _first(code: str, codes: list[str]) -> list[str]:
    return [code, *(one for one in codes if one != code)]


def may_be_screened(age: int | None, *, upper_age: int = ADULT, opened_before_18: bool = False) -> bool:
    """A first screening is for children, or up to the partnership’s own age; a case opened before 18 goes on."""
    return age is None or age < max(ADULT, upper_age) or opened_before_18


def decision_needs(
    suggested: Result, decided: Result, *, previous: Result | None = None, high_concern: bool = False
) -> frozenset[Need]:
    """Another result than suggested, in either direction; a lower one than last time; a low one with high concern."""
    needs = {
        Need.REASON: decided.rank != suggested.rank,
        Need.WHAT_CHANGED: previous is not None and decided.rank < previous.rank,
        Need.COUNTERSIGNATURE: previous is not None and decided.rank < previous.rank,
        Need.CONSULTATION: decided.low and high_concern,
    }
    return frozenset(need for need, is_so in needs.items() if is_so)


def may_advise(person: Hashable, *, authors: Collection[Hashable]) -> bool:
    """Nobody advises on, endorses or countersigns what they wrote themselves, or a part of."""
    return person not in authors


def needed_questions(instrument: Instrument, decided: Result | None = None) -> tuple[Question, ...]:
    """Those without which a form cannot be sent; with the result decided, also those that it asks for."""
    return tuple(question for question in instrument.questions() if _is_needed(question, instrument, decided))


def _is_needed(question: Question, instrument: Instrument, decided: Result | None) -> bool:
    if question.required or not question.required_from or decided is None:
        return question.required
    return decided.rank >= instrument.result(question.required_from).rank


def is_child_protection(instrument: Instrument, answers: dict[str, str]) -> bool:
    """Any yes to the questions that are the child-protection route."""
    asked = (question for question in instrument.questions() if question.child_protection)
    return any(answers.get(question.code) == Answer.YES.value for question in asked)

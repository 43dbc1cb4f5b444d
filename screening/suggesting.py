"""What a filled-in tool suggests: its edition's rules, asked with its answers and with what is known of the child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.timescales import Timescale
from cse_portal.cases.ages import ADULT, years_old
from cse_portal.cases.models import Case
from screening.advice import Advice, Circumstances, advise, may_be_screened
from screening.filled import about, all_given
from screening.instruments.answers import About, Answer, Given
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument, Mark
from screening.models import Tool, ToolSection
from screening.scoring import Fired, Suggestion, Unknown, suggest
from screening.tiles import Tile

PERIOD_WORDS = {"now": "now", "before": "before"}


@dataclass(frozen=True)
class Whole:
    """A tool with all its answers, as it stands."""

    instrument: Instrument
    answers: Mapping[str, Any]
    age: int | None
    crime_level: int | None
    in_danger: bool = False
    began_as_child: bool = False  # the case was opened before the 18th birthday
    upper_age: int = ADULT  # from which on the partnership begins no screening

    @cached_property
    def given(self) -> dict[str, Given]:
        return all_given(self.instrument, self.answers)

    @cached_property
    def about(self) -> About:
        return about(self.instrument, self.answers, age=self.age, crime_level=self.crime_level)

    @cached_property
    def suggestion(self) -> Suggestion:
        return suggest(self.instrument, self.given, self.about)

    @cached_property
    def advice(self) -> Advice:
        asked = [one.code for one in self.instrument.questions() if one.child_protection]
        circumstances = Circumstances(
            in_danger=self.in_danger,
            child_protection=any(self.answers.get(code) == Answer.YES.value for code in asked),
            upper_age=self.upper_age,
            opened_before_18=self.began_as_child,
        )
        return advise(self.instrument, self.suggestion, self.about, circumstances=circumstances)

    @property
    def counted(self) -> dict[str, list[str]]:
        """For figures, by code."""
        suggested = self.suggestion
        answers = {code: one.answers for code, one in self.given.items()}
        return {
            "yes_now": sorted(code for code, one in answers.items() if _has(one, Answer.YES, "now")),
            "yes_before": sorted(code for code, one in answers.items() if _has(one, Answer.YES, "before")),
            "not_known": sorted(code for code, one in answers.items() if Answer.NOT_KNOWN in one.values()),
            "letters_now": [tile.letter for tile in suggested.tiles if tile.now],
        }

    def is_pressing(self, decided: str) -> bool:
        """Whether what follows is said the same day."""
        top = max(self.instrument.results, key=lambda one: one.rank)
        return decided == top.code or self.suggestion.raised_to_mash


def _has(answers: Mapping[Any, Answer], answer: Answer, period: str) -> bool:
    return any(str(one.value) == period and said is answer for one, said in answers.items())


def whole_of(tool: Tool, sections: Sequence[ToolSection], *, on: date) -> Whole:
    answers = {code: value for section in sections for code, value in section.answers.items()}
    age, began = age_of(tool.case, on), age_of(tool.case, tool.case.opened_on)
    return Whole(
        instrument=edition(tool.instrument, tool.edition),
        answers=answers,
        age=age,
        crime_level=crime_level_of(tool.case),
        in_danger=tool.in_danger,
        began_as_child=began is not None and began < ADULT,
        upper_age=upper_age_of(tool.case, age),
    )


def age_of(case: Case, on: date) -> int | None:
    born = case.child.born_on
    return years_old(born, on=on) if born is not None and born <= on else None


def is_grown_up(case: Case, on: date) -> bool:
    """A first screening is for children, or up to the partnership’s age; a case opened before 18 goes on after it."""
    age, began = age_of(case, on), age_of(case, case.opened_on)
    is_from_before = began is not None and began < ADULT
    return not may_be_screened(age, upper_age=upper_age_of(case, age), opened_before_18=is_from_before)


def upper_age_of(case: Case, age: int | None) -> int:
    """Asked only where it matters: of somebody who is 18 or over."""
    if age is None or age < ADULT:
        return ADULT
    return timescales_of(case.partnership)[Timescale.UPPER_AGE]


def crime_level_of(case: Case) -> int | None:
    levels = [int(one.level) for one in case.police_references.all() if one.level]
    return max(levels, default=None)


def snapshot(whole: Whole) -> dict[str, Any]:
    """As it was suggested, in words: kept for ever, whatever becomes of the engine."""
    made, instrument = whole.suggestion, whole.instrument
    return {
        "value": made.value,
        "age": whole.age,
        "fired": [_fired(instrument, one) for one in made.fired],
        "unknown": [_unknown(one) for one in made.unknown],
        "harm": {
            "now": shorts(instrument, made.harm.now),
            "before": shorts(instrument, made.harm.before),
            "not_known": shorts(instrument, made.harm.not_known),
        },
        "tiles": [_tile(one) for one in made.tiles],
        "marks": sorted(mark.value for mark in made.marks),
        "total": made.total,
    }


def shorts(instrument: Instrument, codes: Sequence[str]) -> list[str]:
    return [instrument.item(code).short for code in codes]


def _fired(instrument: Instrument, one: Fired) -> dict[str, Any]:
    named = [*shorts(instrument, one.items), *one.notes]
    return {
        "rule": one.rule,
        "sentence": one.sentence,
        "gives": one.gives,
        "items": named,
        "child": [fact.value for fact in one.child],
    }


def _unknown(one: Unknown) -> dict[str, Any]:
    return {"text": one.text, "ask": list(one.ask), "is_which": one.which}


def _tile(one: Tile) -> dict[str, Any]:
    return {
        "letter": one.letter,
        "now": list(one.now),
        "before": list(one.before),
        "background": list(one.background),
        "not_known": list(one.not_known),
        "harm": list(one.harm),
        "band": one.band,
    }


INCOMPLETE, MASH = Mark.INCOMPLETE.value, Mark.MASH.value

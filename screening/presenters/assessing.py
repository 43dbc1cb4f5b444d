"""An assessment that waits: what its author proposes and why, beside what the child and the family say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from screening.filled import is_empty, text_of
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument, Result
from screening.models import Tool, ToolSection
from screening.presenters.result import Part, Suggested, rows_of, suggested

# What whoever signs reads first, in this order.
ANALYSIS = "analysis"
FIRST = ("child_said", "carer_said", "danger_statement", "safety_goal", "plan")


@dataclass(frozen=True)
class Words:
    title: str
    text: str


@dataclass(frozen=True)
class Waiting:
    instrument: Instrument
    suggested: Suggested
    proposed: Result
    before: Result | None
    words: list[Words]
    parts: list[Part]

    @property
    def is_different(self) -> bool:
        return self.suggested.result.code != self.proposed.code

    @property
    def is_lower(self) -> bool:
        return self.before is not None and self.proposed.rank < self.before.rank


def waiting_page(tool: Tool, sections: Sequence[ToolSection], before: Result | None) -> Waiting:
    instrument = edition(tool.instrument, tool.edition)
    answers = {code: value for one in sections for code, value in one.answers.items()}
    return Waiting(
        instrument,
        suggested(instrument, tool.suggestion),
        instrument.result(tool.proposed),
        before,
        list(_first(instrument, answers)),
        [Part(one, rows_of(instrument, one, answers)) for one in instrument.sections],
    )


def _first(instrument: Instrument, answers: dict[str, Any]) -> list[Words]:
    """Under the title of its section, where that says whose words they are."""
    asked = {one.code: (section, one) for section in instrument.sections for one in section.questions}
    there = [asked[code] for code in FIRST if code in asked and not is_empty(answers.get(code))]
    return [
        Words(one.text if section.code == ANALYSIS else section.title, text_of(one, answers[one.code]))
        for section, one in there
    ]

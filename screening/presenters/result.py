"""What the tool suggests and why, what was decided, and every answer behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cse_portal.ui import marks
from cse_portal.ui.dates import in_words
from cse_portal.ui.wording import in_sentence
from screening.filled import ASK, SOURCE, WHAT, WHEN, WHICH, is_empty, text_of
from screening.instruments.answers import Period
from screening.instruments.loading import edition
from screening.instruments.shape import Band, Instrument, Item, QuestionType, Result, Section
from screening.models import Tool, ToolSection
from screening.presenters.filling import Task
from screening.presenters.tiles import from_snapshot
from screening.suggesting import INCOMPLETE, MASH, Whole, snapshot

# Questions that are answered in the child's own words: on paper no other answer stands before them.
OWN_WORDS = ("child_said", "child_wants")
SAID = {"yes": "Yes", "no": "No", "not_known": "Not known"}


@dataclass(frozen=True)
class Fired:
    sentence: str
    items: str


@dataclass(frozen=True)
class ToAsk:
    text: str
    ask: str


@dataclass(frozen=True)
class BandCard:
    band: Band
    rank: int
    is_suggested: bool


@dataclass(frozen=True)
class Suggested:
    """As a page shows it, before and after the decision alike."""

    result: Result
    fired: list[Fired]
    to_ask: list[ToAsk]
    harm_now: str
    harm_before: str
    harm_unknown: str
    tiles: list[marks.Tile]
    bands: list[BandCard]
    is_incomplete: bool
    is_mash: bool


@dataclass(frozen=True)
class AnswerRow:
    text: str
    answers: list[tuple[str, str]]
    which: str
    what: str
    when: str
    source: str
    ask: str
    is_item: bool = True
    is_yes: bool = False

    @property
    def is_answered(self) -> bool:
        return any(words for _, words in self.answers)


@dataclass(frozen=True)
class Part:
    section: Section
    rows: list[AnswerRow]
    url: str = ""


@dataclass(frozen=True)
class ResultPage:
    instrument: Instrument
    suggested: Suggested
    decided: Result
    parts: list[Part]

    @property
    def is_different(self) -> bool:
        return self.suggested.result.code != self.decided.code


def suggested(instrument: Instrument, kept: dict[str, Any]) -> Suggested:
    result = instrument.result(kept["value"])
    top = _highest_now(instrument, kept)
    return Suggested(
        result=result,
        fired=[Fired(one["sentence"], " · ".join(one["items"])) for one in kept["fired"]],
        to_ask=[ToAsk(one["text"], "; ".join(in_sentence(who) for who in one["ask"])) for one in kept["unknown"]],
        harm_now=", ".join(kept["harm"]["now"]),
        harm_before=", ".join(kept["harm"]["before"]),
        harm_unknown=", ".join(kept["harm"]["not_known"]),
        tiles=from_snapshot(instrument, kept["tiles"]),
        bands=[BandCard(one, rank, rank == top) for rank, one in enumerate(instrument.bands)],
        is_incomplete=INCOMPLETE in kept["marks"],
        is_mash=MASH in kept["marks"],
    )


def _highest_now(instrument: Instrument, kept: dict[str, Any]) -> int:
    return max((instrument.band_rank(one["band"]) for one in kept["tiles"]), default=-1)


def live(whole: Whole) -> Suggested:
    return suggested(whole.instrument, snapshot(whole))


def result_page(tool: Tool, sections: Sequence[ToolSection]) -> ResultPage:
    instrument = edition(tool.instrument, tool.edition)
    answers = {code: value for one in sections for code, value in one.answers.items()}
    return ResultPage(
        instrument,
        suggested(instrument, tool.suggestion),
        instrument.result(tool.decided),
        [Part(one, rows_of(instrument, one, answers)) for one in instrument.sections],
    )


def answers_page(whole: Whole, tasks: Sequence[Task]) -> list[Part]:
    return [Part(task.section, rows_of(whole.instrument, task.section, whole.answers), task.url) for task in tasks]


def rows_of(instrument: Instrument, section: Section, answers: Any) -> list[AnswerRow]:
    rows = [_item_row(instrument, item, answers.get(item.code) or {}) for item in section.items]
    for question in section.questions:
        value = answers.get(question.code)
        is_day = question.type is QuestionType.DATE and not is_empty(value)
        text = in_words(date.fromisoformat(str(value))) if is_day else text_of(question, value)
        rows.append(AnswerRow(question.text, [("", text)], "", "", "", "", "", is_item=False))
    return rows


def _item_row(instrument: Instrument, item: Item, held: dict[str, Any]) -> AnswerRow:
    several = len(item.answered_in) > 1
    titles = {choice.code: choice.text for choice in item.choices}
    return AnswerRow(
        text=item.text,
        answers=[
            (_title(instrument, one) if several else "", SAID.get(held.get(one.value, ""), ""))
            for one in item.answered_in
        ],
        which=", ".join(titles.get(one, one) for one in held.get(WHICH) or ()),
        what=held.get(WHAT, ""),
        when=held.get(WHEN, ""),
        source=held.get(SOURCE, ""),
        ask=", ".join(held.get(ASK) or ()),
        is_yes="yes" in (held.get(one.value) for one in item.answered_in),
    )


def _title(instrument: Instrument, period: Period) -> str:
    return instrument.periods[period]

"""Editions of the tools in words: which is in force, how much was filled in on it, and all that it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cse_portal.agencies.models import Partnership
from cse_portal.core import clock
from cse_portal.ui.dates import in_words
from screening import editions
from screening.instruments.answers import Period
from screening.instruments.loading import every_edition
from screening.instruments.shape import (
    Instrument,
    InstrumentKind,
    Item,
    ItemKind,
    Mark,
    Question,
    QuestionType,
    Result,
    Rule,
    Section,
)
from screening.models import EditionInForce

KINDS: Mapping[InstrumentKind, str] = {
    InstrumentKind.LEVEL: "Gives a level: low, medium or significant",
    InstrumentKind.SCORE: "Gives a score, from 0 to 3",
    InstrumentKind.TOTAL: "Adds up points. An invented example, never filled in about a child",
}
ITEM_KINDS: Mapping[ItemKind, str] = {
    ItemKind.VULNERABILITY: "Background",
    ItemKind.RISK: "Warning sign",
    ItemKind.HARM: "Sign that abuse may already be happening",
}
MARKS: Mapping[Mark, str] = {
    Mark.MASH: "The way is a referral to MASH, whatever the level",
    Mark.INCOMPLETE: "Marked as incomplete information",
    Mark.TELL_POLICE_AND_CSC: "Tell the police and children’s social care",
    Mark.CONSIDER_STRATEGY: "Consider a strategy meeting",
}
TYPES: Mapping[QuestionType, str] = {
    QuestionType.TEXT: "A line of text",
    QuestionType.NARRATIVE: "In one’s own words",
    QuestionType.DATE: "A date",
    QuestionType.YES_NO: "Yes or no",
    QuestionType.THREE: "Yes, no or not known",
    QuestionType.CHOICE: "One of these",
    QuestionType.CHOICES: "Any of these",
}
SHIPPED = "Shipped with the portal; in force since the partnership began, until you decide otherwise"
SHORT_PERIODS: Mapping[Period, str] = {Period.NOW: "now", Period.BEFORE: "before"}


# ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class EditionRow:
    instrument: Instrument
    kind: str
    state: str
    is_in_force: bool
    used: int


@dataclass(frozen=True)
class EditionsPage:
    partnership: Partnership
    rows: list[EditionRow]
    decisions: list[tuple[str, EditionInForce]]
    problems: list[str]
    may_compare: bool


def editions_page(partnership: Partnership) -> EditionsPage:
    used, decisions, today = editions.used(partnership), editions.decisions_of(partnership), clock.today()
    decided = {(one.instrument, one.edition, one.digest) for one in decisions}
    numbers: dict[str, int] = {}
    for (code, name, _), number in used.items():
        numbers[f"{code}-{name}"] = numbers.get(f"{code}-{name}", 0) + number
    rows = [_row(one, decisions, today, numbers.get(one.name, 0)) for one in _sorted(every_edition())]
    return EditionsPage(
        partnership=partnership,
        rows=rows,
        decisions=[(_title(one), one) for one in decisions],
        problems=editions.problems({*used, *decided}),
        may_compare=len(rows) > 1,
    )


def _sorted(found: Iterable[Instrument]) -> list[Instrument]:
    """The newest edition of each tool first."""
    newest_first = sorted(found, key=lambda one: one.edition, reverse=True)
    return sorted(newest_first, key=lambda one: (one.kind is InstrumentKind.TOTAL, one.title))


def _row(instrument: Instrument, decisions: Sequence[EditionInForce], today: date, used: int) -> EditionRow:
    state, is_in_force = _state(instrument, decisions, today)
    return EditionRow(instrument, KINDS[instrument.kind], state, is_in_force, used)


def _state(instrument: Instrument, decisions: Sequence[EditionInForce], today: date) -> tuple[str, bool]:
    if instrument.kind is InstrumentKind.TOTAL:
        return "Never", False
    now = editions.standing(decisions, instrument.code, today)
    holds = editions.chosen(decisions, instrument.code, today) == instrument
    said = [f"Since {in_words(now.since)}" if now else SHIPPED] if holds else []
    coming = editions.to_come(decisions, instrument.code, today)
    said += [f"From {in_words(one.since)}" for one in coming if one.edition == instrument.edition]
    return ". ".join(said) or "Not in force", holds


def _title(decision: EditionInForce) -> str:
    found = editions.find(f"{decision.instrument}-{decision.edition}")
    return f"{found.title if found else decision.instrument}, edition {decision.edition}"


def waiting(partnership: Partnership) -> list[tuple[str, EditionInForce]]:
    """What is decided for a later day, before somebody decides anew."""
    decisions, today = editions.decisions_of(partnership), clock.today()
    codes = dict.fromkeys(one.instrument for one in decisions)
    return [(_title(one), one) for code in codes for one in editions.to_come(decisions, code, today)]


# ── An edition from its first question to its last rule ──────────────────────────────────────────────────────────
@dataclass(frozen=True)
class ItemLine:
    item: Item
    kind: str
    band: str
    letters: str
    periods: str
    choices: list[str]


@dataclass(frozen=True)
class QuestionLine:
    question: Question
    answer: str
    options: list[str]


@dataclass(frozen=True)
class SectionPart:
    section: Section
    items: list[ItemLine]
    questions: list[QuestionLine]


@dataclass(frozen=True)
class RuleLine:
    rule: Rule
    gives: str
    marks: list[str]


@dataclass(frozen=True)
class PreviewPage:
    instrument: Instrument
    kind: str
    periods: list[str]
    sections: list[SectionPart]
    rules: list[RuleLine]
    level_rules: list[RuleLine]
    results: list[Result]
    levels: list[Result]
    bands: list[tuple[int, Any]]


def preview_page(one: Instrument) -> PreviewPage:
    return PreviewPage(
        instrument=one,
        kind=KINDS[one.kind],
        periods=list(one.periods.values()),
        sections=[_section(one, section) for section in one.sections],
        rules=[_rule(one, rule) for rule in one.rules],
        level_rules=[_rule(one, rule) for rule in one.level_rules],
        results=list(one.results),
        levels=list(one.levels),
        bands=list(enumerate(one.bands)),
    )


def _section(instrument: Instrument, section: Section) -> SectionPart:
    asked = [item for item in section.items if not item.retired]
    return SectionPart(
        section,
        [_item(instrument, item) for item in asked],
        [_question(question) for question in section.questions],
    )


def _item(instrument: Instrument, item: Item) -> ItemLine:
    return ItemLine(
        item=item,
        kind=ITEM_KINDS[item.kind] if item.kind else item.no_weight,
        band=instrument.band(item.band).title if item.band else item.no_band,
        letters=", ".join(instrument.letter(code).name for code in item.letters),
        periods=" and ".join(SHORT_PERIODS[one] for one in item.periods) or "a tick",
        choices=[one.text for one in item.choices],
    )


def _question(question: Question) -> QuestionLine:
    return QuestionLine(question, TYPES[question.type], [one.text for one in question.options])


def _rule(instrument: Instrument, rule: Rule) -> RuleLine:
    gives = instrument.result(rule.gives).title if rule.gives else ""
    return RuleLine(rule, gives, [words for mark, words in MARKS.items() if mark in rule.marks])

"""An edition as a form on paper: a question a row, boxes to tick, and lines to write on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from screening.instruments.shape import Instrument, Item, Question, QuestionType, Section
from screening.presenters.result import OWN_WORDS, SAID

THREE = tuple(SAID.values())
BOXES: Mapping[QuestionType, tuple[str, ...]] = {
    QuestionType.YES_NO: ("Yes", "No"),
    QuestionType.THREE: THREE,
    QuestionType.DATE: (),
}
LINES: Mapping[QuestionType, int] = {QuestionType.TEXT: 1, QuestionType.NARRATIVE: 6}
LINES_OF_AN_ITEM, LINES_WHEN_SHORT, LINES_OF_THE_CHILD = 2, 3, 12
SHORT = 500  # letters, of an answer that is a sentence or two
EVIDENCE = "What was seen or said, when, and who says so"


@dataclass(frozen=True)
class Ticks:
    """Boxes on one line, and of what they are."""

    title: str
    words: tuple[str, ...]
    is_choice: bool = False


@dataclass(frozen=True)
class BlankRow:
    text: str
    help: str
    ticks: tuple[Ticks, ...]
    lines: range
    prompt: str = ""
    is_day: bool = False


@dataclass(frozen=True)
class BlankPart:
    title: str
    intro: str
    rows: list[BlankRow]


@dataclass(frozen=True)
class Blank:
    title: str
    edition: str
    parts: list[BlankPart]


def blank_of(instrument: Instrument) -> Blank:
    return Blank(instrument.title, instrument.edition, [_part(instrument, one) for one in instrument.sections])


def _part(instrument: Instrument, section: Section) -> BlankPart:
    items = [_item(instrument, one) for one in section.items if not one.retired]
    return BlankPart(section.title, section.intro, [*items, *map(_question, section.questions)])


def _item(instrument: Instrument, item: Item) -> BlankRow:
    several = len(item.answered_in) > 1
    ticks = [Ticks(instrument.periods[one] if several else "", THREE) for one in item.answered_in]
    if item.choices:
        ticks.append(Ticks(item.which, tuple(one.text for one in item.choices), is_choice=True))
    return BlankRow(item.text, item.help, tuple(ticks), range(LINES_OF_AN_ITEM), EVIDENCE)


def _question(asked: Question) -> BlankRow:
    words = tuple(one.text for one in asked.options) or BOXES.get(asked.type, ())
    ticks = (Ticks("", words),) if words else ()
    return BlankRow(asked.text, asked.help, ticks, range(_lines(asked)), is_day=asked.type is QuestionType.DATE)


def _lines(asked: Question) -> int:
    """Most for what the child says."""
    if asked.code in OWN_WORDS:
        return LINES_OF_THE_CHILD
    lines = LINES.get(asked.type, 0)
    return min(lines, LINES_WHEN_SHORT) if 0 < asked.longest <= SHORT else lines

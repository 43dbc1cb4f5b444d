"""A draft as its pages show it: what is done, what is missing, and how the tiles stand."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from cse_portal.core import clock
from cse_portal.ui import marks
from screening import queries
from screening.advice import WORDS, Notice
from screening.filled import Gap, answered, gaps, has_narrative
from screening.instruments.loading import edition
from screening.instruments.shape import Section
from screening.models import AskedPart, Tool, ToolSection
from screening.presenters.tiles import drawn
from screening.suggesting import Whole, whole_of
from screening.tiles import Tile
from screening.workflow import SectionState

STATES = {
    SectionState.NOT_STARTED: "Not started",
    SectionState.BEGUN: "In progress",
    SectionState.DONE: "Done",
}


@dataclass(frozen=True)
class Task:
    """One section in the list of them."""

    section: Section
    ref: str
    url: str
    state: SectionState
    words: str
    saved: str
    is_current: bool = False

    @property
    def is_done(self) -> bool:
        return self.state is SectionState.DONE


@dataclass(frozen=True)
class Missing:
    """Something to answer before the decision, with the place where it is answered."""

    gap: Gap
    url: str


AT_ONCE = frozenset(
    {Notice.DANGER, Notice.ADULT, Notice.UNDER_13, Notice.LEARNING_DISABILITY, Notice.DISCLOSURE, Notice.HARM}
)


@dataclass(frozen=True)
class SaidAtOnce:
    """Something that whoever fills it in must know now."""

    words: str
    is_danger: bool


@dataclass(frozen=True)
class LiveTile:
    """A tile, and for the script what the other sections put behind it."""

    letter: str
    tile: marks.Tile
    words: str
    elsewhere: str


def _elsewhere(tile: Tile, mine: Collection[str], ranks: Mapping[str, int]) -> dict[str, Any]:
    now = [code for code in tile.now if code not in mine]
    past = [code for code in (*tile.before, *tile.background) if code not in mine]
    return {
        "rank": max((max(ranks.get(code, 0), 0) for code in now), default=-1),
        "past": bool(past),
        "unknown": any(code not in mine for code in tile.not_known),
        "count": len({*now, *past}),
    }


@dataclass(frozen=True)
class Draft:
    """All that a page of a tool being filled in needs, from two queries."""

    tool: Tool
    sections: Sequence[ToolSection]
    here: str = ""

    @cached_property
    def whole(self) -> Whole:
        return whole_of(self.tool, self.sections, on=clock.today())

    @cached_property
    def shapes(self) -> dict[str, Section]:
        return {one.code: one for one in self.whole.instrument.sections}

    @cached_property
    def tasks(self) -> list[Task]:
        return [self._task(one) for one in self.sections]

    @cached_property
    def _place(self) -> str:
        """Where a section stands, looked up once for all of them."""
        return reverse("screening:section", kwargs={"ref": self.tool.ref})

    def _task(self, one: ToolSection) -> Task:
        shape, state = self.shapes[one.code], SectionState(one.state)
        done, of = answered(shape, one.answers)
        words = f"{done} of {of}" if state is SectionState.BEGUN else STATES[state]
        saved = f"Saved by {one.saved_by.name}" if one.saved_by else ""
        url = self._place.replace(self.tool.ref, one.ref)
        return Task(shape, one.ref, url, state, words, saved, one.code == self.here)

    @cached_property
    def tiles(self) -> list[marks.Tile]:
        return drawn(self.whole.instrument, self.whole.suggestion.tiles)

    @cached_property
    def live_tiles(self) -> list[LiveTile]:
        """Each with what stands behind it in the other sections, so that the page can count on by itself."""
        suggested, instrument = self.whole.suggestion, self.whole.instrument
        mine = {item.code for item in self.shapes[self.here].items} if self.here else set(instrument.by_code)
        ranks = {item.code: instrument.band_rank(item.band) for item in instrument.items()}
        return [
            LiveTile(tile.letter, shown, marks.TILE_WORDS[shown.state], json.dumps(_elsewhere(tile, mine, ranks)))
            for tile, shown in zip(suggested.tiles, self.tiles, strict=True)
        ]

    @cached_property
    def result_notices(self) -> list[SaidAtOnce]:
        """All that must be known before the decision."""
        return [SaidAtOnce(WORDS[one], one is Notice.DANGER) for one in self.whole.advice.notices]

    @property
    def notices(self) -> list[SaidAtOnce]:
        """As they arise: while questions are open, much is not known, and that says nothing yet."""
        found = self.whole.advice.notices
        return [SaidAtOnce(WORDS[one], one is Notice.DANGER) for one in found if one in AT_ONCE]

    @cached_property
    def missing(self) -> list[Missing]:
        urls = {task.section.code: task.url for task in self.tasks}
        found = [gap for shape in self.shapes.values() for gap in gaps(shape, self.whole.answers)]
        return [Missing(gap, f"{urls[gap.section]}#id_{gap.field}") for gap in found]

    @property
    def is_whole(self) -> bool:
        return not self.missing and has_narrative(self.whole.instrument, self.whole.answers)

    @property
    def lacks_words(self) -> bool:
        return not has_narrative(self.whole.instrument, self.whole.answers)

    @property
    def done(self) -> int:
        return sum(task.is_done for task in self.tasks)

    def after(self, code: str) -> Task | None:
        """The section that comes next, in the order of the form."""
        codes = [task.section.code for task in self.tasks]
        place = codes.index(code) + 1
        return self.tasks[place] if place < len(codes) else None

    def before(self, code: str) -> Task | None:
        codes = [task.section.code for task in self.tasks]
        place = codes.index(code) - 1
        return self.tasks[place] if place >= 0 else None


def parts_of(tool: Tool) -> list[tuple[AskedPart, str]]:
    """What others were asked to write, with the titles of the sections."""
    titles = {one.code: one.title for one in edition(tool.instrument, tool.edition).sections}
    return [
        (one, ", ".join(title for code, title in titles.items() if code in one.sections))
        for one in queries.parts_asked(tool)
    ]

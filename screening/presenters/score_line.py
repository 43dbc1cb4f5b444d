"""The score over time, drawn: one step for each assessment, as far apart as their number allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cse_portal.ui.dates import MONTHS
from cse_portal.ui.wording import in_sentence
from screening.changes import Point, score_line

LEVELS = ("No concern", "Warning signs", "Being targeted", "Exploitation habitual")
HIGHEST = len(LEVELS) - 1
WIDTH, HEIGHT = 820.0, 224.0
TOP, ROW, LEFT, RIGHT, INSET = 14.0, 40.5, 138.0, 24.0, 34.0
LEAST = 62.0  # so that two days beside each other can be read
DIAMOND = 9.0


@dataclass(frozen=True)
class Told:
    """An assessment on the line, with what was said of it."""

    point: Point
    because: str = ""
    who: str = ""
    waits: str = ""  # for what, in words

    @property
    def word(self) -> str:
        return "proposed" if self.point.awaits else "decided"


@dataclass(frozen=True)
class Level:
    score: int
    words: str
    top: float

    @property
    def foot(self) -> float:
        return self.top + ROW

    @property
    def score_at(self) -> float:
        return round(self.top + 19.5, 1)

    @property
    def words_at(self) -> float:
        return round(self.top + 34.5, 1)


@dataclass(frozen=True)
class Mark:
    """Where an assessment stands; `diamond` is what was suggested, where that is something else."""

    told: Told
    x: float
    y: float
    day: str
    year: str
    diamond: str = ""
    suggested_y: float = 0.0

    @property
    def number_at(self) -> float:
        return round(self.y + 5, 1)


@dataclass(frozen=True)
class ScoreLine:
    width: float
    levels: list[Level]
    path: str
    awaiting: str  # from the score that holds to those that do not hold yet
    marks: list[Mark]

    @property
    def height(self) -> float:
        return HEIGHT

    @property
    def left(self) -> float:
        return LEFT

    @property
    def right(self) -> float:
        return self.width - RIGHT

    @property
    def across(self) -> float:
        return self.right - LEFT

    @property
    def words_at(self) -> float:
        return LEFT - 10

    @property
    def row(self) -> float:
        return ROW

    @property
    def differing(self) -> list[Told]:
        return [mark.told for mark in self.marks if mark.told.point.differs]

    @property
    def waiting_for(self) -> str:
        """What the dashed ones wait for."""
        return " or ".join(dict.fromkeys(in_sentence(mark.told.waits) for mark in self.marks if mark.told.waits))


def drawn(told: Sequence[Told], *, on: date) -> ScoreLine | None:
    """None where nothing has been assessed yet."""
    if not told:
        return None
    by_point = {id(one.point): one for one in told}
    ordered = [by_point[id(point)] for point in score_line(one.point for one in told)]
    width = max(WIDTH, LEFT + RIGHT + 2 * INSET + (len(ordered) - 1) * LEAST)
    step = (width - LEFT - RIGHT - 2 * INSET) / max(len(ordered) - 1, 1)
    days = [one.point.on for one in ordered]
    marks = [
        _mark(one, LEFT + INSET + place * step, days[place - 1] if place else None, on)
        for place, one in enumerate(ordered)
    ]
    settled = [mark for mark in marks if not mark.told.point.awaits]
    return ScoreLine(
        width=round(width, 1),
        levels=[Level(score, LEVELS[score], _top(score)) for score in range(HIGHEST, -1, -1)],
        path=_path(settled),
        awaiting="".join(_path(_pair(marks, mark)) for mark in marks if mark.told.point.awaits),
        marks=marks,
    )


def _top(score: int) -> float:
    return TOP + (HIGHEST - score) * ROW


def _middle(score: int) -> float:
    return round(_top(score) + ROW / 2, 1)


def _mark(told: Told, across: float, before: date | None, today: date) -> Mark:
    point, x = told.point, round(across, 1)
    shown = point.suggested if point.decided is None else point.decided
    is_today = point.on == today
    has_year = not is_today and (before is None or before.year != point.on.year)
    suggested_y = _middle(point.suggested)
    return Mark(
        told=told,
        x=x,
        y=_middle(shown),
        day="Today" if is_today else f"{point.on.day} {MONTHS[point.on.month - 1][:3]}",
        year=str(point.on.year) if has_year else "",
        diamond=f"M{x} {suggested_y - DIAMOND:.1f}l9 9 -9 9 -9 -9z" if point.differs else "",
        suggested_y=suggested_y,
    )


def _path(marks: Sequence[Mark]) -> str:
    """Each score holds until the next one."""
    steps = "".join(f"H{after.x}V{after.y}" for _, after in pairwise(marks))
    return f"M{marks[0].x} {marks[0].y}{steps}" if steps else ""


def _pair(marks: Sequence[Mark], waiting: Mark) -> list[Mark]:
    earlier = [mark for mark in marks[: marks.index(waiting)] if not mark.told.point.awaits]
    return [*earlier[-1:], waiting]

"""The strip above a chronology, as figures to draw: one column for a week or more, and the score beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cse_portal.cases.chronology import Column

WIDTH, BARS, MARKS, SCORES, WORDS = 680.0, 56.0, 12.0, 40.0, 20.0
LEAST_UNIT = 5.0  # how tall one entry is at most, so that a few do not look like many
HIGHEST = 3


@dataclass(frozen=True)
class Tick:
    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Band:
    """One row of the score line."""

    score: int
    top: float
    height: float


@dataclass(frozen=True)
class Strip:
    significant: str  # each a path of all columns: one shape is drawn sooner than a hundred
    others: str
    missing: str
    ticks: list[Tick]
    height: float
    first: date
    last: date
    weeks_together: int
    chosen: tuple[float, float] | None  # where the period that was asked for begins, and how wide it is
    bands: list[Band]
    score_path: str
    score_points: list[tuple[float, float]]
    words_at: float

    @property
    def width(self) -> float:
        return WIDTH


def strip_of(
    columns: Sequence[Column],
    *,
    scores: Sequence[tuple[date, int]] = (),
    since: date | None = None,
    until: date | None = None,
    on: date,
) -> Strip | None:
    if not columns:
        return None
    first, last = columns[0].first, columns[-1].last
    step = WIDTH / len(columns)
    unit = min(LEAST_UNIT, BARS / max(max(one.number for one in columns), 1))
    there = [(place, one) for place, one in enumerate(columns) if one.number]
    tall = BARS + MARKS + (SCORES if scores else 0)
    path, points = _score_line(scores, first, last, on)
    return Strip(
        significant="".join(_box(place, step, 0.0, one.significant * unit) for place, one in there),
        others="".join(_box(place, step, one.significant * unit, one.others * unit) for place, one in there),
        missing="".join(_triangle(place, step) for place, one in there if one.missing),
        ticks=_ticks(first, last),
        height=tall + WORDS,
        first=first,
        last=last,
        weeks_together=((columns[0].last - first).days + 1) // 7,
        chosen=_chosen(since, until, first, last),
        bands=[_band(score) for score in range(HIGHEST, -1, -1)] if scores else [],
        score_path=path,
        score_points=points,
        words_at=tall + WORDS - 5,
    )


def _box(place: int, step: float, above: float, height: float) -> str:
    """Of one column: so high, standing on what is beneath it."""
    if not height:
        return ""
    gap = min(1.0, step / 5)
    x, wide = place * step + gap, step - 2 * gap
    return f"M{x:.1f} {BARS - above:.1f}v-{height:.1f}h{wide:.1f}v{height:.1f}z"


def _triangle(place: int, step: float) -> str:
    return f"M{place * step + step / 2:.1f} {BARS + 2:.1f}l4.5 8h-9z"


def place_of(day: date, first: date, last: date) -> float:
    """Where a day stands, from the left."""
    whole = (last - first).days + 1
    return round(min(max((day - first).days / whole, 0.0), 1.0) * WIDTH, 1)


def _chosen(since: date | None, until: date | None, first: date, last: date) -> tuple[float, float] | None:
    if since is None and until is None:
        return None
    begin = place_of(since or first, first, last)
    end = place_of((until or last) + timedelta(days=1), first, last)
    return begin, max(round(end - begin, 1), 2.0)


def _ticks(first: date, last: date) -> list[Tick]:
    """Four months on the way, and today."""
    days = [first + (last - first) * part // 4 for part in range(4)]
    named = [Tick(place_of(day, first, last), f"{day:%b %Y}", "start") for day in days]
    return [*named, Tick(WIDTH, "Today", "end")]


def _band(score: int) -> Band:
    height = SCORES / (HIGHEST + 1)
    return Band(score, BARS + MARKS + (HIGHEST - score) * height, height)


def _middle(score: int) -> float:
    band = _band(score)
    return round(band.top + band.height / 2, 1)


def _score_line(
    scores: Sequence[tuple[date, int]], first: date, last: date, on: date
) -> tuple[str, list[tuple[float, float]]]:
    """Steps: each score holds until the next was decided."""
    points = [(place_of(day, first, last), _middle(score)) for day, score in scores]
    if not points:
        return "", []
    path = f"M{points[0][0]} {points[0][1]}"
    path += "".join(f"H{x}V{y}" for x, y in points[1:])
    return path + f"H{place_of(on, first, last)}", points

"""Lines between things in a picture of the network: one for each two, and where the words on it stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, hypot

from cse_portal.cases.drawn_people import Box
from cse_portal.cases.drawn_words import SMALL_SIZE, broken, width_of
from cse_portal.network.drawn_nodes import FALL, moved, overlap

WORDS_WIDTH, MOST_WORDS, HEIGHT, PAD = 190, 2, 19, 4
BEFORE, TIP = 30, 11  # how far before the middle of a shape an arrow ends, and how long it is
# How far along the line words may stand, the middle first; then a little to its side.
ALONG = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74)
ASIDE = (0, -13, 13)


@dataclass(frozen=True)
class DrawnEdge:
    """One thing known between two; `times` is how often it was, `is_mutual` that it reads the same from both ends."""

    start: str
    end: str
    words: str
    is_direct: bool = True
    is_new: bool = False
    times: int = 1
    is_mutual: bool = False


@dataclass(frozen=True)
class Bundle:
    """All that is known between the same two, on one line."""

    ends: tuple[int, int]
    words: tuple[str, ...]
    is_direct: bool
    is_new: bool
    towards: int | None = None  # the end to which all of it reads, where it has one way

    @cached_property
    def said(self) -> tuple[str, ...]:
        """What there is room for on the line."""
        shown = self.words[:MOST_WORDS]
        if len(self.words) > MOST_WORDS:
            shown = (*self.words[: MOST_WORDS - 1], f"and {len(self.words) - MOST_WORDS + 1} more")
        return tuple(line for words in shown for line in broken(words, width=WORDS_WIDTH, lines=1))

    @cached_property
    def size(self) -> tuple[int, int]:
        widths = [width_of(line, SMALL_SIZE, is_name=self.is_new) for line in self.said]
        return ceil(max(widths, default=0)) + 2 * PAD, HEIGHT * len(widths)


@dataclass(frozen=True)
class EdgeWords:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class PlacedEdge:
    """The line from end to end; `spot` is the middle of its words, None where nothing was free."""

    bundle: Bundle
    begin: tuple[int, int]
    end: tuple[int, int]
    spot: tuple[int, int] | None

    @property
    def path(self) -> str:
        return f"M{self.begin[0]} {self.begin[1]}L{self.end[0]} {self.end[1]}"

    @property
    def arrow(self) -> str:
        """Which way the words read: a tip before the one at the end, empty where they read both ways."""
        if self.bundle.towards is None:
            return ""
        tip, tail = (self.end, self.begin) if self.bundle.towards == self.bundle.ends[1] else (self.begin, self.end)
        x, y = tip[0] - tail[0], tip[1] - tail[1]
        length = hypot(x, y) or 1.0
        across, down = x / length, y / length
        points = [
            (tip[0] - across * back - down * aside, tip[1] - down * back + across * aside)
            for back, aside in ((BEFORE, 0), (BEFORE + TIP, TIP / 2), (BEFORE + TIP, -TIP / 2))
        ]
        return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points) + "Z"

    @property
    def ground(self) -> Box | None:
        return None if self.spot is None else box_at(self.bundle, self.spot)

    @property
    def lines(self) -> tuple[EdgeWords, ...]:
        ground = self.ground
        if ground is None or self.spot is None:
            return ()
        return tuple(
            EdgeWords(self.spot[0], ground.top + (number + 1) * HEIGHT - FALL, text)
            for number, text in enumerate(self.bundle.said)
        )


def bundled(edges: Iterable[DrawnEdge], numbers: dict[str, int]) -> list[Bundle]:
    """One for each two that are both in the picture."""
    between: dict[tuple[int, int], list[DrawnEdge]] = {}
    for edge in edges:
        if edge.start in numbers and edge.end in numbers and edge.start != edge.end:
            one, other = sorted((numbers[edge.start], numbers[edge.end]))
            between.setdefault((one, other), []).append(edge)
    return [_bundle(ends, group, numbers) for ends, group in sorted(between.items())]


def _bundle(ends: tuple[int, int], edges: Sequence[DrawnEdge], numbers: dict[str, int]) -> Bundle:
    times: dict[str, int] = {}
    for edge in sorted(edges, key=lambda edge: (not edge.is_new, edge.words)):
        words = " ".join(edge.words.split())
        if words:
            times[words] = times.get(words, 0) + edge.times
    return Bundle(
        ends,
        tuple(counted(words, number) for words, number in times.items()),
        is_direct=any(edge.is_direct for edge in edges),
        is_new=any(edge.is_new for edge in edges),
        towards=_towards(edges, numbers),
    )


def _towards(edges: Iterable[DrawnEdge], numbers: dict[str, int]) -> int | None:
    ends = {None if edge.is_mutual else numbers[edge.end] for edge in edges}
    return ends.pop() if len(ends) == 1 else None


def counted(words: str, times: int) -> str:
    if times < 2:
        return words
    return f"{words}, twice" if times == 2 else f"{words}, {times} times"


def box_at(bundle: Bundle, spot: tuple[int, int]) -> Box:
    width, height = bundle.size
    return moved(Box(-width // 2, -height // 2, -width // 2 + width, -height // 2 + height), *spot)


def word_spots(
    bundles: Sequence[Bundle], spots: Sequence[tuple[int, int]], boxes: Sequence[Box]
) -> list[tuple[int, int] | None]:
    """For each line the first place along it that covers neither a thing nor the words of another line."""
    taken: list[Box] = []
    found: list[tuple[int, int] | None] = []
    for bundle in bundles:
        spot = _word_spot(bundle, spots[bundle.ends[0]], spots[bundle.ends[1]], [*boxes, *taken])
        if spot is not None:
            taken.append(box_at(bundle, spot))
        found.append(spot)
    return found


def _word_spot(
    bundle: Bundle, begin: tuple[int, int], end: tuple[int, int], taken: Sequence[Box]
) -> tuple[int, int] | None:
    width, height = bundle.size
    if not bundle.said:
        return None
    near = _near(begin, end, (width + HEIGHT, height + HEIGHT), taken)
    x, y = end[0] - begin[0], end[1] - begin[1]
    length = hypot(x, y) or 1.0
    for aside in ASIDE:
        for along in ALONG:
            spot = (
                round(begin[0] + x * along - y / length * aside),
                round(begin[1] + y * along + x / length * aside),
            )
            mine = box_at(bundle, spot)
            if not any(overlap(mine, other) for other in near):
                return spot
    return None


def _near(begin: tuple[int, int], end: tuple[int, int], size: tuple[int, int], taken: Sequence[Box]) -> list[Box]:
    """What could be in the way at all."""
    field = Box(
        min(begin[0], end[0]) - size[0],
        min(begin[1], end[1]) - size[1],
        max(begin[0], end[0]) + size[0],
        max(begin[1], end[1]) + size[1],
    )
    return [box for box in taken if overlap(box, field)]

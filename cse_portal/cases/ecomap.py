"""Where people and services stand round the child in a drawing of who supports them, and what the lines look like.

They stand on the four sides of an empty field with the child in its middle: no line to one of them can cross another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from cse_portal.cases.drawn_people import Box
from cse_portal.cases.drawn_words import LINE, NAME_SIZE, Words, broken

WIDTH, HEIGHT, GAP, MARGIN = 172, 88, 14, 14
LABEL_WIDTH, NAME_LINES, LINES = 136, 2, 4
LEAST_WIDTH, LEAST_HEIGHT = 440, 300  # of the empty field
MOST_ABOVE = 7
CHILD_RADIUS, INNER, ROUND_CHILD, CHILD_LABEL = 58, 5, 60, 94


class Between(StrEnum):
    """What it is like between somebody and the child."""

    CLOSE = "close"
    STRAINED = "strained"
    NO_CONTACT = "none"
    PLAIN = "not_known"


@dataclass(frozen=True)
class Supporter:
    key: str
    name: str
    words: str
    between: Between = Between.PLAIN
    is_person: bool = True
    is_trusted_most: bool = False


@dataclass(frozen=True)
class Placed:
    supporter: Supporter
    box: Box
    words: tuple[Words, ...]

    @property
    def corner(self) -> int:
        return HEIGHT // 2 if self.supporter.is_person else 3

    @property
    def star(self) -> str:
        """On the upper edge, near the corner."""
        x, y = self.box.left + 24, self.box.top
        return f"M{x} {y - 12}l3 7 7 0 -6 5 2 7 -6 -4 -6 4 2 -7 -6 -5 7 0z"


@dataclass(frozen=True)
class Strand:
    key: str
    path: str
    between: Between


@dataclass(frozen=True)
class Ecomap:
    width: int
    height: int
    child: Words
    child_lines: tuple[Words, ...]
    around: tuple[Placed, ...]
    strands: tuple[Strand, ...]

    @property
    def outlines(self) -> tuple[int, int]:
        """Round the child, a double one."""
        return CHILD_RADIUS, CHILD_RADIUS - INNER


@dataclass(frozen=True)
class _Field:
    """The empty field, and how many stand on each of its sides, clockwise from the top."""

    above: int
    right: int
    below: int
    left: int

    @property
    def width(self) -> int:
        return max(LEAST_WIDTH, max(self.above, self.below) * (WIDTH + GAP) + GAP)

    @property
    def height(self) -> int:
        return max(LEAST_HEIGHT, max(self.left, self.right) * (HEIGHT + GAP) + GAP)

    @property
    def begins(self) -> tuple[int, int]:
        return MARGIN + (WIDTH if self.left else 0), MARGIN + (HEIGHT if self.above else 0)


def ecomap(child: str, supporters: Sequence[Supporter]) -> Ecomap:
    """In the order in which they are given, clockwise from the top left."""
    field = _field(len(supporters))
    left, top = field.begins
    x, y = left + field.width // 2, top + field.height // 2
    around, strands = [], []
    for supporter, (place, end) in zip(supporters, _places(field), strict=True):
        around.append(_placed(supporter, *place))
        strands.append(_strand(supporter, (x, y), end))
    return Ecomap(
        width=left + field.width + (WIDTH if field.right else 0) + MARGIN,
        height=top + field.height + (HEIGHT if field.below else 0) + MARGIN,
        child=Words(x, y, child, is_name=True),
        child_lines=_centred(broken(child, width=CHILD_LABEL, lines=3, size=NAME_SIZE, is_name=True), (), x, y),
        around=tuple(around),
        strands=tuple(strands),
    )


def _field(number: int) -> _Field:
    above, below = min(MOST_ABOVE, (number + 2) // 5), min(MOST_ABOVE, (number + 1) // 5)
    beside = number - above - below
    return _Field(above, (beside + 1) // 2, below, beside // 2)


def _places(field: _Field) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Of each, the upper left corner, and the point of its edge at which its line ends."""
    left, top = field.begins
    right, bottom = left + field.width, top + field.height
    across, down = _spread(left, field.width), _spread(top, field.height)
    return [
        *(((x - WIDTH // 2, top - HEIGHT), (x, top)) for x in across(field.above)),
        *(((right, y - HEIGHT // 2), (right, y)) for y in down(field.right)),
        *(((x - WIDTH // 2, bottom), (x, bottom)) for x in reversed(across(field.below))),
        *(((left - WIDTH, y - HEIGHT // 2), (left, y)) for y in reversed(down(field.left))),
    ]


def _spread(begin: int, length: int) -> Callable[[int], list[int]]:
    def at(number: int) -> list[int]:
        return [begin + length * (2 * one + 1) // (2 * number) for one in range(number)]

    return at


def _placed(supporter: Supporter, left: int, top: int) -> Placed:
    name = broken(supporter.name, width=LABEL_WIDTH, lines=NAME_LINES, size=NAME_SIZE, is_name=True)
    said = broken(supporter.words, width=LABEL_WIDTH, lines=LINES - len(name))
    words = _centred(name, said, left + WIDTH // 2, top + HEIGHT // 2)
    return Placed(supporter, Box(left, top, left + WIDTH, top + HEIGHT), words)


def _centred(name: tuple[str, ...], said: tuple[str, ...], x: int, y: int) -> tuple[Words, ...]:
    lines = (*name, *said)
    first = y - len(lines) * LINE // 2 + LINE - 5
    return tuple(
        Words(x, first + number * LINE, text, is_name=number < len(name)) for number, text in enumerate(lines)
    )


# --- lines --------------------------------------------------------------------------------------------------------


def _strand(supporter: Supporter, centre: tuple[int, int], end: tuple[int, int]) -> Strand:
    across, down = end[0] - centre[0], end[1] - centre[1]
    length = hypot(across, down)
    way = _Way(centre, across / length, down / length, length)
    return Strand(supporter.key, PATHS[supporter.between](way), supporter.between)


@dataclass(frozen=True)
class _Way:
    """From the child to somebody: points on it, or so far to its side."""

    begin: tuple[int, int]
    x: float
    y: float
    length: float

    def at(self, how_far: float, aside: float = 0) -> str:
        x = self.begin[0] + self.x * how_far - self.y * aside
        y = self.begin[1] + self.y * how_far + self.x * aside
        return f"{x:.1f} {y:.1f}"


def _straight(way: _Way) -> str:
    return f"M{way.at(ROUND_CHILD)}L{way.at(way.length)}"


def _zigzag(way: _Way) -> str:
    free = way.length - ROUND_CHILD
    teeth = max(4, int(free // 12))
    points = [
        way.at(ROUND_CHILD + free * one / teeth, 0 if one in (0, teeth) else (-6 if one % 2 else 6))
        for one in range(teeth + 1)
    ]
    return "M" + "L".join(points)


def _cut_off(way: _Way) -> str:
    """With a gap in the middle, between two bars."""
    middle = (way.length + ROUND_CHILD) / 2
    bars = "".join(f"M{way.at(middle + side, -9)}L{way.at(middle + side, 9)}" for side in (-5, 5))
    return f"M{way.at(ROUND_CHILD)}L{way.at(middle - 5)}M{way.at(middle + 5)}L{way.at(way.length)}{bars}"


PATHS: Mapping[Between, Callable[[_Way], str]] = {
    Between.CLOSE: _straight,
    Between.STRAINED: _zigzag,
    Between.NO_CONTACT: _cut_off,
    Between.PLAIN: _straight,
}

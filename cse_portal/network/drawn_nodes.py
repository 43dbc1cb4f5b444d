"""Somebody or something in a picture of the network: the shape that says what it is, and the words beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import ceil

from cse_portal.cases.drawn_people import Box
from cse_portal.cases.drawn_words import LINE, NAME_SIZE, SMALL_SIZE, broken, width_of

LABEL_WIDTH, LABEL_LINES, GAP = 136, 2, 5
FALL = 5  # letters stand so far above the foot of their line


class Shape(StrEnum):
    CIRCLE = "circle"  # a child
    DIAMOND = "diamond"  # a person
    SQUARE = "square"  # a place
    ROUNDED = "rounded"  # a vehicle
    HEXAGON = "hexagon"  # a phone, or somebody's name online
    TRIANGLE = "triangle"  # a group
    HOUSE = "house"  # a business
    RING = "ring"  # not the reader's to open


# Half its width and half its height.
REACH: Mapping[Shape, tuple[int, int]] = {
    Shape.CIRCLE: (25, 25),
    Shape.DIAMOND: (27, 27),
    Shape.SQUARE: (21, 21),
    Shape.ROUNDED: (26, 17),
    Shape.HEXAGON: (24, 21),
    Shape.TRIANGLE: (27, 24),
    Shape.HOUSE: (24, 23),
    Shape.RING: (25, 25),
}
KIND_WORDS: Mapping[Shape, str] = {
    Shape.CIRCLE: "child",
    Shape.DIAMOND: "person",
    Shape.SQUARE: "place",
    Shape.ROUNDED: "vehicle",
    Shape.HEXAGON: "phone or online",
    Shape.TRIANGLE: "group",
    Shape.HOUSE: "business",
    Shape.RING: "not yours to open",
}


class Side(StrEnum):
    """Where the words stand."""

    BELOW = "below"
    ABOVE = "above"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True)
class DrawnNode:
    """One thing to draw; `inside` is a score or the like, `spoken` what a screen reader says of the link."""

    key: str
    shape: Shape
    label: str
    second: str = ""
    href: str = ""
    spoken: str = ""
    inside: str = ""
    is_new: bool = False
    is_start: bool = False

    @cached_property
    def label_lines(self) -> tuple[str, ...]:
        label = " ".join(self.label.split()) or KIND_WORDS[self.shape].capitalize()
        return broken(label, width=LABEL_WIDTH, lines=LABEL_LINES, size=NAME_SIZE, is_name=True)

    @cached_property
    def second_lines(self) -> tuple[str, ...]:
        return broken(self.second, width=LABEL_WIDTH, lines=LABEL_LINES)

    @cached_property
    def label_size(self) -> tuple[int, int]:
        names = (width_of(line, NAME_SIZE, is_name=True) for line in self.label_lines)
        seconds = (width_of(line, SMALL_SIZE, is_name=self.is_new) for line in self.second_lines)
        return ceil(max((*names, *seconds))), LINE * (len(self.label_lines) + len(self.second_lines))

    @property
    def shape_box(self) -> Box:
        across, down = REACH[self.shape]
        return Box(-across, -down, across, down)

    def box_around(self, side: Side) -> Box:
        """Of shape and words together, from the middle of the shape."""
        return around([self.shape_box, self.words_around(side)])

    def words_around(self, side: Side) -> Box:
        (across, down), (width, height) = REACH[self.shape], self.label_size
        half_width, half_height = (width + 1) // 2, height // 2
        if side is Side.BELOW:
            return Box(-half_width, down + GAP, half_width, down + GAP + height)
        if side is Side.ABOVE:
            return Box(-half_width, -down - GAP - height, half_width, -down - GAP)
        if side is Side.RIGHT:
            return Box(across + GAP, -half_height, across + GAP + width, height - half_height)
        return Box(-across - GAP - width, -half_height, -across - GAP, height - half_height)


@dataclass(frozen=True)
class Line:
    x: int
    y: int
    text: str
    is_name: bool


@dataclass(frozen=True)
class PlacedNode:
    """The middle of its shape, and on which side the words stand; `number` is its place in reading order."""

    node: DrawnNode
    number: int
    x: int
    y: int
    side: Side
    links: int

    @property
    def box(self) -> Box:
        return moved(self.node.box_around(self.side), self.x, self.y)

    @property
    def ground(self) -> Box:
        """Behind the words, so that no line runs through them."""
        return moved(self.node.words_around(self.side), self.x, self.y)

    @property
    def lines(self) -> tuple[Line, ...]:
        ground, names = self.ground, len(self.node.label_lines)
        x = {Side.RIGHT: ground.left, Side.LEFT: ground.right}.get(self.side, self.x)
        texts = (*self.node.label_lines, *self.node.second_lines)
        return tuple(
            Line(x, ground.top + (number + 1) * LINE - FALL, text, is_name=number < names)
            for number, text in enumerate(texts)
        )

    @property
    def spoken(self) -> str:
        if self.node.spoken:
            return self.node.spoken
        words = [self.node.label, self.node.second, KIND_WORDS[self.node.shape]]
        links = "1 link" if self.links == 1 else f"{self.links} links"
        return ", ".join(filter(None, [*words, links, "new" if self.node.is_new else ""]))

    @property
    def reach(self) -> tuple[int, int]:
        return REACH[self.node.shape]


def moved(box: Box, x: int, y: int) -> Box:
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)


def overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )

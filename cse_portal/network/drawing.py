"""A picture of who and what is linked: where each thing stands, where the lines run and where their words are read.

The same things and links give the same picture, in whatever order they come. What it begins from stands in the
middle, whatever is linked to it around it, and parts that do not hang together one below the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cse_portal.cases.drawn_people import Box
from cse_portal.network.drawn_links import Bundle, DrawnEdge, PlacedEdge, box_at, bundled, word_spots
from cse_portal.network.drawn_nodes import KIND_WORDS, DrawnNode, PlacedNode, Shape, Side, around, moved
from cse_portal.network.making_room import best_sides, with_room
from cse_portal.network.springs import settled, steps_from

__all__ = ["DrawnEdge", "DrawnNode", "Picture", "PlacedEdge", "PlacedNode", "Shape", "draw"]

ACROSS, DOWN = 180, 150  # how long one link would like to be
MARGIN, BETWEEN_PARTS = 20, 34
MOST_HUNDREDS = 40
LEAST_WIDTH = 720  # to which parts are set side by side
STRETCHES = (1.0, 1.25, 1.55)  # tried in turn, until nearly all words have room
WORDS_FOR_ALL_BUT = 14  # one in so many lines may be without

Spot = tuple[int, int]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    nodes: tuple[PlacedNode, ...]  # in reading order
    edges: tuple[PlacedEdge, ...]

    @property
    def size(self) -> int:
        """Its width in hundreds, which the style sheet knows."""
        return min(MOST_HUNDREDS, -(-self.width // 100))

    @property
    def kinds(self) -> list[tuple[Shape, str]]:
        """Which shapes it shows, and what they are called."""
        shown = {one.node.shape for one in self.nodes}
        return [(shape, KIND_WORDS[shape].capitalize()) for shape in Shape if shape in shown]

    @property
    def lines_without_words(self) -> int:
        """For whose words there was no room."""
        return sum(1 for edge in self.edges if edge.bundle.words and edge.spot is None)


@dataclass
class _Part:
    """Things that hang together, and where they stand from the middle of their own."""

    members: list[int]
    spots: list[Spot]
    sides: list[Side]
    frame: Box


def draw(nodes: Iterable[DrawnNode], edges: Iterable[DrawnEdge]) -> Picture:
    known = {node.key: node for node in nodes}
    edges = list(edges)
    ordered = in_reading_order(list(known.values()), edges)
    bundles = bundled(edges, {node.key: number for number, node in enumerate(ordered)})
    neighbours = _neighbours(len(ordered), bundles)
    loose = [_Loose.of(members, ordered, neighbours) for members in _parts(neighbours)]
    for stretch in STRETCHES:
        picture = _picture(ordered, bundles, [part.placed(stretch) for part in loose], neighbours)
        if picture.lines_without_words <= len(bundles) // WORDS_FOR_ALL_BUT:
            break
    return picture


def in_reading_order(nodes: Sequence[DrawnNode], edges: Iterable[DrawnEdge]) -> list[DrawnNode]:
    """What the picture begins from, then by how many links lead there, then by name."""
    by_name = sorted(nodes, key=lambda node: (not node.is_start, node.label.casefold(), node.label, node.key))
    neighbours = _neighbours(len(by_name), bundled(edges, {node.key: number for number, node in enumerate(by_name)}))
    begins = [number for number, node in enumerate(by_name) if node.is_start]
    if not begins and by_name:
        begins = [max(range(len(by_name)), key=lambda one: (len(neighbours[one]), -one))]
    steps = steps_from(neighbours, begins)
    farthest = len(by_name)
    return [by_name[one] for one in sorted(range(farthest), key=lambda one: (steps[one] % (farthest + 1), one))]


def _neighbours(count: int, bundles: Iterable[Bundle]) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(count)]
    for bundle in bundles:
        one, other = bundle.ends
        rows[one].append(other)
        rows[other].append(one)
    return rows


def _parts(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """What hangs together, the part of the first thing first."""
    seen: set[int] = set()
    parts = []
    for number in range(len(neighbours)):
        if number not in seen:
            members = [one for one, steps in enumerate(steps_from(neighbours, [number])) if steps >= 0]
            seen.update(members)
            parts.append(members)
    return parts


@dataclass(frozen=True)
class _Loose:
    """A part before there is room between its things."""

    members: list[int]
    nodes: list[DrawnNode]
    links: list[tuple[int, int]]
    spots: list[tuple[float, float]]

    @classmethod
    def of(cls, members: list[int], ordered: Sequence[DrawnNode], neighbours: Sequence[Sequence[int]]) -> _Loose:
        own = {member: number for number, member in enumerate(members)}
        rows = [[own[other] for other in neighbours[member]] for member in members]
        links = [(one, other) for one, row in enumerate(rows) for other in row if one < other]
        return cls(members, [ordered[member] for member in members], links, settled(rows))

    def placed(self, stretch: float) -> _Part:
        wished = [(x * ACROSS * stretch, y * DOWN * stretch) for x, y in self.spots]
        sides = best_sides(wished, self.links)
        spots = with_room(self.nodes, wished, sides, self.links)
        frame = _first_in_the_middle(around(_boxes(self.nodes, spots, sides)), spots[0])
        return _Part(self.members, spots, sides, frame)


def _boxes(nodes: Sequence[DrawnNode], spots: Sequence[Spot], sides: Sequence[Side]) -> list[Box]:
    return [moved(node.box_around(side), *spot) for node, spot, side in zip(nodes, spots, sides, strict=True)]


def _covered(nodes: Sequence[DrawnNode], spots: Sequence[Spot], sides: Sequence[Side]) -> list[Box]:
    """Shapes and words one by one: beside a shape there may be room that its words leave."""
    placed = list(zip(nodes, spots, sides, strict=True))
    shapes = [moved(node.shape_box, *spot) for node, spot, _ in placed]
    return [*shapes, *(moved(node.words_around(side), *spot) for node, spot, side in placed)]


def _first_in_the_middle(frame: Box, first: Spot) -> Box:
    """Wider where need be, so that the first stands in the middle third."""
    left, right = first[0] - frame.left, frame.right - first[0]
    above, below = first[1] - frame.top, frame.bottom - first[1]
    return Box(
        first[0] - max(left, right // 2),
        first[1] - max(above, below // 2),
        first[0] + max(right, left // 2),
        first[1] + max(below, above // 2),
    )


def _beside(parts: Sequence[_Part]) -> list[tuple[_Part, Spot]]:
    """The first part alone, the others in rows below it, no wider than it is: each with how far it is moved."""
    placed: list[tuple[_Part, Spot]] = []
    x = y = row_height = 0
    most = max(LEAST_WIDTH, parts[0].frame.width) if parts else 0
    for part in parts:
        if placed and (len(placed) == 1 or x + part.frame.width > most):
            x, y, row_height = 0, y + row_height + BETWEEN_PARTS, 0
        placed.append((part, (x - part.frame.left, y - part.frame.top)))
        x, row_height = x + part.frame.width + BETWEEN_PARTS, max(row_height, part.frame.height)
    return placed


def _picture(
    ordered: Sequence[DrawnNode],
    bundles: Sequence[Bundle],
    parts: Sequence[_Part],
    neighbours: Sequence[Sequence[int]],
) -> Picture:
    if not ordered:
        return Picture(2 * MARGIN, 2 * MARGIN, (), ())
    spots, sides = _together(parts, len(ordered))
    boxes = _boxes(ordered, spots, sides)
    words = word_spots(bundles, spots, _covered(ordered, spots, sides))
    grounds = [box_at(bundle, spot) for bundle, spot in zip(bundles, words, strict=True) if spot is not None]
    frame = around([Box(0, 0, parts[0].frame.width, parts[0].frame.height), *boxes, *grounds])
    x, y = MARGIN - frame.left, MARGIN - frame.top
    placed = tuple(
        PlacedNode(node, number, spot[0] + x, spot[1] + y, side, len(neighbours[number]))
        for number, (node, spot, side) in enumerate(zip(ordered, spots, sides, strict=True))
    )
    middles = [(one.x, one.y) for one in placed]
    lines = tuple(
        PlacedEdge(bundle, middles[bundle.ends[0]], middles[bundle.ends[1]], spot and (spot[0] + x, spot[1] + y))
        for bundle, spot in zip(bundles, words, strict=True)
    )
    return Picture(frame.width + 2 * MARGIN, frame.height + 2 * MARGIN, placed, lines)


def _together(parts: Sequence[_Part], count: int) -> tuple[list[Spot], list[Side]]:
    spots: list[Spot] = [(0, 0)] * count
    sides = [Side.BELOW] * count
    for part, (x, y) in _beside(parts):
        for member, spot, side in zip(part.members, part.spots, part.sides, strict=True):
            spots[member], sides[member] = (spot[0] + x, spot[1] + y), side
    return spots, sides

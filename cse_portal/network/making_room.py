"""Moves what stands in a picture apart, until no shape or word covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from cse_portal.cases.drawn_people import Box
from cse_portal.network.drawn_nodes import DrawnNode, Side, moved, overlap

Pair = tuple[int, int]
Spot = tuple[float, float]

PAD_ACROSS, PAD_DOWN = 18, 14  # between two boxes
ROUNDS = 26
CLEAR = 36.0  # from the middle of a shape to a line that leads past it
STEP, WAYS = 14, 16  # of the search for a free place
# A label below its shape reads best; a little is given for each other side before it is chosen.
SIDES = ((Side.BELOW, pi / 2, 0.0), (Side.ABOVE, -pi / 2, 0.15), (Side.RIGHT, 0.0, 0.3), (Side.LEFT, pi, 0.35))


def best_sides(spots: Sequence[Spot], links: Sequence[Pair]) -> list[Side]:
    """Of each, the side to which the fewest of its own lines lead."""
    ways: list[list[float]] = [[] for _ in spots]
    for one, other in links:
        angle = atan2(spots[other][1] - spots[one][1], spots[other][0] - spots[one][0])
        ways[one].append(angle)
        ways[other].append(angle + pi)
    return [min(SIDES, key=lambda side: _crowd(side[1], angles) + side[2])[0] for angles in ways]


def _crowd(way: float, angles: Sequence[float]) -> float:
    return sum(max(0.0, cos(angle - way)) ** 2 for angle in angles)


@dataclass
class _Field:
    """Everything that stands, and the boxes around it from where it stands."""

    across: list[float]
    down: list[float]
    boxes: list[Box]
    links: Sequence[Pair]

    def part(self) -> bool:
        """Push apart each two that overlap, along the shorter way; whether any did."""
        across, boxes, pushed = self.across, self.boxes, False
        order = sorted(range(len(boxes)), key=lambda one: (across[one] + boxes[one].left, one))
        for place, one in enumerate(order):
            end = boxes[one].right + PAD_ACROSS
            for other in order[place + 1 :]:
                if across[other] + boxes[other].left >= across[one] + end:
                    break
                pushed |= self._push(one, other)
        return pushed

    def _push(self, one: int, other: int) -> bool:
        across, down, mine, its = self.across, self.down, self.boxes[one], self.boxes[other]
        x, y = across[other] - across[one], down[other] - down[one]
        too_high = min(mine.bottom - its.top - y, y + its.bottom - mine.top) + PAD_DOWN
        too_wide = min(mine.right - its.left - x, x + its.right - mine.left) + PAD_ACROSS
        if too_high <= 0 or too_wide <= 0:
            return False
        if too_wide < too_high:
            middle = x + (its.left + its.right - mine.left - mine.right) / 2
            self._shift(across, one, other, too_wide if middle >= 0 else -too_wide)
        else:
            middle = y + (its.top + its.bottom - mine.top - mine.bottom) / 2
            self._shift(down, one, other, too_high if middle >= 0 else -too_high)
        return True

    def _shift(self, places: list[float], one: int, other: int, by: float) -> None:
        """Half each; whoever stands in the middle stays."""
        mine = 0.0 if one == 0 else 1.0 if other == 0 else 0.5
        places[one] -= by * mine
        places[other] += by * (1 - mine)

    def clear_lines(self) -> None:
        """Push aside what stands on a line between two others."""
        for begin, end in self.links:
            x, y = self.across[begin], self.down[begin]
            to_x, to_y = self.across[end] - x, self.down[end] - y
            length = (to_x * to_x + to_y * to_y) ** 0.5 or 1.0
            self._clear(begin, end, (x, y), (to_x / length, to_y / length), length)

    def _clear(self, begin: int, end: int, start: Spot, way: Spot, length: float) -> None:
        (x, y), (to_x, to_y), across, down = start, way, self.across, self.down
        for one in range(1, len(across)):
            way_x, way_y = across[one] - x, down[one] - y
            aside = way_y * to_x - way_x * to_y
            if -CLEAR < aside < CLEAR and 0 < way_x * to_x + way_y * to_y < length and one not in (begin, end):
                push = (CLEAR - aside if aside >= 0 else -CLEAR - aside) * 0.6
                across[one] -= to_y * push
                down[one] += to_x * push


def with_room(
    nodes: Sequence[DrawnNode], spots: Sequence[Spot], sides: Sequence[Side], links: Sequence[Pair]
) -> list[tuple[int, int]]:
    """Whole numbers; the first stays where it is, nothing overlaps."""
    boxes = [node.box_around(side) for node, side in zip(nodes, sides, strict=True)]
    field = _Field([x for x, _ in spots], [y for _, y in spots], boxes, links)
    for number in range(ROUNDS):
        if number % 3 == 0 and number < ROUNDS - 8:
            field.clear_lines()
        if not field.part() and number % 3:
            break
    return _free_places(list(zip(field.across, field.down, strict=True)), boxes)


def _free_places(spots: Sequence[Spot], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """One after the other, each at the nearest place to its own that is free of those before it."""
    taken: list[Box] = []
    found = []
    for (x, y), box in zip(spots, boxes, strict=True):
        place = _free_place(round(x), round(y), box, taken)
        taken.append(moved(box, *place))
        found.append(place)
    return found


def _free_place(x: int, y: int, box: Box, taken: Sequence[Box]) -> tuple[int, int]:
    ring = 0
    while True:
        for way in range(WAYS if ring else 1):
            angle = 2 * pi * way / WAYS
            place = x + round(STEP * ring * cos(angle)), y + round(STEP * ring * sin(angle))
            mine = moved(box, *place)
            if not any(overlap(mine, other) for other in taken):
                return place
        ring += 1

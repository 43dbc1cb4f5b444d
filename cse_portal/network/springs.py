"""Where the ends of links come to rest when every link is a spring: those who are near stand near.

Each pair wants to stand as far apart as there are links between them; from a start in rings round the middle, every
point is moved in turn to where the others want it. Nothing is left to chance: the same links give the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin

Spot = tuple[float, float]
SWEEPS = 22
GOLDEN = pi * (3 - 5**0.5)


def steps_between(neighbours: Sequence[Sequence[int]], begin: int) -> list[int]:
    """How many links lead from one to each; -1 where none do."""
    return steps_from(neighbours, [begin])


def steps_from(neighbours: Sequence[Sequence[int]], begins: Sequence[int]) -> list[int]:
    steps = [-1] * len(neighbours)
    for begin in begins:
        steps[begin] = 0
    ring = list(begins)
    while ring:
        ring = _next_ring(ring, neighbours, steps)
    return steps


def _next_ring(ring: Sequence[int], neighbours: Sequence[Sequence[int]], steps: list[int]) -> list[int]:
    found = []
    for one in ring:
        for other in neighbours[one]:
            if steps[other] < 0:
                steps[other] = steps[one] + 1
                found.append(other)
    return found


def settled(neighbours: Sequence[Sequence[int]]) -> list[Spot]:
    """Of points that all hang together: the first stands in the middle, one link is one long."""
    count = len(neighbours)
    far = [steps_between(neighbours, one) for one in range(count)]
    across, down = _in_rings(neighbours, far[0])
    pulls = [[1.0 / (steps * steps) if steps else 0.0 for steps in row] for row in far]
    sums = [sum(row) for row in pulls]
    for _ in range(SWEEPS):
        for one in range(1, count):
            _settle(one, across, down, far[one], pulls[one], sums[one])
    return _lying(list(zip(across, down, strict=True)))


def _lying(spots: list[Spot]) -> list[Spot]:
    """Turned round the first, so that the longest way through all of them runs from left to right."""
    count = len(spots)
    middle_x, middle_y = sum(x for x, _ in spots) / count, sum(y for _, y in spots) / count
    wide = sum((x - middle_x) ** 2 for x, _ in spots)
    high = sum((y - middle_y) ** 2 for _, y in spots)
    both = sum((x - middle_x) * (y - middle_y) for x, y in spots)
    angle = -atan2(2 * both, wide - high) / 2
    return [(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for x, y in spots]


def _settle(
    one: int, across: list[float], down: list[float], far: Sequence[int], pulls: Sequence[float], total: float
) -> None:
    """To the middle of where all the others want this one, each by its nearness."""
    x, y = across[one], down[one]
    to_x = to_y = 0.0
    for other_x, other_y, steps, pull in zip(across, down, far, pulls, strict=True):
        if not steps:
            continue
        way_x, way_y = x - other_x, y - other_y
        length = (way_x * way_x + way_y * way_y) ** 0.5 or 1e-9
        share = steps / length
        to_x += pull * (other_x + way_x * share)
        to_y += pull * (other_y + way_y * share)
    across[one], down[one] = to_x / total, to_y / total


def _in_rings(neighbours: Sequence[Sequence[int]], steps: Sequence[int]) -> tuple[list[float], list[float]]:
    """One ring a step; each takes a part of the circle as wide as what hangs on it."""
    children: list[list[int]] = [[] for _ in neighbours]
    order = sorted(range(len(neighbours)), key=lambda one: (steps[one], one))
    for one in order[1:]:
        parent = min(other for other in neighbours[one] if steps[other] == steps[one] - 1)
        children[parent].append(one)
    leaves = [0] * len(neighbours)
    for one in reversed(order):
        leaves[one] = sum(leaves[child] for child in children[one]) or 1
    begins, wide = [0.0] * len(neighbours), [2 * pi] * len(neighbours)
    across, down = [0.0] * len(neighbours), [0.0] * len(neighbours)
    for one in order:
        begin = begins[one]
        for child in children[one]:
            wide[child] = wide[one] * leaves[child] / leaves[one]
            begins[child] = begin
            angle = begin + wide[child] / 2 - pi / 2
            # A little off the ring, so that nothing stands exactly in line.
            radius = steps[child] + 0.01 * sin(child * GOLDEN)
            across[child], down[child] = radius * cos(angle), radius * sin(angle)
            begin += wide[child]
    return across, down

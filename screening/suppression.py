"""Small numbers are not shown, nor anything by which they could be worked out. Plain rules, no framework.

A table of counts with its totals is read as a network: each number stands in one line across and in one line down.
What is hidden can be worked out exactly when no closed way of other hidden numbers leads back to it, along which one
could be taken from this and added to the next without any total changing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush

SMALLEST_SHOWN = 5
WITHOUT_END = 10**9
Place = tuple[int, int]  # a row and a column of the grid, whose last row and last column are the totals
Bounds = tuple[int, int]  # what a reader knows of what is hidden
ANYTHING, ANY_NUMBER = (-WITHOUT_END, WITHOUT_END), (0, WITHOUT_END)


class Hidden(StrEnum):
    """Stands in the place of a number."""

    SMALL = "1 to 4"
    AROUND = "hidden"  # so that a small one cannot be worked out


Shown = int | Hidden


@dataclass(frozen=True)
class _Way:
    """How small numbers are named, and from which number on others may be hidden beside them."""

    name: Hidden
    bounds: Bounds
    least: int


# As a rule a small number says that it is one. Where only small numbers are left to hide, none says so.
WAYS = (
    _Way(Hidden.SMALL, (1, SMALLEST_SHOWN - 1), SMALLEST_SHOWN),
    _Way(Hidden.AROUND, (1, WITHOUT_END), 1),
)


@dataclass(frozen=True)
class Line:
    """Numbers that add up to a total, as a reader meets them; `known` is what can be told of each that is hidden."""

    cells: tuple[Shown, ...]
    total: Shown
    known: Mapping[int, Bounds] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table with its totals, as a reader meets it."""

    cells: tuple[tuple[Shown, ...], ...]
    rows: tuple[Shown, ...]
    columns: tuple[Shown, ...]
    total: Shown


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN


def protect_line(numbers: Sequence[int]) -> Line:
    """The same numbers always give the same answer, so that tables which share totals never tell on each other."""
    total, places = sum(numbers), range(len(numbers))
    if is_small(total):
        return Line((Hidden.AROUND,) * len(numbers), Hidden.SMALL, dict.fromkeys(places, ANY_NUMBER))
    for way in WAYS:
        net = _Net([[*numbers, total], [*numbers, total]])
        net.free((1, place) for place in places)
        for place, number in enumerate(numbers):
            net.take_in((0, place), number, way)
        if net.secure():
            found = {place: net.hidden[0, place] for place in places if (0, place) in net.hidden}
            return Line(tuple(net.shown((0, place)) for place in places), total, found)
    return Line((Hidden.AROUND,) * len(numbers), total, dict.fromkeys(places, ANY_NUMBER))


def protect(cells: Sequence[Sequence[int]]) -> Table:
    """Of a row or a column whose own total is hidden nothing is shown: of so few children, all would be told."""
    width = len(cells[0]) if cells else 0
    sums = [sum(row) for row in cells], [sum(row[place] for row in cells) for place in range(width)]
    rows, columns = protect_line(sums[0]), protect_line(sums[1])
    if isinstance(rows.total, Hidden):
        nothing = ((Hidden.AROUND,) * width,) * len(cells)
        return Table(nothing, rows.cells, columns.cells, rows.total)
    for way in WAYS:
        net = _net_of(cells, (rows, columns), way)
        if net.secure():
            return _table(net, rows, columns)
    return _table(_all_hidden(cells, (rows, columns)), rows, columns)


def _net_of(cells: Sequence[Sequence[int]], lines: tuple[Line, Line], way: _Way) -> _Net:
    net = _with_totals(cells, lines)
    rows, columns = lines
    for across, row in enumerate(cells):
        for down, number in enumerate(row):
            if rows.cells[across] == 0 or columns.cells[down] == 0:
                continue  # nought, as everybody sees
            if across in rows.known or down in columns.known:
                net.hide((across, down), Hidden.AROUND, ANY_NUMBER)
            else:
                net.take_in((across, down), number, way)
    return net


def _all_hidden(cells: Sequence[Sequence[int]], lines: tuple[Line, Line]) -> _Net:
    """Nothing is left but the totals, and the nought of a line in which there is nothing."""
    net = _with_totals(cells, lines)
    rows, columns = lines
    for across, row in enumerate(cells):
        for down in range(len(row)):
            if rows.cells[across] != 0 and columns.cells[down] != 0:
                net.hide((across, down), Hidden.AROUND, ANY_NUMBER)
    return net


def _with_totals(cells: Sequence[Sequence[int]], lines: tuple[Line, Line]) -> _Net:
    below = [sum(row[place] for row in cells) for place in range(len(cells[0]))]
    net = _Net([*([*row, sum(row)] for row in cells), [*below, sum(below)]])
    rows, columns = lines
    for across, bounds in rows.known.items():
        net.hide((across, net.width), Hidden.AROUND, bounds)
    for down, bounds in columns.known.items():
        net.hide((net.height, down), Hidden.AROUND, bounds)
    return net


def _table(net: _Net, rows: Line, columns: Line) -> Table:
    cells = tuple(tuple(net.shown((across, down)) for down in range(net.width)) for across in range(net.height))
    return Table(cells, rows.cells, columns.cells, rows.total)


class _Net:
    """Numbers between the lines in which they stand; a total counts against the numbers that it adds up."""

    def __init__(self, grid: Sequence[Sequence[int]]) -> None:
        self.grid = grid
        self.height, self.width = len(grid) - 1, len(grid[0]) - 1
        self.hidden: dict[Place, Bounds] = {}
        self.names: dict[Place, Hidden] = {}
        self.spare: dict[Place, Bounds] = {}  # shown as yet, and may be hidden beside others
        self.safe: set[Place] = set()

    def hide(self, place: Place, name: Hidden, bounds: Bounds) -> None:
        self.hidden[place], self.names[place] = bounds, name

    def take_in(self, place: Place, number: int, way: _Way) -> None:
        if is_small(number):
            self.hide(place, way.name, way.bounds)
        elif number >= way.least:
            self.spare[place] = (way.least, WITHOUT_END)

    def free(self, places: Iterable[Place]) -> None:
        """Totals that are nowhere shown: of a single line, what would stand below each number."""
        for place in places:
            self.hidden[place] = ANYTHING
            self.safe.add(place)

    def shown(self, place: Place) -> Shown:
        return self.names.get(place, self.grid[place[0]][place[1]])

    def secure(self) -> bool:
        """Hides the least beside what is hidden, until nothing can be worked out; whether that was possible."""
        for place in sorted(self.hidden):
            if place in self.safe:
                continue
            around = self._way_around(place)
            if around is None:
                return False
            for other in around:
                if other in self.spare and other not in self.hidden:
                    self.hide(other, Hidden.AROUND, self.spare[other])
            self.safe |= {place, *around}
        return True

    def exposed(self) -> list[Place]:
        """What a reader could work out as it stands."""
        self.spare, self.safe = {}, set()
        return [place for place in sorted(self.hidden) if self._way_around(place) is None]

    def _way_around(self, place: Place) -> list[Place] | None:
        found = [self._path(place, step) for step in (1, -1) if self._moves(place, step)]
        return min((one for one in found if one), default=(0, None), key=lambda one: one[0])[1]

    def _moves(self, place: Place, step: int) -> bool:
        """Whether the number could be one more or one less, for all that is known of it."""
        bounds = self.hidden.get(place) or self.spare.get(place)
        if bounds is None:
            return False
        is_of_one_line = (place[0] == self.height) != (place[1] == self.width)
        number = self.grid[place[0]][place[1]] + (-step if is_of_one_line else step)
        return bounds[0] <= number <= bounds[1]

    def _path(self, start: Place, step: int) -> tuple[int, list[Place]] | None:
        """The cheapest from its column back to its row, by turns down and across; what is hidden costs nothing."""
        across, down = start
        best: dict[tuple[bool, int], int] = {(True, down): 0}
        came: dict[tuple[bool, int], tuple[tuple[bool, int], Place]] = {}
        waiting = [(0, (True, down))]
        while waiting:
            cost, here = heappop(waiting)
            if here == (False, across):
                return cost, _back(came, here)
            if cost > best[here]:
                continue
            for place, there in self._on_from(here, step):
                price = cost + (0 if place in self.hidden else self.grid[place[0]][place[1]])
                if place != start and price < best.get(there, WITHOUT_END):
                    best[there], came[there] = price, (here, place)
                    heappush(waiting, (price, there))
        return None

    def _on_from(self, here: tuple[bool, int], step: int) -> list[tuple[Place, tuple[bool, int]]]:
        """From a column one takes away what was added, in a row one adds it again."""
        is_column, at = here
        if is_column:
            places = [((across, at), (False, across)) for across in range(self.height + 1)]
        else:
            places = [((at, down), (True, down)) for down in range(self.width + 1)]
        return [(place, there) for place, there in places if self._moves(place, -step if is_column else step)]


def _back(came: dict[tuple[bool, int], tuple[tuple[bool, int], Place]], here: tuple[bool, int]) -> list[Place]:
    found = []
    while here in came:
        here, place = came[here]
        found.append(place)
    return found

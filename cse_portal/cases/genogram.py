"""Where everybody stands in a drawing of the child's family, and by which lines they belong to the child.

Generations stand in rows, the oldest on top. Each row is broken into lines of a few people, those of the child's home
together in the middle, so that one dashed line goes round the home and round nobody else. Between the lines of people
run level lines, to which everybody is tied; lines that are not next to the child's reach it through the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cse_portal.cases.drawn_people import HALF, SHAPE, THE_CHILD, Box, Drawn, Relative
from cse_portal.cases.drawn_words import LINE, NAME_SIZE, Words, broken

PARTNER = "partner"  # stands beside the child, and no parent has to do with it
GRANDPARENTS, PARENTS, CHILDREN, OWN_CHILDREN = range(4)
# In the order in which they stand in their row, from the left.
ROW_OF: Mapping[str, int] = {
    "grandparent": GRANDPARENTS,
    "father": PARENTS,
    "mother": PARENTS,
    "step_parent": PARENTS,
    "carer": PARENTS,
    "relative": PARENTS,
    "household_adult": PARENTS,
    "sibling": CHILDREN,
    "half_sibling": CHILDREN,
    "household_child": CHILDREN,
    PARTNER: CHILDREN,
    "own_child": OWN_CHILDREN,
}
ORDER = {kind: number for number, kind in enumerate(ROW_OF)}
OF_THE_FAMILY = frozenset({"grandparent", "father", "mother", "sibling", PARTNER, "own_child"})

MOST_IN_A_LINE = 6
SLOT, GAP, CHANNEL, MARGIN, GUTTER = 148, 8, 52, 12, 36
LABEL_WIDTH, NAME_LINES, LINES = 134, 2, 4
LABEL = LINES * LINE
BOX = SHAPE + GAP + LABEL
APART, OUTSIDE = 3, 9  # two lines of a pair; how far outside the people the line round the home runs


@dataclass(frozen=True)
class Tie:
    """The one line by which somebody belongs to the child."""

    key: str
    path: str
    is_family: bool
    has_parental: bool
    note: tuple[int, int]  # where its letters stand, if any


@dataclass(frozen=True)
class Genogram:
    width: int
    height: int
    people: tuple[Drawn, ...]
    ties: tuple[Tie, ...]
    level_lines: tuple[str, ...]
    homes: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """People side by side. Those above the child stand on the level line below them, the others hang from theirs."""

    row: int
    people: tuple[Relative, ...]
    top: int = 0
    left: int = 0

    @property
    def is_above(self) -> bool:
        return self.row < CHILDREN

    @property
    def bottom(self) -> int:
        return self.top + BOX

    @property
    def level(self) -> int:
        return self.bottom + CHANNEL // 2 if self.is_above else self.top - CHANNEL // 2

    @property
    def has_child(self) -> bool:
        return any(one.key == THE_CHILD for one in self.people)

    def x_of(self, number: int) -> int:
        return self.left + number * SLOT + SLOT // 2

    def is_beside(self, one: Relative) -> bool:
        """Tied to the child alone."""
        return one.kind == PARTNER and self.has_child

    @property
    def begin(self) -> int:
        """Where it begins, from the axis on which the middle of the home stands."""
        inner = [number for number, one in enumerate(self.people) if one.is_at_home or one.key == THE_CHILD]
        ends = inner[0] + inner[-1] + 1 if inner else len(self.people)
        return -ends * SLOT // 2

    @property
    def home(self) -> tuple[int, int] | None:
        """From where to where those of the home stand, who stand together."""
        at_home = [number for number, one in enumerate(self.people) if one.is_at_home]
        return (self.left + at_home[0] * SLOT, self.left + (at_home[-1] + 1) * SLOT) if at_home else None


def genogram(child: Relative, family: Iterable[Relative]) -> Genogram:
    """The same family gives the same drawing, in whatever order it was written down."""
    drawn = sorted((one for one in family if one.kind in ROW_OF), key=_order)
    child = replace(child, key=THE_CHILD, is_at_home=any(one.is_at_home for one in drawn))
    lines = _placed(_lines(child, drawn))
    people = tuple(_person(line, number) for line in lines for number in range(len(line.people)))
    last, drawn_child = lines[-1], next(one for one in people if one.is_child)
    return Genogram(
        width=_width(lines),
        height=last.bottom + (CHANNEL // 2 if last.has_child else MARGIN),
        people=people,
        ties=tuple(_tie(one, line, drawn_child) for line, one in _with_lines(lines, people) if not one.is_child),
        level_lines=tuple(_level_lines(lines)) if drawn else (),
        homes=tuple(_home(run) for run in _runs(lines)),
    )


def _order(one: Relative) -> tuple[int, bool, date, str, str]:
    """The eldest first, as far as it is known."""
    return (ORDER[one.kind], one.born_on is None, one.born_on or date.min, one.name, one.key)


# --- lines of people ----------------------------------------------------------------------------------------------


def _lines(child: Relative, family: Sequence[Relative]) -> list[Line]:
    lines: list[Line] = []
    for row in range(OWN_CHILDREN + 1):
        of_row = [one for one in family if ROW_OF[one.kind] == row]
        nearest = sorted(of_row, key=lambda one: (one.kind != PARTNER, not one.is_at_home))
        chunks = _chunks([*([child] if row == CHILDREN else []), *nearest])
        if row < CHILDREN:
            chunks.reverse()  # those of the home stand next to the child
        lines += [Line(row, _arranged(chunk)) for chunk in chunks]
    return lines


def _chunks(people: list[Relative]) -> list[list[Relative]]:
    return [people[start : start + MOST_IN_A_LINE] for start in range(0, len(people), MOST_IN_A_LINE)]


def _arranged(people: list[Relative]) -> tuple[Relative, ...]:
    """Those of the home, or the child alone, in the middle."""
    inner = [one for one in people if one.is_at_home or one.key == THE_CHILD]
    outer = [one for one in people if one not in inner]
    half = (len(outer) + 1) // 2
    return (*outer[:half], *sorted(inner, key=_as_born), *outer[half:])


def _as_born(one: Relative) -> tuple[int, bool, date]:
    """Brothers and sisters and the child by age; older people as they stand in their row."""
    row = ROW_OF.get(one.kind, CHILDREN)
    return (ORDER[one.kind] if row < CHILDREN else 0, one.born_on is None, one.born_on or date.min)


def _placed(lines: list[Line]) -> list[Line]:
    axis = _axis(lines)
    top = MARGIN + (0 if lines[0].is_above else CHANNEL)
    placed = []
    for line in lines:
        placed.append(replace(line, top=top, left=axis + line.begin))
        top += BOX + CHANNEL
    return placed


def _axis(lines: Iterable[Line]) -> int:
    return GUTTER + max(-line.begin for line in lines)


def _width(lines: list[Line]) -> int:
    return _axis(lines) + max(line.begin + len(line.people) * SLOT for line in lines) + GUTTER


# --- people -------------------------------------------------------------------------------------------------------


def _person(line: Line, number: int) -> Drawn:
    one, x = line.people[number], line.x_of(number)
    name = broken(one.name, width=LABEL_WIDTH, lines=NAME_LINES, size=NAME_SIZE, is_name=True)
    said = broken(one.words, width=LABEL_WIDTH, lines=LINES - len(name))
    height = (len(name) + len(said)) * LINE
    first = line.top + LABEL - height if line.is_above else line.top + SHAPE + GAP
    words = [
        Words(x, first + number * LINE + LINE - 5, text, is_name=number < len(name))
        for number, text in enumerate((*name, *said))
    ]
    y = line.bottom - HALF if line.is_above else line.top + HALF
    return Drawn(one, x, y, tuple(words), Box(x - SLOT // 2, line.top, x + SLOT // 2, line.bottom))


def _with_lines(lines: Iterable[Line], people: Sequence[Drawn]) -> list[tuple[Line, Drawn]]:
    lines_of_people = (line for line in lines for _ in line.people)
    return list(zip(lines_of_people, people, strict=True))


# --- lines between people -----------------------------------------------------------------------------------------


def _tie(one: Drawn, line: Line, child: Drawn) -> Tie:
    if line.is_beside(one.relative):
        return _beside(one, line, child)
    begin = one.y + HALF if line.is_above else one.y - HALF
    offsets = (-APART, APART) if one.relative.has_parental else (0,)
    return Tie(
        key=one.relative.key,
        path="".join(f"M{one.x + offset} {begin}V{line.level}" for offset in offsets),
        is_family=one.relative.kind in OF_THE_FAMILY,
        has_parental=one.relative.has_parental,
        note=(one.x + 10, (begin + line.level) // 2 + 5),
    )


def _beside(one: Drawn, line: Line, child: Drawn) -> Tie:
    """Below the words of the two, from the one to the other; the child’s own children hang from there, too."""
    turn = line.bottom + CHANNEL // 4
    offsets = (-APART, APART) if one.relative.has_parental else (0,)
    return Tie(
        key=one.relative.key,
        path="".join(f"M{one.x + offset} {line.bottom}V{turn}H{child.x}V{_below(child)}" for offset in offsets),
        is_family=True,
        has_parental=one.relative.has_parental,
        note=(one.x + 10, turn - 1),
    )


def _below(child: Drawn) -> int:
    return child.words[-1].y + LINE // 2


def _level_lines(lines: list[Line]) -> Iterable[str]:
    """One for the parents and the children, and what leads to it from lines farther away."""
    mine = next(line for line in lines if line.has_child)
    child = _person(mine, next(number for number, one in enumerate(mine.people) if one.key == THE_CHILD))
    x = child.x
    family = [line for line in lines if line.row != OWN_CHILDREN]
    if len(family) > 1 or any(one.key != THE_CHILD and not mine.is_beside(one) for one in mine.people):
        yield f"M{x} {mine.top}V{mine.level}"
        yield from _of_family(family, mine)
    own = [line for line in lines if line.row == OWN_CHILDREN]
    if own:
        yield from _of_own_children(own, mine, child, _width(lines), is_next=own[0].top == mine.bottom + CHANNEL)


def _of_family(family: list[Line], mine: Line) -> Iterable[str]:
    levels: dict[int, list[int]] = {}
    for line in family:
        tied = [number for number, one in enumerate(line.people) if not line.is_beside(one)]
        levels.setdefault(line.level, []).extend(line.x_of(number) for number in tied)
    if len(levels) > 1:
        side = GUTTER // 2
        yield f"M{side} {min(levels)}V{max(levels)}"
        levels = {level: [side, *places] for level, places in levels.items()}
    yield from (f"M{min(places)} {level}H{max(places)}" for level, places in sorted(levels.items()))


def _of_own_children(own: list[Line], mine: Line, child: Drawn, width: int, *, is_next: bool) -> Iterable[str]:
    """Straight down where nobody stands between, else through the margin."""
    x, begin = child.x, _below(child)
    if is_next and len(own) == 1:
        places = [x, *(own[0].x_of(number) for number in range(len(own[0].people)))]
        yield f"M{x} {begin}V{own[0].level}"
        yield f"M{min(places)} {own[0].level}H{max(places)}"
        return
    side, turn = width - GUTTER // 2, mine.bottom + CHANNEL // 4
    yield f"M{x} {begin}V{turn}H{side}V{own[-1].level}"
    yield from (f"M{line.x_of(0)} {line.level}H{side}" for line in own)


# --- the line round the home --------------------------------------------------------------------------------------


@dataclass
class Run:
    """Lines one below the other in which somebody of the home stands, near enough to be one home."""

    lines: list[Line] = field(default_factory=list)

    def takes(self, line: Line) -> bool:
        if not self.lines:
            return True
        (left, right), (first, last) = _home_of(self.lines[-1]), _home_of(line)
        return max(left, first) < min(right, last) and self.lines[-1].bottom + CHANNEL == line.top


def _home_of(line: Line) -> tuple[int, int]:
    return line.home or (0, 0)


def _runs(lines: Iterable[Line]) -> list[list[Line]]:
    runs: list[Run] = []
    for line in lines:
        if line.home is None:
            continue
        if not runs or not runs[-1].takes(line):
            runs.append(Run())
        runs[-1].lines.append(line)
    return [run.lines for run in runs]


def _home(lines: list[Line]) -> str:
    """Down the right side, up the left."""
    right, left = [], []
    for number, line in enumerate(lines):
        top = line.top - OUTSIDE if number == 0 else line.top - CHANNEL // 4
        is_last = number == len(lines) - 1
        bottom = line.bottom + OUTSIDE if is_last else line.bottom + CHANNEL - CHANNEL // 4
        first, last = _home_of(line)
        right += [(last, top), (last, bottom)]
        left += [(first, top), (first, bottom)]
    corners = [*right, *reversed(left)]
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"

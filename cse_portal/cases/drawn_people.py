"""One person in a drawing of a family: the sign that stands for them, and what may go round it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cse_portal.cases.drawn_words import NAME_SIZE, Words

THE_CHILD = "the child"
SHAPE = 46
HALF = SHAPE // 2
INNER, ROUND = 5, 4  # how far inside the second outline stands; how far from a person what goes round them runs


class Sign(StrEnum):
    FEMALE = "female"
    MALE = "male"
    NOT_KNOWN = "not_known"


# How far from the middle a sign goes towards its corners.
REACH = {Sign.MALE: HALF, Sign.FEMALE: HALF * 7 // 10, Sign.NOT_KNOWN: HALF // 2}


@dataclass(frozen=True)
class Relative:
    """Somebody of the family or the home, as far as the drawing needs to know."""

    key: str
    name: str
    kind: str
    words: str
    sign: Sign = Sign.NOT_KNOWN
    born_on: date | None = None
    age: str = ""
    is_at_home: bool = False
    is_there_in_part: bool = False
    has_parental: bool = False
    has_died: bool = False


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True)
class Outline:
    """Of a sign, so far from its middle."""

    x: int
    y: int
    half: int

    @property
    def left(self) -> int:
        return self.x - self.half

    @property
    def top(self) -> int:
        return self.y - self.half

    @property
    def side(self) -> int:
        return 2 * self.half

    @property
    def diamond(self) -> str:
        half = self.half
        return f"M{self.x} {self.top}l{half} {half}l-{half} {half}l-{half} -{half}z"


@dataclass(frozen=True)
class Drawn:
    """One person: their sign around `x` and `y`, the age inside it, and the words beside it."""

    relative: Relative
    x: int
    y: int
    words: tuple[Words, ...]
    box: Box

    @property
    def is_child(self) -> bool:
        return self.relative.key == THE_CHILD

    @property
    def inside(self) -> str:
        return self.relative.age or ("?" if self.relative.sign is Sign.NOT_KNOWN else "")

    @property
    def outline(self) -> tuple[Outline, ...]:
        """Double for the child."""
        return (Outline(self.x, self.y, HALF), *([Outline(self.x, self.y, HALF - INNER)] if self.is_child else []))

    @property
    def baseline(self) -> int:
        return self.y + NAME_SIZE // 3

    @property
    def cross(self) -> str:
        """From edge to edge of the sign."""
        reach = REACH[self.relative.sign]
        return f"M{self.x - reach} {self.y - reach}l{2 * reach} {2 * reach}m0 -{2 * reach}l-{2 * reach} {2 * reach}"

    @property
    def round_it(self) -> Box:
        """For whoever is there part of the time."""
        box = self.box
        return Box(box.left + ROUND, box.top - ROUND, box.right - ROUND, box.bottom + ROUND)

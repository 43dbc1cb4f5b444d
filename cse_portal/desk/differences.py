"""Word-level differences between two versions of a text, and both written together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
MOST_PARTS = 3_000  # comparing takes the square of this: longer texts go line by line, then whole
ALIKE = 0.5


@dataclass(frozen=True)
class Piece:
    text: str
    is_shared: bool


@dataclass(frozen=True)
class Stretch:
    """The same place in both texts: equal there, or each with words of its own."""

    mine: str
    theirs: str

    @property
    def is_shared(self) -> bool:
        return self.mine == self.theirs


def compare(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Each text in pieces; joined again, the pieces give back exactly what was typed."""
    stretches = list(_stretches(mine, theirs))
    own = [Piece(s.mine, s.is_shared) for s in stretches if s.mine]
    other = [Piece(s.theirs, s.is_shared) for s in stretches if s.theirs]
    return own, other


def together(mine: str, theirs: str) -> str:
    """Every word of both: shared words once when the texts are much alike, else one text after the other."""
    if not mine or not theirs or mine == theirs:
        return mine or theirs
    stretches = list(_stretches(mine, theirs))
    shared = sum(len(s.mine) for s in stretches if s.is_shared)
    if shared < ALIKE * min(len(mine), len(theirs)):
        return f"{theirs}\n\n{mine}"
    return "".join(s.mine if s.is_shared else _both(s) for s in stretches)


def _both(stretch: Stretch) -> str:
    needs_space = (
        stretch.theirs and stretch.mine and not stretch.theirs[-1].isspace() and not stretch.mine[0].isspace()
    )
    return f"{stretch.theirs}{' ' if needs_space else ''}{stretch.mine}"


def _stretches(mine: str, theirs: str) -> Iterator[Stretch]:
    own, other = _cut(mine, theirs)
    if max(len(own), len(other)) > MOST_PARTS:
        yield Stretch(mine, theirs)
        return
    for _, a, b, c, d in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        yield Stretch("".join(own[a:b]), "".join(other[c:d]))


def _cut(mine: str, theirs: str) -> tuple[Sequence[str], Sequence[str]]:
    own, other = WORDS.findall(mine), WORDS.findall(theirs)
    if max(len(own), len(other)) <= MOST_PARTS:
        return own, other
    return LINES.findall(mine), LINES.findall(theirs)

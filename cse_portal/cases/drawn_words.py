"""Words that stand inside a drawing: how wide they are, and how they are broken to fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

MORE = "…"
NAME_SIZE, SMALL_SIZE, LINE = 15, 14, 18
NARROW, WIDE = set("ijltfrI.,;:'’!|()[] "), set("mwMW@%&—…")
Fits = Callable[[str], bool]
BOLDER = 1.06  # a name stands in a heavier weight


@dataclass(frozen=True)
class Words:
    """One line of words around `x`, standing on `y`."""

    x: int
    y: int
    text: str
    is_name: bool = False


def width_of(text: str, size: int, *, is_name: bool = False) -> float:
    """A little more than the letters need, whatever their alphabet."""
    return sum(_width(letter) for letter in text) * size * (BOLDER if is_name else 1)


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in NARROW:
        return 0.36
    if letter in WIDE:
        return 0.95
    return 0.70 if letter.isupper() or letter.isdigit() else 0.58 if letter.isascii() else 0.72


def broken(text: str, *, width: int, lines: int, size: int = SMALL_SIZE, is_name: bool = False) -> tuple[str, ...]:
    """At most so many lines, each within the width; what does not fit ends in an ellipsis."""

    def fits(words: str) -> bool:
        return width_of(words, size, is_name=is_name) <= width

    made: list[str] = []
    rest = " ".join(text.split())
    while rest and len(made) < lines:
        line = _first_line(rest, fits)
        rest = rest[len(line) :].lstrip()
        made.append(line.rstrip())
    if rest:
        made[-1] = _cut(f"{made[-1]} {rest}", fits)
    return tuple(made)


def _first_line(text: str, fits: Fits) -> str:
    """As many whole words as fit; a word that is too long by itself is broken."""
    words = text.split(" ")
    line = words[0]
    for word in words[1:]:
        if not fits(f"{line} {word}"):
            break
        line = f"{line} {word}"
    while not fits(line) and len(line) > 1:
        line = line[:-1]
    return line


def _cut(text: str, fits: Fits) -> str:
    while text and not fits(text + MORE):
        text = text[:-1]
    return text.rstrip() + MORE

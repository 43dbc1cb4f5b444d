"""Who is meant by an “@” in a text: names of people and agencies, written out in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# An address of e-mail is no mention, nor is an “@” that stands alone.
AT = re.compile(r"(?<![\w@./+-])@(?=\w)")
# What a longer name would go on with: “@Priya Nair” is not meant by “@Priya Nair-Smith”.
ENDS = r"(?![\w]|['-]\w{2})"
WORD = re.compile(r"[\w'.-]+")
MOST_WORDS = 8


@dataclass(frozen=True)
class Known:
    """Somebody who can be meant: `code` is what a form calls them."""

    code: str
    name: str


@dataclass(frozen=True)
class Unknown:
    """An “@” that names nobody known: as it is shown, and the words after it, for looking them up elsewhere."""

    shown: str
    following: tuple[str, ...]

    def beginnings(self) -> list[str]:
        """Whatever could be a whole name: the first word, the first two, and so on."""
        return [" ".join(self.following[:number]).lower() for number in range(1, len(self.following) + 1)]


@dataclass(frozen=True)
class Mentions:
    codes: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()  # names that several people have
    unknown: tuple[Unknown, ...] = ()


def plain(words: str) -> str:
    """However it was typed: composed, with straight apostrophes and single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).replace("’", "'").replace("\u2018", "'").split())


def mentioned(text: str, known: Iterable[Known]) -> Mentions:
    said, codes = plain(text), _by_name(known)
    longest = sorted(codes, key=lambda name: (-len(name), name))
    names = re.compile(f"(?:{'|'.join(map(re.escape, longest))}){ENDS}", re.IGNORECASE) if longest else None
    found: dict[str, None] = {}
    twice: dict[str, None] = {}
    unknown: dict[Unknown, None] = {}
    for at in AT.finditer(said):
        met = names.match(said, at.end()) if names else None
        if met is None:
            unknown[_unknown(said[at.end() :])] = None
        elif len(meant := codes[_as_known(met.group(), longest)]) > 1:
            twice[met.group()] = None
        else:
            found[meant[0]] = None
    return Mentions(tuple(found), tuple(twice), tuple(unknown))


def _as_known(met: str, names: list[str]) -> str:
    """Some letters that are taken for each other have capitals of their own."""
    return next(name for name in names if re.fullmatch(re.escape(name), met, re.IGNORECASE))


def _by_name(known: Iterable[Known]) -> dict[str, list[str]]:
    """More than one code where a name is more than one person’s."""
    found: dict[str, list[str]] = {}
    for one in known:
        if name := plain(one.name).lower():
            held = found.setdefault(name, [])
            held += [] if one.code in held else [one.code]
    return found


def _unknown(rest: str) -> Unknown:
    """As far as it looks like a name: its first word, and what follows it with a capital."""
    words = [one.group().rstrip(".'-") or one.group() for one in WORD.finditer(rest[:400])][:MOST_WORDS]
    shown = words[:1]
    place = len(rest) - len(rest[len(shown[0]) :]) if shown else 0
    for word in words[1:4]:
        if not word[:1].isupper() or not rest[place:].startswith(f" {word}"):
            break
        shown.append(word)
        place += len(word) + 1
    return Unknown(" ".join(shown)[:80], tuple(words))

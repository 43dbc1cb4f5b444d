"""How alike what was typed and a child's names are, and in what they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from cse_portal.cases.names import groups_of, sound_of, words_of

ENOUGH = 0.72  # below this, two names are two names


class Match(StrEnum):
    SAME = "same name"
    FORM = "another form of the name"
    SOUND = "sounds alike"
    SPELLING = "spelled nearly alike"
    BEGINS = "begins alike"


@dataclass(frozen=True, order=True)
class Likeness:
    """Of what was typed to one of the names somebody has."""

    score: float
    matches: tuple[Match, ...] = ()

    @property
    def is_enough(self) -> bool:
        return self.score >= ENOUGH


NONE = Likeness(0.0)


def likeness(typed: str, names: Iterable[str]) -> Likeness:
    """The best over all names that somebody has."""
    wanted = words_of(typed)
    return max((_to_one(wanted, words_of(name)) for name in names), key=lambda one: one.score, default=NONE)


def _to_one(wanted: Sequence[str], has: Sequence[str]) -> Likeness:
    """Each word that was typed with the word that is most like it, whatever their order; no word serves twice."""
    if not wanted or not has:
        return NONE
    pairs = sorted(
        ((*_alike(one, other), -place, -there) for place, one in enumerate(wanted) for there, other in enumerate(has)),
        reverse=True,
    )
    used_wanted, used_has, total, matches = set(), set(), 0.0, []
    for score, match, place, there in pairs:
        if score > 0 and place not in used_wanted and there not in used_has:
            used_wanted.add(place)
            used_has.add(there)
            total += score
            matches.append(match)
    whole = _whole(met=len(matches), wanted=len(wanted), has=len(has))
    return Likeness(round(total / whole, 4), tuple(dict.fromkeys(matches)))


def _whole(*, met: int, wanted: int, has: int) -> float:
    """People are known by fewer names than they have; a word too many weighs more, and most where one alone is met."""
    too_many = 0.3 if met > 1 else 1.0
    return met + too_many * (wanted - met) + 0.05 * (has - met)


def _alike(one: str, other: str) -> tuple[float, Match]:
    if one == other:
        return 1.0, Match.SAME
    if groups_of(one) & groups_of(other):
        return 0.93, Match.FORM
    if sound_of(one) == sound_of(other):
        return 0.6 + 0.35 * JaroWinkler.similarity(one, other), Match.SOUND
    if min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)):
        return 0.85, Match.BEGINS
    wrong = DamerauLevenshtein.distance(one, other)
    if wrong <= max(1, min(len(one), len(other)) // 3):
        return 0.95 - 0.1 * wrong, Match.SPELLING
    alike = JaroWinkler.similarity(one, other)
    return (alike * 0.8, Match.SPELLING) if alike >= 0.84 else (0.0, Match.SPELLING)

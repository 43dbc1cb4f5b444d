"""How alike what was typed and a child are, and in what they agree: names first, then the date of birth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from cse_portal.cases.birth_dates import Agrees, compared
from cse_portal.cases.keys import Typed, bare
from cse_portal.cases.names import groups_of, sound_of, words_of

ENOUGH = 0.72  # below this, two names are two names
ONE_OF_THE_NAMES = 0.4  # is enough of a name beside the same date of birth
OF_THE_NAME, OF_THE_DATE = 0.75, 0.25


class Match(StrEnum):
    SAME = "same name"
    KNOWN_AS = "known as"
    FORM = "another form of the name"
    SOUND = "sounds like"
    SPELLING = "spelled nearly alike"
    BEGINS = "begins alike"
    REFERENCE = "the child’s reference"


AGREEMENT = {
    Agrees.SAME: 1.0,
    Agrees.SWAPPED: 0.9,
    Agrees.NEAR: 0.8,
    Agrees.ABOUT: 0.6,
    Agrees.UNKNOWN: 0.4,
    Agrees.OTHER: 0.0,
}
UNSAID = frozenset({Agrees.UNKNOWN, Agrees.OTHER})


@dataclass(frozen=True)
class Known:
    """What the record has of a child; the first name is the one that it is kept under."""

    names: Sequence[str]
    born: date | None = None
    is_estimated: bool = False
    references: Sequence[str] = ()


@dataclass(frozen=True, order=True)
class Likeness:
    """Of what was typed to a child."""

    score: float
    matches: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        return self.score >= ENOUGH


NONE = Likeness(0.0)


def likeness(typed: Typed, child: Known) -> Likeness:
    if typed.reference and typed.reference in map(bare, child.references):
        return Likeness(1.0, (Match.REFERENCE,))
    name = of_names(typed.words, child.names)
    if typed.born is None:
        return name
    agrees = compared(typed.born, child.born, is_estimated=child.is_estimated)
    matches = name.matches if agrees in UNSAID else (*name.matches, agrees)
    return Likeness(_with_date(typed, name.score, agrees), matches)


def _with_date(typed: Typed, name: float, agrees: Agrees) -> float:
    """A date alone says who is meant; with a name it puts one before another."""
    if not typed.words:
        return 0.0 if agrees in UNSAID else max(ENOUGH, AGREEMENT[agrees])
    score = round(OF_THE_NAME * name + OF_THE_DATE * AGREEMENT[agrees], 4)
    return max(score, ENOUGH) if agrees is Agrees.SAME and name >= ONE_OF_THE_NAMES else score


def of_names(wanted: Sequence[str], names: Iterable[str]) -> Likeness:
    """The best over all names that somebody has; where it is not the first of them, that is said."""
    first, *others = (_to_one(wanted, words_of(name)) for name in names)
    best = max(others, key=lambda one: one.score, default=NONE)
    return Likeness(best.score, (Match.KNOWN_AS, *best.matches)) if best.score > first.score else first


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

"""How alike two records are, and why: what is suggested to people, who alone say whether it is one child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cse_portal.cases.birth_dates import Agrees, compared
from cse_portal.cases.keys import Round, Typed, asked_for, bare
from cse_portal.cases.names import words_of
from cse_portal.cases.resembling import ENOUGH, Match, of_names

SUGGESTED_FROM = 50
ROUNDS_OF_A_NAME = 4  # by the date, by nearly the date, as written, as heard
NO_GROUND = ("", "notknown", "none")


class Why(StrEnum):
    """In what two records agree, or differ."""

    NHS = "nhs"
    UPN = "upn"
    PNC = "pnc"
    OTHER_NUMBER = "other_number"
    NAME = "name"
    FORM = "form"
    BORN = "born"
    NEARLY_BORN = "nearly_born"
    PHONE = "phone"
    ADDRESS = "address"
    OTHER_NHS = "other_nhs"
    OTHER_UPN = "other_upn"
    OTHER_BORN = "other_born"


WORDS: Mapping[Why, str] = {
    Why.NHS: "the same NHS number",
    Why.UPN: "the same unique pupil number",
    Why.PNC: "the same police national computer number",
    Why.OTHER_NUMBER: "the same number of a service",
    Why.NAME: "the same name",
    Why.FORM: "names that are forms or spellings of each other",
    Why.BORN: "the same date of birth",
    Why.NEARLY_BORN: "nearly the same date of birth",
    Why.PHONE: "the same phone or account",
    Why.ADDRESS: "the same address",
    Why.OTHER_NHS: "different NHS numbers",
    Why.OTHER_UPN: "different unique pupil numbers",
    Why.OTHER_BORN: "different dates of birth",
}
# A shared number is a ground by itself; a name needs a date, a phone or the like beside it.
WEIGHTS: Mapping[Why, int] = {
    Why.NHS: 80,
    Why.UPN: 70,
    Why.PNC: 70,
    Why.OTHER_NUMBER: 60,
    Why.NAME: 30,
    Why.FORM: 25,
    Why.BORN: 25,
    Why.NEARLY_BORN: 15,
    Why.PHONE: 20,
    Why.ADDRESS: 15,
    Why.OTHER_NHS: -25,
    Why.OTHER_UPN: -15,
    Why.OTHER_BORN: -20,
}
NUMBERS = frozenset({Why.NHS, Why.UPN, Why.PNC, Why.OTHER_NUMBER})
NAMES = frozenset({Why.NAME, Why.FORM})
AGAINST = frozenset(why for why, weight in WEIGHTS.items() if weight < 0)
BY_KIND: Mapping[str, Why] = {"nhs": Why.NHS, "upn": Why.UPN, "pnc": Why.PNC}
OTHERS: Mapping[str, Why] = {"nhs": Why.OTHER_NHS, "upn": Why.OTHER_UPN}


@dataclass(frozen=True)
class Traits:
    """What of a record is held against another: the first name is the one that it is kept under."""

    names: tuple[str, ...]
    born: date | None = None
    is_estimated: bool = False
    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by kind, bare
    phones: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alike:
    score: int
    whys: tuple[Why, ...]

    @property
    def is_suggested(self) -> bool:
        """Twins share a day, a home and a phone: without a name or a number in common nothing is suggested."""
        return self.score >= SUGGESTED_FROM and bool(set(self.whys) & (NUMBERS | NAMES))


def alike(one: Traits, other: Traits) -> Alike:
    """The same whichever of the two comes first."""
    whys = frozenset({*_numbers(one, other), *_name(one, other), *_born(one, other), *_places(one, other)})
    inside = tuple(why for why in Why if why in whys)
    return Alike(max(sum(WEIGHTS[why] for why in inside), 0), inside)


def _numbers(one: Traits, other: Traits) -> Iterable[Why]:
    for kind in set(one.numbers) & set(other.numbers):
        if one.numbers[kind] & other.numbers[kind]:
            yield BY_KIND.get(kind, Why.OTHER_NUMBER)
        elif kind in OTHERS:
            yield OTHERS[kind]


def _name(one: Traits, other: Traits) -> Iterable[Why]:
    """Each name of the one with each of the other, read both ways: a name that says less says too little."""
    words = [words_of(name) for name in other.names]
    best, is_same = 0.0, False
    for name in one.names:
        mine = words_of(name)
        for theirs, whole in zip(words, other.names, strict=True):
            there, back = of_names(mine, [whole]), of_names(theirs, [name])
            score = min(there.score, back.score)
            if score > best:
                best, is_same = score, set(there.matches) | set(back.matches) == {Match.SAME}
    if best >= ENOUGH:
        yield Why.NAME if is_same else Why.FORM


def _born(one: Traits, other: Traits) -> Iterable[Why]:
    if one.born is None or other.born is None:
        return
    agrees = compared(one.born, other.born, is_estimated=one.is_estimated or other.is_estimated)
    if agrees is Agrees.SAME:
        yield Why.BORN
    elif agrees is Agrees.OTHER:
        yield Why.OTHER_BORN
    else:
        yield Why.NEARLY_BORN


def _places(one: Traits, other: Traits) -> Iterable[Why]:
    if one.phones & other.phones:
        yield Why.PHONE
    if one.addresses & other.addresses:
        yield Why.ADDRESS


def plain(text: str) -> str:
    """Letters and figures alone, so that a comma or a space makes no difference; nothing where nothing is said."""
    said = bare(text).casefold()
    return "" if said in NO_GROUND else said


def rounds_for(traits: Traits) -> list[Round]:
    """Under which keys records like this one are kept, from the surest."""
    by_number = [Typed((), None, one) for kind in sorted(traits.numbers) for one in sorted(traits.numbers[kind])]
    found = [one_round for typed in by_number for one_round in asked_for(typed)]
    for name in traits.names[:2]:
        found += asked_for(Typed(words_of(name), traits.born))[:ROUNDS_OF_A_NAME]
    return found


def in_words(whys: Iterable[str]) -> list[str]:
    return [WORDS[Why(why)] for why in whys]

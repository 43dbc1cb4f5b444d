"""Under which keys a child is kept, and which keys are asked for: names, a date of birth and references together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cse_portal.cases.birth_dates import kept_under, on, sought_under, taken_out
from cse_portal.cases.names import Kind, close, far, words_of, written
from cse_portal.core.references import is_reference, tidy

MOST_ASKED = 5  # words: whoever types more is asked for by the first
MOST_LISTS = MOST_ASKED + 1  # and a date
Keys = frozenset[str]
Round = list[list[str]]


@dataclass(frozen=True)
class Typed:
    """What somebody is looking for, taken apart."""

    words: tuple[str, ...]
    born: date | None = None
    reference: str = ""

    @property
    def name(self) -> str:
        return " ".join(self.words)


def read(text: str) -> Typed:
    born, rest = taken_out(text)
    is_number = re.search(r"\d", rest) or _is_ours(rest)
    return Typed(words_of(rest), born, bare(rest) if is_number else "")


def _is_ours(text: str) -> bool:
    """One of the portal’s own references, which may have no figure in it."""
    return is_reference(tidy(text)) and bare(tidy(text)) == bare(text)


def typed_as(name: str, *, born: date | None = None, number: str = "") -> Typed:
    """By the answers of a form, where nothing has to be taken apart."""
    return Typed(words_of(name), born, bare(number))


def bare(reference: str) -> str:
    """However it is written: capitals and figures alone."""
    return "".join(letter for letter in reference.upper() if letter.isalnum())


def keys_of(
    names: Iterable[str], *, born: date | None = None, is_estimated: bool = False, references: Iterable[str] = ()
) -> list[str]:
    """All keys under which somebody is kept; each further name or reference only adds."""
    found = kept_under(born, is_estimated=is_estimated)
    found |= {f"{Kind.NUMBER}{bare(one)}" for one in references}
    for word in {word for name in names for word in words_of(name)}:
        found |= close(word) | far(word)
    return sorted(found)


def asked_for(typed: Typed) -> list[Round]:
    """Rounds of a search, from the surest: in each round every list must have a key in common with the child."""
    rounds = [*_by_reference(typed), *_by_date(typed), *_by_name(typed.words[:MOST_ASKED])]
    return [[sorted(keys) for keys in lists] for lists in rounds]


def _by_reference(typed: Typed) -> list[list[Keys]]:
    return [[frozenset({f"{Kind.NUMBER}{typed.reference}"})]] if typed.reference else []


def _by_date(typed: Typed) -> list[list[Keys]]:
    """Of the same day whoever has one of the names; of a day nearly the same whoever has all of them."""
    if typed.born is None:
        return []
    words = typed.words[:MOST_ASKED]
    same, alike = frozenset({on(typed.born)}), frozenset(sought_under(typed.born))
    if not words:
        return [[same], [alike]]
    one_of_them = frozenset().union(*map(close, words))
    return [[same, one_of_them], [alike, *map(_loose, words)]]


def _by_name(words: tuple[str, ...]) -> list[list[Keys]]:
    if not words:
        return []
    loose = [_loose(word) for word in words]
    rounds = [[frozenset({written(word)}) for word in words], [close(word) for word in words], loose]
    if len(words) > 2:  # a word that the record does not have
        rounds += [[*loose[:left_out], *loose[left_out + 1 :]] for left_out in range(len(words))]
    return rounds


def _loose(word: str) -> Keys:
    return close(word) | far(word)

"""What of two records is one question when they are merged: from which of the two each answer comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST, SECOND = "first", "second"
SIDES = (FIRST, SECOND)

# Parts of the child itself, each with the fields that belong together; the first says whether anything is said.
PARTS: Mapping[str, tuple[str, ...]] = {
    "given_names": ("given_names",),
    "family_name": ("family_name",),
    "known_as": ("known_as",),
    "born": ("born_on", "born_is"),
    "sex": ("sex",),
    "gender": ("gender",),
    "ethnicity": ("ethnicity",),
    "nationality": ("nationality",),
    "language": ("language",),
    "interpreter": ("needs_interpreter", "interpreter_language"),
    "religion": ("religion",),
    "disabilities": ("disabilities",),
    "sen": ("sen",),
    "what_helps": ("what_helps",),
}
TITLES: Mapping[str, str] = {
    "given_names": "First and middle names",
    "family_name": "Last name",
    "known_as": "Known as",
    "born": "Date of birth",
    "sex": "Sex",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "nationality": "Nationality",
    "language": "First language",
    "interpreter": "Interpreter",
    "religion": "Religion",
    "disabilities": "Disability",
    "sen": "Special educational needs",
    "what_helps": "What helps",
}


def values_of(record: Any, part: str) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in PARTS[part])


def differing(first: Any, second: Any) -> list[str]:
    """The parts in which somebody must say which answer stays."""
    return [part for part in PARTS if values_of(first, part) != values_of(second, part)]


def offered(first: Any, second: Any, part: str) -> str:
    """Where only one of the two says anything, that; else nothing is chosen beforehand."""
    said = [bool(values_of(one, part)[0]) for one in (first, second)]
    return "" if said[0] == said[1] else SIDES[said.index(True)]


@dataclass(frozen=True)
class OpenCase:
    ref: str
    partnership: int


def clashing(cases: Iterable[OpenCase]) -> list[list[OpenCase]]:
    """Open cases of one partnership, of which one can go on."""
    places: dict[int, list[OpenCase]] = {}
    for case in cases:
        places.setdefault(case.partnership, []).append(case)
    return [held for held in places.values() if len(held) > 1]


def are_settled(cases: Iterable[OpenCase], closes: Iterable[str]) -> bool:
    """One case of each partnership goes on, and nothing else is closed."""
    closed = set(closes)
    clashes = clashing(cases)
    there = {case.ref for clash in clashes for case in clash}
    return closed <= there and all(sum(case.ref not in closed for case in clash) == 1 for clash in clashes)

"""The few conditions of which every rule is made. An edition combines them; the engine knows no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from screening.instruments.answers import ChildFact, Period


class When(StrEnum):
    NOW = "now"
    BEFORE = "before"
    EVER = "ever"

    def covers(self, period: Period) -> bool:
        return self is When.EVER or self.value == period.value


INDICATORS, VULNERABILITY, SIGNIFICANT = "indicators", "vulnerability", "significant"


@dataclass(frozen=True, slots=True)
class Choose:
    """Which of the facts: of a group, in some bands, at some time. No band named means any, or none."""

    of: str = INDICATORS
    bands: tuple[str, ...] = ()
    period: When = When.NOW
    items: tuple[str, ...] = ()  # instead of a group: S6, or S6:abused for one of its choices


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many different facts; `letters` asks that they stand under so many different letters."""

    count: int
    choose: Choose
    letters: int = 1


@dataclass(frozen=True, slots=True)
class NoneOf:
    choose: Choose


@dataclass(frozen=True, slots=True)
class ChildIs:
    """Any of these facts about the child."""

    facts: tuple[ChildFact, ...]


@dataclass(frozen=True, slots=True)
class Younger:
    than: int


@dataclass(frozen=True, slots=True)
class CrimeReport:
    """A crime report of the police at this level or above."""

    level: int


@dataclass(frozen=True, slots=True)
class NotKnown:
    """More than `part` in `whole` of a group's items are not known now, or not answered."""

    of: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]


Condition: TypeAlias = "AtLeast | NoneOf | ChildIs | Younger | CrimeReport | NotKnown | AllOf | AnyOf"


def walk(condition: Condition) -> Iterator[Condition]:
    """It, and all that it is made of."""
    yield condition
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.conditions:
            yield from walk(part)


def choices_in(condition: Condition) -> Iterator[Choose]:
    for part in walk(condition):
        if isinstance(part, AtLeast | NoneOf):
            yield part.choose

"""Whether a condition holds for some facts about a child, and which of them made it hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from screening.instruments import conditions as when
from screening.instruments.answers import About, Answer, ChildFact, Given, Period
from screening.instruments.conditions import Choose, Condition
from screening.instruments.facts import Fact
from screening.instruments.shape import Instrument


@dataclass(frozen=True, slots=True)
class Known:
    """All that a condition may ask about."""

    instrument: Instrument
    facts: tuple[Fact, ...]
    given: Mapping[str, Given]
    about: About


@dataclass(frozen=True, slots=True)
class Held:
    """A condition that holds, by these items and these facts about the child."""

    items: tuple[str, ...] = ()
    child: tuple[ChildFact, ...] = ()
    notes: tuple[str, ...] = ()


def held(condition: Condition, known: Known) -> Held | None:
    return KINDS[type(condition)](condition, known)


def chosen(choose: Choose, known: Known) -> list[Fact]:
    names = frozenset(choose.items or known.instrument.groups[choose.of])
    return [
        fact
        for fact in known.facts
        if fact.keys & names and choose.period.covers(fact.period) and (not choose.bands or fact.band in choose.bands)
    ]


def _at_least(condition: when.AtLeast, known: Known) -> Held | None:
    facts = chosen(condition.choose, known)
    codes = {fact.code for fact in facts}
    letters = {letter for fact in facts for letter in fact.letters}
    if len(codes) < condition.count or len(letters) < condition.letters:
        return None
    return Held(
        tuple(dict.fromkeys(item for fact in facts for item in fact.items)),
        notes=tuple(dict.fromkeys(note for fact in facts for note in fact.notes)),
    )


def _none_of(condition: when.NoneOf, known: Known) -> Held | None:
    return None if chosen(condition.choose, known) else Held()


def _child_is(condition: when.ChildIs, known: Known) -> Held | None:
    true = tuple(fact for fact in condition.facts if known.about.says(fact) is Answer.YES)
    return Held(child=true) if true else None


def _younger(condition: when.Younger, known: Known) -> Held | None:
    age = known.about.age
    return Held(child=(ChildFact.AGE,)) if age is not None and age < condition.than else None


def _crime_report(condition: when.CrimeReport, known: Known) -> Held | None:
    level = known.about.crime_level
    return Held(child=(ChildFact.CRIME_LEVEL,)) if level is not None and level >= condition.level else None


def _not_known(condition: when.NotKnown, known: Known) -> Held | None:
    """What nobody answered is as little known as what was answered so."""
    items = [code for code in known.instrument.groups[condition.of] if not known.instrument.by_code[code].retired]
    silent = tuple(code for code in items if _is_silent(known.given.get(code)))
    return Held(silent) if len(silent) * condition.whole > len(items) * condition.part else None


def _is_silent(given: Given | None) -> bool:
    return given is None or given.to(Period.NOW) in {None, Answer.NOT_KNOWN}


def _together(parts: list[Held]) -> Held:
    return Held(
        tuple(dict.fromkeys(item for part in parts for item in part.items)),
        tuple(dict.fromkeys(fact for part in parts for fact in part.child)),
        tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def _all_of(condition: when.AllOf, known: Known) -> Held | None:
    parts = [held(part, known) for part in condition.conditions]
    holding = [part for part in parts if part is not None]
    return _together(holding) if len(holding) == len(parts) else None


def _any_of(condition: when.AnyOf, known: Known) -> Held | None:
    holding = [part for part in (held(part, known) for part in condition.conditions) if part is not None]
    return _together(holding) if holding else None


KINDS: dict[type[Any], Callable[[Any, Known], Held | None]] = {
    when.AtLeast: _at_least,
    when.NoneOf: _none_of,
    when.ChildIs: _child_is,
    when.Younger: _younger,
    when.CrimeReport: _crime_report,
    when.NotKnown: _not_known,
    when.AllOf: _all_of,
    when.AnyOf: _any_of,
}

"""Then and now: what is new, what is gone, what is still there; past harm always."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from screening.instruments.answers import Given, Period
from screening.instruments.facts import Fact, by_own_name, facts_of
from screening.instruments.shape import Instrument, ItemKind
from screening.tiles import Tile, tiles_of


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was answered, in the edition on which it was filled in."""

    instrument: Instrument
    given: Mapping[str, Given]
    on: date


@dataclass(frozen=True, slots=True)
class PastHarm:
    """A harm item that some form has named; `last_on` is the day of the latest form that did."""

    item: str
    last_on: date
    is_now: bool  # in the latest form of all


@dataclass(frozen=True, slots=True)
class Changes:
    """Items by code, in the order of the later form. `gone` were there then and are not named for now."""

    new: tuple[str, ...]
    still: tuple[str, ...]
    gone: tuple[str, ...]
    no_longer_known: tuple[str, ...]  # there then, and not known now: nobody may take them for gone
    then: tuple[Tile, ...]
    now: tuple[Tile, ...]
    harm: tuple[PastHarm, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One step of the score line. `awaits` a countersignature: shown, and not counted yet."""

    on: date
    suggested: int
    decided: int | None
    awaits: bool = False

    @property
    def differs(self) -> bool:
        return self.decided is not None and self.decided != self.suggested


def compare(then: Form, now: Form, history: Sequence[Form] = ()) -> Changes:
    """Two forms, also of different editions; the history is every other form of the child, for past harm."""
    there, here = _now(then), _now(now)
    lost = [code for code in there if code not in here]
    unknown = {code for code in lost if _is_open(now, code)}
    return Changes(
        new=tuple(code for code in here if code not in there),
        still=tuple(code for code in here if code in there),
        gone=tuple(code for code in lost if code not in unknown),
        no_longer_known=tuple(code for code in lost if code in unknown),
        then=_tiles(then),
        now=_tiles(now),
        harm=past_harm([*history, then, now]),
    )


def past_harm(forms: Iterable[Form]) -> tuple[PastHarm, ...]:
    """Every harm that any form names, for ever; what is there now first."""
    ordered = sorted(forms, key=lambda form: form.on)
    found: dict[str, PastHarm] = {}
    for form in ordered:
        for fact in _facts(form):
            if fact.kind is ItemKind.HARM:
                is_now = form is ordered[-1] and fact.period is Period.NOW
                found |= {item: _later(found.get(item), item, form.on, is_now) for item in fact.items}
    return tuple(sorted(found.values(), key=lambda one: (not one.is_now, -one.last_on.toordinal(), one.item)))


def score_line(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: point.on))


def _later(known: PastHarm | None, item: str, on: date, is_now: bool) -> PastHarm:
    return PastHarm(item, on, is_now or (known is not None and known.is_now and known.last_on == on))


def _facts(form: Form) -> tuple[Fact, ...]:
    return facts_of(form.instrument, form.given)


def _now(form: Form) -> list[str]:
    """What was answered yes for now, and background, by the items’ own names."""
    facts = [fact for fact in _facts(form) if fact.period is Period.NOW]
    answered = {item for fact in facts for item in fact.items}
    return [item.code for item in form.instrument.items() if item.code in answered and not item.no_weight]


def _is_open(form: Form, code: str) -> bool:
    """Not known, not answered, or not asked: an item that the form lacks says nothing about the child."""
    given = by_own_name(form.instrument, form.given).get(form.instrument.code_of(code), Given())
    return given.to(Period.NOW) is None or given.to(Period.NOW) == "not_known"


def _tiles(form: Form) -> tuple[Tile, ...]:
    given = by_own_name(form.instrument, form.given)
    return tiles_of(form.instrument, _facts(form), given)

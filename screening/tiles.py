"""The nine tiles of SAFEGUARD: what stands behind each letter, now, before, and not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from screening.instruments.answers import Answer, Given, Period
from screening.instruments.facts import Fact
from screening.instruments.shape import Instrument, Item, ItemKind


class Fill(StrEnum):
    """How a tile looks; a harm mark may stand on any but the empty one."""

    NOW = "now"
    BEFORE = "before"  # also background
    NOT_KNOWN = "not_known"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Tile:
    """The items behind a letter; `band` is the highest of those that are there now."""

    letter: str
    now: tuple[str, ...]
    before: tuple[str, ...]
    background: tuple[str, ...]
    not_known: tuple[str, ...]
    harm: tuple[str, ...]
    band: str | None

    @property
    def fill(self) -> Fill:
        if self.now:
            return Fill.NOW
        if self.before or self.background:
            return Fill.BEFORE
        return Fill.NOT_KNOWN if self.not_known else Fill.NOTHING

    @property
    def count(self) -> int:
        """Of what was answered yes, whenever."""
        return len({*self.now, *self.before, *self.background})


def tiles_of(instrument: Instrument, facts: tuple[Fact, ...], given: Mapping[str, Given]) -> tuple[Tile, ...]:
    still_open = [item for item in instrument.items() if _is_open(given.get(item.code), item.answered_in)]
    return tuple(_tile(instrument, letter.code, facts, still_open) for letter in instrument.letters)


def _tile(instrument: Instrument, letter: str, facts: tuple[Fact, ...], still_open: list[Item]) -> Tile:
    here = [fact for fact in facts if letter in fact.letters]
    signs = [fact for fact in here if fact.is_indicator]
    now = [fact for fact in signs if fact.period is Period.NOW]
    return Tile(
        letter=letter,
        now=_items(now),
        before=_items(fact for fact in signs if fact.period is Period.BEFORE),
        background=_items(fact for fact in here if not fact.is_indicator),
        not_known=tuple(item.code for item in still_open if letter in item.letters),
        harm=_items(fact for fact in here if fact.kind is ItemKind.HARM),
        band=max((fact.band for fact in now), key=instrument.band_rank, default=None),
    )


def _items(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for fact in facts for item in fact.items))


def _is_open(given: Given | None, periods: tuple[Period, ...]) -> bool:
    if given is None or given.to(Period.NOW) is Answer.YES:
        return False
    return Answer.NOT_KNOWN in {given.to(period) for period in periods}

"""The nine tiles, as the design draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cse_portal.ui import marks
from screening.instruments.shape import Instrument
from screening.tiles import Fill, Tile

# On a tile there is room for a word or two; what each covers stands in the edition.
SHORT = {
    "s": "Sexual health",
    "ab": "Absence",
    "f": "Family",
    "e": "Emotional",
    "g": "Gangs, groups",
    "u": "Use of tech",
    "al": "Alcohol, drugs",
    "r": "Receiving gifts",
    "d": "Distrust",
}
BEHIND = ("now", "before", "background", "not_known", "harm")


def drawn(instrument: Instrument, tiles: Iterable[Tile]) -> list[marks.Tile]:
    return [_drawn(instrument, one) for one in tiles]


def _drawn(instrument: Instrument, one: Tile) -> marks.Tile:
    letter = instrument.letter(one.letter)
    states = {
        Fill.NOW: str(max(instrument.band_rank(one.band), 0)),
        Fill.BEFORE: "past",
        Fill.NOT_KNOWN: "unknown",
        Fill.NOTHING: "none",
    }
    return marks.Tile(
        letter.shown, SHORT.get(letter.code.lower(), letter.name), states[one.fill], one.count, is_harm=bool(one.harm)
    )


def from_snapshot(instrument: Instrument, kept: Iterable[Mapping[str, Any]]) -> list[marks.Tile]:
    """As they were when it was decided."""
    return drawn(
        instrument,
        (Tile(letter=one["letter"], band=one["band"], **{n: tuple(one[n]) for n in BEHIND}) for one in kept),
    )

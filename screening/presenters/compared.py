"""Edition against edition, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from typing import Any

from screening.instruments.comparing import Difference, Kind, Part, differences
from screening.instruments.loading import every_edition
from screening.instruments.shape import Instrument

PARTS: Mapping[Part, str] = {
    Part.SECTION: "Sections",
    Part.ITEM: "Items",
    Part.QUESTION: "Questions",
    Part.RULE: "Rules",
    Part.LEVEL_RULE: "Rules of the level",
    Part.RESULT: "Results",
    Part.BAND: "Bands",
    Part.LETTER: "Letters of SAFEGUARD",
    Part.GROUP: "Groups of items",
    Part.ALIAS: "Other names of an item",
    Part.TOGETHER: "What two answers make together",
    Part.FOLLOW_UP: "What may follow",
    Part.ASKED: "Who could say what is not known",
    Part.GUIDANCE: "Guidance",
}
KINDS: Mapping[Kind, str] = {
    Kind.ADDED: "New",
    Kind.REMOVED: "No longer there",
    Kind.REWORDED: "Reworded",
    Kind.MOVED: "In another band",
    Kind.CHANGED: "Changed",
}
FIELDS: Mapping[str, str] = {
    "text": "Wording",
    "short": "Short name",
    "no_band": "Why it has no band",
    "no_weight": "Why it never counts",
    "which": "How “which?” is asked",
    "when": "When the rule fires",
    "gives": "What it gives",
    "marks": "What it says beside the result",
    "otherwise": "Holds where no other rule does",
}
NAMED_BY = ("text", "title", "name", "sentence")
ANOTHER = "asks for something else: read its sentence in both editions"


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    kind: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparedPage:
    offered: list[Instrument]
    older: Instrument | None
    newer: Instrument | None
    parts: list[tuple[str, list[Line]]]
    number: int

    @property
    def is_chosen(self) -> bool:
        return self.older is not None and self.newer is not None


def compared_page(older: Instrument | None, newer: Instrument | None) -> ComparedPage:
    found = differences(older, newer) if older and newer else ()
    parts = {part: [_line(one) for one in found if one.part is part] for part in Part}
    named = [(PARTS[part], lines) for part, lines in parts.items() if lines]
    return ComparedPage(sorted(every_edition(), key=lambda one: one.name), older, newer, named, len(found))


def _line(one: Difference) -> Line:
    field = FIELDS.get(one.field, one.field.replace("_", " ").capitalize())
    if one.field == "when":
        return Line(one.code, one.name, KINDS[one.kind], field, "", ANOTHER)
    return Line(one.code, one.name, KINDS[one.kind], field, in_words(one.before), in_words(one.after))


def in_words(value: Any) -> str:
    """What an edition says there, as a person would."""
    if value is None or value == "" or value == () or value == {}:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(key)}: {in_words(one)}" for key, one in value.items())
    if isinstance(value, (tuple, list, frozenset, set)):
        words = [in_words(one) for one in value]
        return "; ".join(sorted(words) if isinstance(value, (frozenset, set)) else words)
    if is_dataclass(value):
        return next((str(getattr(value, name)) for name in NAMED_BY if getattr(value, name, "")), str(value))
    return str(value)

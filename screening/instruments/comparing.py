"""Edition against edition: what was added, taken away, reworded, or moved to another band."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from screening.instruments.shape import Instrument, Item


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"  # to another band
    CHANGED = "changed"


class Part(StrEnum):
    SECTION = "section"
    ITEM = "item"
    QUESTION = "question"
    RULE = "rule"
    LEVEL_RULE = "level_rule"
    RESULT = "result"
    BAND = "band"
    LETTER = "letter"
    GROUP = "group"
    ALIAS = "alias"
    TOGETHER = "together"
    FOLLOW_UP = "follow_up"
    ASKED = "asked"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the page. `name` is in words; `before` and `after` say the field that differs."""

    part: Part
    kind: Kind
    code: str
    name: str
    field: str = ""
    before: Any = None
    after: Any = None


WORDS = frozenset(
    {"text", "short", "help", "examples", "title", "intro", "sentence", "meaning", "name", "covers", "which"}
)
# What is compared by itself, or says the same in another way.
LEFT_OUT = frozenset({"items", "questions", "rank"})

NAMED_BY = ("short", "title", "sentence", "text", "name")

Rows = Callable[[Instrument], Mapping[str, Any]]

ROWS: Mapping[Part, Rows] = {
    Part.SECTION: lambda one: {row.code: row for row in one.sections},
    Part.ITEM: lambda one: {row.code: row for row in one.by_code.values() if not row.retired},
    Part.QUESTION: lambda one: {row.code: row for row in one.questions()},
    Part.RULE: lambda one: {row.name: row for row in one.rules},
    Part.LEVEL_RULE: lambda one: {row.name: row for row in one.level_rules},
    Part.RESULT: lambda one: {row.code: row for row in one.results},
    Part.BAND: lambda one: {row.code: row for row in one.bands},
    Part.LETTER: lambda one: {row.code: row for row in one.letters},
    Part.GROUP: lambda one: one.groups,
    Part.ALIAS: lambda one: one.aliases,
    Part.TOGETHER: lambda one: {row.code: row for row in one.together},
    Part.FOLLOW_UP: lambda one: {row.code: row for row in one.follow_ups},
    Part.ASKED: lambda one: {row.fact.value: row for row in one.asked},
    Part.GUIDANCE: lambda one: {row.title: row for row in one.guidance},
}


def differences(older: Instrument, newer: Instrument) -> tuple[Difference, ...]:
    """In the order of the parts; of each part the newer edition’s order, then what was taken away."""
    return tuple(one for part, rows in ROWS.items() for one in _of_part(part, rows(older), rows(newer)))


def _of_part(part: Part, older: Mapping[str, Any], newer: Mapping[str, Any]) -> Iterator[Difference]:
    for code, row in newer.items():
        if code not in older:
            yield Difference(part, Kind.ADDED, code, _name(row, code))
        else:
            yield from _of_row(part, code, older[code], row)
    yield from (Difference(part, Kind.REMOVED, code, _name(older[code], code)) for code in older if code not in newer)


def _of_row(part: Part, code: str, older: Any, newer: Any) -> Iterator[Difference]:
    if not hasattr(newer, "__dataclass_fields__"):
        if older != newer:
            yield Difference(part, Kind.CHANGED, code, code, before=older, after=newer)
        return
    for field in (one.name for one in fields(newer) if one.name not in LEFT_OUT):
        before, after = getattr(older, field), getattr(newer, field)
        if before != after:
            yield Difference(part, _kind(newer, field), code, _name(newer, code), field, before, after)


def _kind(row: Any, field: str) -> Kind:
    if isinstance(row, Item) and field == "band":
        return Kind.MOVED
    return Kind.REWORDED if field in WORDS else Kind.CHANGED


def _name(row: Any, code: str) -> str:
    return next((str(getattr(row, field)) for field in NAMED_BY if getattr(row, field, "")), code)

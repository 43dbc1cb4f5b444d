"""What can be wrong with a trail, and how it is said without saying anything about anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    EDITED = "edited"
    RESEALED = "resealed"
    CUT_OFF = "cut off"
    MISSING = "missing"
    ONLY_SEAL = "only its seal"
    UNSEALED = "unsealed"
    ELSEWHERE = "elsewhere"
    TWICE = "twice"
    SHORT = "short"
    HEAD = "head"
    REWRITTEN = "rewritten"
    ANCHOR = "anchor"
    UNREADABLE = "unreadable"


WORDS: dict[Fault, str] = {
    Fault.EDITED: "the entry no longer says what was sealed",
    Fault.RESEALED: "the seal does not fit its words",
    Fault.CUT_OFF: "it does not follow on the entry before",
    Fault.MISSING: "there is no entry at this place",
    Fault.ONLY_SEAL: "the entry is gone; only its seal is left",
    Fault.UNSEALED: "the entry was never sealed",
    Fault.ELSEWHERE: "the entry belongs into another chain",
    Fault.TWICE: "there are two entries at this place",
    Fault.SHORT: "the chain ends before its head, or before an anchor",
    Fault.HEAD: "the chain and its head differ",
    Fault.REWRITTEN: "from here the chain differs from an anchor",
    Fault.ANCHOR: "the anchors do not fit each other",
    Fault.UNREADABLE: "a value is missing that every entry has",
}


@dataclass(frozen=True)
class Finding:
    """The first thing wrong in one chain: where it is, which row, and since which anchor it may be so."""

    chain: str
    fault: Fault
    place: int | None = None
    entry: int | None = None
    until: int | None = None  # a rewritten stretch: its first place is `place`, and this the place of the anchor
    more: str = ""

    def __str__(self) -> str:
        where = [self.chain]
        if self.place is not None:
            where.append(f"place {self.place}" + (f" to {self.until}" if self.until else ""))
        if self.entry is not None:
            where.append(f"entry {self.entry}")
        return f"{', '.join(where)}: {WORDS[self.fault]}{f' ({self.more})' if self.more else ''}"

    def comes_before(self, other: Finding) -> bool:
        """The lowest place; what has no place comes after what has."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[bool, int, int]:
        return (self.place is None, self.place or 0, self.entry or 0)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "fault": str(self.fault)}


def firsts(found: Iterable[Finding]) -> list[Finding]:
    """One for each chain, which may have been followed in several processes."""
    best: dict[str, Finding] = {}
    for one in found:
        held = best.get(one.chain)
        if held is None or one.comes_before(held):
            best[one.chain] = one
    return [best[chain] for chain in sorted(best)]

"""Where two cases meet: which pairs are told of, and which side may know of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A park that two hundred children were seen in says little of any two: each case is told of those linked last.
MOST_OF_ONE = 10


@dataclass(frozen=True)
class Touch:
    """One case at one item, by one link."""

    case: int
    child: int
    item: int
    link: int
    is_restricted: bool
    is_covert: bool


@dataclass(frozen=True)
class Meeting:
    first: Touch
    second: Touch

    @property
    def first_is_told(self) -> bool:
        return may_be_told(self.first, of=self.second)

    @property
    def second_is_told(self) -> bool:
        return may_be_told(self.second, of=self.first)


def may_be_told(one: Touch, *, of: Touch) -> bool:
    """Of a restricted case only another restricted one is told, without a name; of a covert link, a covert one. The
    other side is told then, and comes to whoever it chooses."""
    return (one.is_restricted or not of.is_restricted) and (one.is_covert or not of.is_covert)


def meetings(own: Iterable[Touch], others: Iterable[Touch]) -> Iterator[Meeting]:
    """Each case at one item with each other child's case there, and at those that are the same; the latest first."""
    mine = sorted(_latest(own), key=lambda one: one.link, reverse=True)
    theirs = sorted(_latest([*mine, *others]), key=lambda one: one.link, reverse=True)
    seen = set()
    for one in mine:
        met = [other for other in theirs if other.child != one.child and other.case != one.case]
        for other in met[:MOST_OF_ONE]:
            first, second = sorted((one, other), key=lambda touch: touch.case)
            key = (first.case, second.case, first.item, second.item)
            if key not in seen:
                seen.add(key)
                yield Meeting(first, second)


def _latest(touches: Iterable[Touch]) -> list[Touch]:
    """Of several links of one case to one item the last, and one that may be shared rather than a covert one."""
    found: dict[tuple[int, int], Touch] = {}
    for one in sorted(touches, key=lambda touch: (not touch.is_covert, touch.link)):
        found[one.case, one.item] = one
    return list(found.values())

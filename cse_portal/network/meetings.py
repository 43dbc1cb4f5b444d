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
    """Whoever keeps less secret never learns of what is kept more so: the other side is told, and comes to whoever it
    chooses. Of two that are alike both are told, so that there is always somebody; whose a restricted case is, is not
    said."""
    return _secrecy(one) >= _secrecy(of)


def _secrecy(one: Touch) -> int:
    return 2 * one.is_covert + one.is_restricted


def meetings(own: Iterable[Touch], others: Iterable[Touch]) -> Iterator[Meeting]:
    """Each case at one item with each other child's case there, and at those that are the same. Each meets those that
    were linked last before it."""
    mine = _latest(own)
    here = set(mine)
    everyone = sorted({*mine, *_latest(others)}, key=lambda one: (one.link, one.case, one.item), reverse=True)
    seen = set()
    for place, one in enumerate(everyone):
        met = [other for other in everyone[place + 1 :] if other.child != one.child and other.case != one.case]
        for other in met[:MOST_OF_ONE]:
            first, second = sorted((one, other), key=lambda touch: touch.case)
            key = (first.case, second.case, first.item, second.item)
            if key not in seen and (one in here or other in here):
                seen.add(key)
                yield Meeting(first, second)


def _latest(touches: Iterable[Touch]) -> list[Touch]:
    """Of several links of one case to one item the last, and one that may be shared rather than a covert one."""
    found: dict[tuple[int, int], Touch] = {}
    for one in sorted(touches, key=lambda touch: (not touch.is_covert, touch.link)):
        found[one.case, one.item] = one
    return list(found.values())

"""Which backups are kept: the newest of each of 7 days, 5 weeks and 12 months. Plain rules, no files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month


RULES: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = ((DAYS, _day), (WEEKS, _week), (MONTHS, _month))


def kept(made_at: Iterable[datetime]) -> frozenset[datetime]:
    """The newest of each of the latest periods in which there was a backup, so that a pause costs none."""
    newest_first = sorted(set(made_at), reverse=True)
    return frozenset(at for number, period in RULES for at in _newest_of_each(newest_first, number, period))


def _newest_of_each(
    newest_first: list[datetime], number: int, period: Callable[[datetime], Hashable]
) -> Iterable[datetime]:
    first_of: dict[Hashable, datetime] = {}
    for at in newest_first:
        first_of.setdefault(period(at), at)
    return list(first_of.values())[:number]


def surplus(made_at: Iterable[datetime]) -> frozenset[datetime]:
    everything = frozenset(made_at)
    return everything - kept(everything)

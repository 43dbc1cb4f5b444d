"""What of a chronology somebody wants to read, and how its weeks become columns of a strip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cse_portal.cases.line_kinds import LineKind, Tone

WEEK = timedelta(days=7)
MOST_COLUMNS = 104
FEWEST_COLUMNS = 26


@dataclass(frozen=True)
class Asked:
    """Each is left out where nobody asked for it."""

    since: date | None = None
    until: date | None = None
    is_significant: bool = False
    kinds: tuple[LineKind, ...] = ()
    agency: str = ""  # its reference
    tone: Tone = Tone.NEITHER
    words: str = ""
    is_oldest_first: bool = False

    @property
    def is_narrowed(self) -> bool:
        return self != Asked(is_oldest_first=self.is_oldest_first)

    def kept(self) -> dict[str, Any]:
        """As a file’s request keeps it."""
        return json.loads(self.said()) | ({"agency": self.agency} if self.agency else {})

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> Asked:
        since, until = kept.get("since"), kept.get("until")
        return cls(
            since=date.fromisoformat(since) if since else None,
            until=date.fromisoformat(until) if until else None,
            is_significant=bool(kept.get("significant")),
            kinds=tuple(LineKind(one) for one in kept.get("kinds", ())),
            agency=str(kept.get("agency", "")),
            tone=Tone(kept.get("tone", "")),
            words=str(kept.get("words", "")),
            is_oldest_first=bool(kept.get("oldest")),
        )

    def said(self, agency: int | None = None) -> str:
        """As the database is asked."""
        asked: dict[str, Any] = {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "significant": self.is_significant,
            "kinds": [one.value for one in self.kinds],
            "agency": agency if self.agency else None,
            "tone": self.tone.value,
            "words": self.words,
            "oldest": self.is_oldest_first,
        }
        return json.dumps({name: value for name, value in asked.items() if value})


@dataclass(frozen=True)
class Week:
    """Of what the reader may read: `monday` names it."""

    monday: date
    significant: int = 0
    others: int = 0
    missing: int = 0
    wanted: int = 0
    found: int = 0


@dataclass(frozen=True)
class Column:
    """One or more weeks, from their first day to the last."""

    first: date
    last: date
    significant: int
    others: int
    missing: int

    @property
    def number(self) -> int:
        return self.significant + self.others


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def columns_of(weeks: Sequence[Week], *, on: date) -> list[Column]:
    """One for each week up to today, or for as many weeks together as a long story needs to fit."""
    if not weeks:
        return []
    end = max(monday_of(on), weeks[-1].monday)
    begin = min(weeks[0].monday, end - WEEK * (FEWEST_COLUMNS - 1))
    span = (end - begin).days // 7 + 1
    together = -(-span // MOST_COLUMNS)
    number = -(-span // together)
    begin = end - WEEK * (number * together - 1)
    held: list[list[Week]] = [[] for _ in range(number)]
    for week in weeks:
        held[(week.monday - begin).days // 7 // together].append(week)
    return [_column(begin + WEEK * together * place, together, those) for place, those in enumerate(held)]


def _column(first: date, together: int, weeks: Iterable[Week]) -> Column:
    those = list(weeks)
    return Column(
        first=first,
        last=first + WEEK * together - timedelta(days=1),
        significant=sum(week.significant for week in those),
        others=sum(week.others for week in those),
        missing=sum(week.missing for week in those),
    )

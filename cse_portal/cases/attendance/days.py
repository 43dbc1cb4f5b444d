"""Days of absence: put together from rows, taken apart where some are on record, and how many are too many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cse_portal.core.working_days import is_working_day

A_DAY = timedelta(days=1)
SESSIONS_A_DAY = 2
LONGEST_REASON, LONGEST_CODE = 300, 20

# Who misses a tenth of the sessions is persistently absent, in the words of the Department for Education.
PERSISTENT_PERCENT = 10
WINDOW = timedelta(weeks=12)
ENOUGH_POSSIBLE = 50  # sessions, five weeks: a share of fewer says little
STILL_SAID = timedelta(days=365)


@dataclass(frozen=True)
class Absence:
    """Of one pupil: the school days in their order, each with the sessions that were missed."""

    days: tuple[tuple[date, int], ...]
    code: str = ""
    is_authorised: bool | None = None
    reason: str = ""
    possible: int | None = None
    half: str = ""  # of a single day whose row says which

    @property
    def from_on(self) -> date:
        return self.days[0][0]

    @property
    def to_on(self) -> date:
        return self.days[-1][0]

    @property
    def span(self) -> tuple[date, date]:
        return self.from_on, self.to_on

    @property
    def sessions(self) -> int:
        return sum(missed for _, missed in self.days)

    @property
    def says(self) -> tuple[str, bool | None, str]:
        return self.code, self.is_authorised, self.reason


def school_days(first: date, last: date) -> list[date]:
    """Monday to Friday; a school’s own holidays are not known here."""
    return [day for day in _between(first, last) if day.weekday() < 5]


def _between(first: date, last: date) -> Iterator[date]:
    return (first + step * A_DAY for step in range((last - first).days + 1))


def spread(days: Sequence[date], sessions: int) -> tuple[tuple[date, int], ...]:
    """Evenly, the first days before the last, since the row does not say on which."""
    each, over = divmod(sessions, len(days))
    return tuple((day, each + (place < over)) for place, day in enumerate(days))


def together(found: Iterable[Absence]) -> list[Absence]:
    """Of one pupil: the rows of a day made one, and days that follow each other and say the same, a period."""
    by_day: dict[date, list[Absence]] = defaultdict(list)
    longer: list[Absence] = []
    for one in found:
        if len(one.days) == 1 and one.possible is None:
            by_day[one.from_on].append(one)
        elif one not in longer:
            longer.append(one)
    single = [_one_day(day, rows) for day, rows in sorted(by_day.items())]
    return sorted([*_runs(single), *longer], key=lambda one: one.from_on)


def _one_day(day: date, rows: list[Absence]) -> Absence:
    """Both halves of a day are two sessions; the same half twice is one."""
    distinct = list({one.half or str(place): one for place, one in enumerate(rows)}.values())
    said = {one.is_authorised for one in distinct}
    return Absence(
        days=((day, min(sum(one.sessions for one in distinct), SESSIONS_A_DAY)),),
        code=", ".join(dict.fromkeys(one.code for one in distinct if one.code))[:LONGEST_CODE],
        is_authorised=False if False in said else True if said == {True} else None,
        reason="; ".join(dict.fromkeys(one.reason for one in distinct if one.reason))[:LONGEST_REASON],
    )


def _runs(single: Iterable[Absence]) -> list[Absence]:
    runs: list[Absence] = []
    for one in single:
        if runs and runs[-1].says == one.says and follows(runs[-1].to_on, one.from_on):
            runs[-1] = replace(runs[-1], days=(*runs[-1].days, *one.days))
        else:
            runs.append(one)
    return runs


def follows(last: date, first: date) -> bool:
    """No school day lies between them."""
    return first > last and not school_days(last + A_DAY, first - A_DAY)


def left_of(absence: Absence, taken: frozenset[date]) -> list[Absence]:
    """What of it is on record nowhere yet: in as many periods as the days on record leave."""
    pieces: list[list[tuple[date, int]]] = [[]]
    for day, missed in absence.days:
        if day in taken:
            pieces.append([])
        else:
            pieces[-1].append((day, missed))
    whole = len(pieces) == 1
    kept = (replace(absence, days=tuple(one), possible=absence.possible if whole else None) for one in pieces if one)
    return [one for one in kept if one.sessions]


def days_in(spans: Iterable[tuple[date, date]]) -> frozenset[date]:
    return frozenset(day for first, last in spans for day in _between(first, last))


# --- persistent absence ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """As it is on record."""

    from_on: date
    to_on: date
    sessions: int
    possible: int | None = None


def possible_in(first: date, last: date) -> int:
    """Two for each working day of England: where a school had holidays there were fewer."""
    return SESSIONS_A_DAY * sum(is_working_day(day) for day in _between(first, last))


def missed_in(absences: Iterable[Counted], first: date, last: date) -> int:
    found = 0
    for one in absences:
        days = school_days(one.from_on, one.to_on)
        if days:
            found += sum(missed for day, missed in spread(days, one.sessions) if first <= day <= last)
    return found


def is_persistent(absences: Sequence[Counted], on: date) -> bool:
    """By the share that a school itself gave, or else by the last twelve weeks."""
    lately = [one for one in absences if one.possible and one.to_on > on - STILL_SAID]
    if any(
        one.possible >= ENOUGH_POSSIBLE and _is_share(one.sessions, one.possible) for one in lately if one.possible
    ):
        return True
    first = on - WINDOW + A_DAY
    return _is_share(missed_in(absences, first, on), possible_in(first, on))


def _is_share(missed: int, possible: int) -> bool:
    return missed * 100 >= possible * PERSISTENT_PERCENT

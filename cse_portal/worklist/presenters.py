"""My work as its page shows it: groups by urgency, each with its rows and its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict

from cse_portal.agencies import access
from cse_portal.agencies.home import FilledPart, home_parts
from cse_portal.agencies.models import Delegation, User
from cse_portal.core import clock
from cse_portal.ui.dates import without_year
from cse_portal.worklist import queries
from cse_portal.worklist.kinds import all_kinds, is_kind
from cse_portal.worklist.models import DueItem
from cse_portal.worklist.urgency import HEADINGS, Urgency, urgency_of

LATE = (Urgency.CRITICAL, Urgency.OVERDUE)


@dataclass(frozen=True)
class Row:
    item: DueItem
    urgency: Urgency
    is_someone_elses: bool
    note: str = ""  # for whom it is done while they are away, or by whom

    @property
    def is_critical(self) -> bool:
        return self.urgency == Urgency.CRITICAL


@dataclass(frozen=True)
class Group:
    heading: str
    urgency: Urgency
    rows: list[Row]

    @property
    def is_late(self) -> bool:
        return self.urgency in LATE


@dataclass(frozen=True)
class KindChoice:
    code: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class MyWorkPage:
    now: datetime
    wanted: queries.Filter
    counts: queries.Counts
    groups: list[Group]
    has_more: bool
    for_agency: list[Row]
    kinds: list[KindChoice]
    may_see_agency: bool
    absences: list[Delegation]
    filled: list[FilledPart]

    @property
    def strips(self) -> list[FilledPart]:
        return [one for one in self.filled if one.part.is_strip]

    @property
    def parts(self) -> list[FilledPart]:
        return [one for one in self.filled if not one.part.is_strip]

    @property
    def query_with_later(self) -> str:
        return self._query(later="yes")

    @property
    def query_without_kinds(self) -> str:
        return self._query(kind=[])

    def _query(self, **changes: str | list[str]) -> str:
        shown = {"whose": self.wanted.whose, "kind": sorted(self.wanted.kinds), **changes}
        return urlencode(shown, doseq=True)


def read_filter(query: QueryDict) -> queries.Filter:
    return queries.Filter(
        whose="agency" if query.get("whose") == "agency" else "mine",
        kinds=frozenset(code for code in query.getlist("kind") if is_kind(code)),
        shows_later=query.get("later") == "yes",
    )


def my_work(user: User, wanted: queries.Filter) -> MyWorkPage:
    now = clock.now()
    counts = queries.counts_of(user, wanted.whose, shows_later=wanted.shows_later)
    items = queries.asked_for(user, wanted)
    unclaimed = queries.for_my_agency(user) if wanted.whose == "mine" else []
    notes = _notes(user)
    return MyWorkPage(
        now=now,
        wanted=wanted,
        counts=counts,
        groups=_groups([_row(item, user, now, notes) for item in items[: queries.MOST_SHOWN]]),
        has_more=len(items) > queries.MOST_SHOWN,
        for_agency=[_row(item, user, now, notes) for item in unclaimed[: queries.MOST_SHOWN]],
        kinds=_kinds(counts, wanted),
        may_see_agency=queries.may_see_whole_agency(user),
        absences=_of_today(user),
        filled=home_parts(user),
    )


# By whose work it is, and in which agency.
Notes = dict[tuple[int, int], str]


def _notes(user: User) -> Notes:
    notes: Notes = {}
    for away in _of_today(user):
        until = without_year(away.ends_on)
        notes[user.pk, away.membership.agency_id] = f"{away.delegate.user.name} does this too, until {until}"
    for standing_in in access.stands_in_for(user):
        held, until = standing_in.membership, without_year(standing_in.ends_on)
        notes[held.user_id, held.agency_id] = f"For {held.user.name}, away until {until}"
    return notes


def _of_today(user: User) -> list[Delegation]:
    """Where somebody stands in for me now."""
    return [one for one in queries.my_absences(user) if one.ended_at is None and one.ends_on >= clock.today()]


def _row(item: DueItem, user: User, now: datetime, notes: Notes) -> Row:
    urgency = urgency_of(due_at=item.due_at, critical_at=item.critical_at, now=now)
    note = notes.get((item.person_id or 0, item.agency_id), "")
    return Row(item, urgency, is_someone_elses=item.person_id not in (None, user.pk), note=note)


def _groups(rows: list[Row]) -> list[Group]:
    groups = (Group(HEADINGS[level], level, [row for row in rows if row.urgency == level]) for level in Urgency)
    return [group for group in groups if group.rows]


def _kinds(counts: queries.Counts, wanted: queries.Filter) -> list[KindChoice]:
    """No choice leads to an empty list; one that was made stays, so that it can be taken back."""
    return [
        KindChoice(kind.code, kind.label, counts.by_kind.get(kind.code, 0), kind.code in wanted.kinds)
        for kind in all_kinds()
        if counts.by_kind.get(kind.code) or kind.code in wanted.kinds
    ]

"""My work as its page shows it: groups by urgency, each with its rows and its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl

from cse_portal.agencies import access
from cse_portal.agencies.home import FilledPart, home_parts
from cse_portal.agencies.models import Delegation, User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.ui.dates import without_year
from cse_portal.ui.paging import Leaf
from cse_portal.worklist import queries
from cse_portal.worklist.models import DueItem, PassedOn, Snooze
from cse_portal.worklist.off_days import last_day_off
from cse_portal.worklist.presenters.filters import (
    Chip,
    Choice,
    chips_of,
    kinds_to_choose,
    people_to_choose,
    query_of,
    urgencies_to_choose,
)
from cse_portal.worklist.urgency import HEADINGS, Urgency, urgency_of

LATE = (Urgency.CRITICAL, Urgency.OVERDUE)


@dataclass(frozen=True)
class Row:
    item: DueItem
    urgency: Urgency
    is_someone_elses: bool
    note: str = ""  # for whom it is done while they are away, or by whom
    put_off: Snooze | None = None  # by whoever it is addressed to: shown to who runs the work
    may_put_off: bool = False
    passed_on: PassedOn | None = None
    may_give: bool = False
    may_take: bool = False

    @property
    def is_critical(self) -> bool:
        return self.urgency == Urgency.CRITICAL


@dataclass(frozen=True)
class Group:
    heading: str
    urgency: str
    rows: list[Row]

    @property
    def is_late(self) -> bool:
        return self.urgency in LATE


@dataclass(frozen=True)
class MyWorkPage:
    now: datetime
    wanted: queries.Filter
    counts: queries.Counts
    groups: list[Group]
    leaf: Leaf[DueItem]
    for_agency: list[Row]
    put_off: list[Snooze]
    kinds: list[Choice]
    members: list[Choice]
    may_see_agency: bool
    may_see_across: bool
    absences: list[Delegation]
    filled: list[FilledPart]

    @property
    def is_agency(self) -> bool:
        return self.wanted.whose == "agency" and self.may_see_agency

    @property
    def urgencies(self) -> list[Choice]:
        return urgencies_to_choose(self.wanted)

    @property
    def chips(self) -> list[Chip]:
        return chips_of(self.wanted, self.members)

    @property
    def strips(self) -> list[FilledPart]:
        return [one for one in self.filled if one.part.is_strip]

    @property
    def parts(self) -> list[FilledPart]:
        return [one for one in self.filled if not one.part.is_strip]

    @property
    def is_later_folded(self) -> bool:
        return bool(self.counts.later) and not self.wanted.shows_later and not self.wanted.is_narrow

    @property
    def query(self) -> str:
        return query_of(self.wanted)

    @property
    def query_with_later(self) -> str:
        return query_of(replace(self.wanted, shows_later=True))

    @property
    def query_of_all(self) -> str:
        return query_of(queries.Filter(whose=self.wanted.whose, shows_later=self.wanted.shows_later))

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The filter as hidden fields of the form that gives work to somebody."""
        return parse_qsl(self.query)


def my_work(user: User, wanted: queries.Filter, *, page: str = "") -> MyWorkPage:
    now = clock.now()
    counts = queries.counts_of(user, wanted.whose, shows_later=wanted.shows_later)
    leaf = queries.asked_for(user, wanted, page=page, known_total=_known(counts, wanted))
    is_mine = wanted.whose == "mine"
    may_see_agency = queries.may_see_whole_agency(user)
    unclaimed = queries.for_my_agency(user)[: queries.MOST_SHOWN] if is_mine else []
    beside = _beside(user, [*leaf.rows, *unclaimed], now, is_mine=is_mine)
    members = queries.people_with_work(user) if may_see_agency and not is_mine else []
    return MyWorkPage(
        now=now,
        wanted=wanted,
        counts=counts,
        groups=_groups([_row(item, beside) for item in leaf.rows], wanted),
        leaf=replace(leaf, query=query_of(wanted)),
        for_agency=[replace(_row(item, beside), may_take=True) for item in unclaimed],
        put_off=queries.put_off_by(user) if is_mine else [],
        kinds=kinds_to_choose(counts, wanted),
        members=people_to_choose(members, wanted) if members else [],
        may_see_agency=may_see_agency,
        may_see_across=access.can(user, Permission.SEE_WORK_ACROSS),
        absences=_of_today(user),
        filled=home_parts(user),
    )


def _known(counts: queries.Counts, wanted: queries.Filter) -> int:
    """How many there are, where kinds alone narrow the list: they are counted anyway."""
    return sum(number for kind, number in counts.by_kind.items() if not wanted.kinds or kind in wanted.kinds)


def _beside(user: User, items: list[DueItem], now: datetime, *, is_mine: bool) -> Beside:
    theirs = {} if is_mine else queries.put_off_among(items)
    runs = frozenset(queries.agencies_run_by(user))
    return Beside(user, now, _notes(user), theirs, queries.passed_on_among(items), runs)


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


@dataclass(frozen=True)
class Beside:
    """What a row says besides its item, looked up once for all rows."""

    user: User
    now: datetime
    notes: Notes
    put_off: dict[int, Snooze]
    passed_on: dict[int, PassedOn]
    runs: frozenset[int]


def _row(item: DueItem, beside: Beside) -> Row:
    put_off, is_mine = beside.put_off.get(item.pk), item.person_id == beside.user.pk
    can_wait = last_day_off(due_at=item.due_at, now=beside.now) is not None
    return Row(
        item,
        urgency_of(due_at=item.due_at, critical_at=item.critical_at, now=beside.now),
        is_someone_elses=not is_mine and item.person_id is not None,
        note=beside.notes.get((item.person_id or 0, item.agency_id), ""),
        put_off=put_off,
        may_put_off=is_mine and put_off is None and can_wait,
        passed_on=beside.passed_on.get(item.pk),
        may_give=item.agency_id in beside.runs,
    )


def _groups(rows: list[Row], wanted: queries.Filter) -> list[Group]:
    if wanted.is_newest_first:
        return [Group("Newest first", "newest", rows)] if rows else []
    groups = (Group(HEADINGS[level], level, [row for row in rows if row.urgency == level]) for level in Urgency)
    return [group for group in groups if group.rows]

"""A week of looks as its page shows it, and the list of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from cse_portal.agencies.models import User
from cse_portal.trail.models import Week, WeekLine
from cse_portal.trail.presenters.lines import UNSEEN
from cse_portal.trail.queries.scope import post_of, reach_of
from cse_portal.trail.queries.subjects import cases_seen
from cse_portal.trail.reach import TrailReach
from cse_portal.trail.weeks import SETTLED, TITLES, Decision
from cse_portal.ui.paging import Leaf, leaf_of

WEEKS_A_PAGE = 60
TONES = {Decision.NONE: "grey", Decision.KNOWN: "green", Decision.ASKED: "yellow", Decision.RAISED: "red"}


@dataclass(frozen=True)
class LineRow:
    line: WeekLine
    is_own: bool
    is_case_seen: bool
    case: str

    @property
    def words(self) -> str:
        return TITLES[self.line.get_decision()]

    @property
    def tone(self) -> str:
        return TONES[self.line.get_decision()]


@dataclass(frozen=True)
class WeekPage:
    week: Week
    rows: list[LineRow]

    @property
    def settled(self) -> int:
        return sum(row.line.is_settled for row in self.rows)

    @property
    def own(self) -> list[LineRow]:
        return [row for row in self.rows if row.is_own]

    @property
    def may_be_signed(self) -> bool:
        return self.settled == len(self.rows) and not self.own


def lines_of(week: Week) -> list[WeekLine]:
    return list(week.lines.select_related("person", "decided_by").order_by("person__name", "-last_at", "pk"))


def week_page(week: Week, reader: User, lines: list[WeekLine] | None = None) -> WeekPage:
    """As everywhere in the trail: governance is told every reference, a contact those of cases they see."""
    lines = lines_of(week) if lines is None else lines
    seen = cases_seen(reader, (line.case_ref for line in lines))
    named = seen if reach_of(post_of(reader)) == TrailReach.OWN_PEOPLE else {line.case_ref for line in lines}
    rows = [
        LineRow(
            line=line,
            is_own=line.person_id == reader.pk,
            is_case_seen=line.case_ref in seen,
            case=line.case_ref if line.case_ref in named else UNSEEN,
        )
        for line in lines
    ]
    return WeekPage(week, rows)


@dataclass(frozen=True)
class WeeksPage:
    open: Sequence[Week]
    signed: Leaf[Week]


def weeks_page(reader: User, asked: str = "") -> WeeksPage:
    """Whatever waits for a signature stands on every page; those that are signed come page by page."""
    settled = Count("lines", filter=Q(lines__decision__in=sorted(SETTLED)))
    found = Week.objects.visible_to(reader).select_related("agency").annotate(number=Count("lines"), settled=settled)
    unsigned = list(found.filter(signed_at__isnull=True).order_by("due_on", "agency__name"))
    signed = found.filter(signed_at__isnull=False).order_by("-monday", "pk")
    return WeeksPage(unsigned, leaf_of(signed, asked, size=WEEKS_A_PAGE))

"""Questions about cases that more than one page asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from cse_portal.agencies import access
from cse_portal.agencies.models import AccessGroup, Membership, User
from cse_portal.agencies.reasons import Reason, about_other
from cse_portal.cases.models import Case, Entry
from cse_portal.core import wall


@dataclass(frozen=True)
class Listed:
    """One page of a person's cases, most urgent first."""

    cases: list[Case]
    next: access.Key | None


@dataclass(frozen=True)
class Seer:
    """Who sees a case: a person in a hat, or a whole group; and why."""

    who: str
    role: str
    why: str
    since: datetime
    until: datetime | None


def listed(user: User, after: access.Key | None = None) -> Listed:
    page = access.page(user, after=after)
    found = Case.objects.filter(pk__in=page.ids).select_related("child", "lead_agency")
    return Listed(access.in_order(page.ids, found), page.next)


def whether_seen_or_not(ref: str) -> Case | None:
    """For the trail alone: asked in the same way whether or not there is one, and never told to the person."""
    with wall.as_system("say in the trail which case was refused"):
        return Case.objects.select_related("child").filter(ref=ref).first()


def who_sees(case: Case) -> list[Seer]:
    """Asked of the database, which answers only those who see the case themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select reason, membership_id, group_id, valid_from, valid_until from portal.who_sees(%s)"
            " order by group_id is not null, valid_from, membership_id, group_id, reason",
            [case.pk],
        )
        rows = cursor.fetchall()
    hats = Membership.objects.select_related("user", "agency").in_bulk([row[1] for row in rows if row[1]])
    groups = AccessGroup.objects.select_related("agency", "partnership").in_bulk(
        [row[2] for row in rows if row[2]], field_name="group_id"
    )
    return [_seer(row, hats, groups) for row in rows]


def _seer(row: tuple[Any, ...], hats: dict[int, Membership], groups: dict[int, AccessGroup]) -> Seer:
    reason, membership, group, since, until = row
    if membership:
        hat = hats[membership]
        return Seer(hat.user.name, str(hat), about_other(Reason(reason)), since, until)
    of = groups[group]
    why = about_other(Reason(reason), agency=str(of.agency or ""))
    return Seer(
        str(of.agency or of.partnership), "Everyone whose role sees by agency" if of.agency else "", why, since, until
    )


def entries(user: User, case: Case) -> list[Entry]:
    """What the handling marks leave: the database decides it by itself, and this beside it."""
    found = Entry.objects.filter(case=case).select_related("agency", "written_by").order_by("-happened_on", "-pk")
    reader = access.reader(user)
    return [entry for entry in found[:200] if entry.is_readable_by(reader)]

"""What raises an alarm: many different cases in an hour or a day, and any look or search that meets a planted one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from cse_portal.agencies.models import Agency, User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.core import wall
from cse_portal.trail.alarms import DAY, HOUR, LOOKS_BACK, AlarmKind, alarms_for
from cse_portal.trail.models import Alarm, Canary
from cse_portal.trail.queries.events import SLACK, first_since
from cse_portal.trail.queries.weekly import ONLY_ASKED
from cse_portal.worklist.models import DueItem

SEARCHED = "search.made"
LOOKS_A_PAGE = 100
SHOWS_LOOKS = "show what raised an alarm to whoever looks into it"
READS_MARKS = "hold looks against the planted records"


@dataclass(frozen=True)
class Crossed:
    """Somebody in a post, and what they crossed."""

    kind: AlarmKind
    person: User
    agency: Agency
    role: str
    since: datetime
    until: datetime
    number: int
    case_ref: str = ""


def in_bulk(now: datetime) -> list[Crossed]:
    looks = _since(now - DAY).filter(sort=Sort.LOOK).exclude(case_ref="").exclude(kind=ONLY_ASKED)
    rows = looks.order_by().values("actor_id", "hat_agency_ref", "hat_role").annotate(
        in_an_hour=Count("case_ref", distinct=True, filter=Q(at__gte=now - HOUR)),
        in_a_day=Count("case_ref", distinct=True),
        last=Max("at"),
    )  # fmt: skip
    found = []
    for row in rows:
        for kind in alarms_for(row["hat_role"], in_an_hour=row["in_an_hour"], in_a_day=row["in_a_day"]):
            number, window = (row["in_an_hour"], HOUR) if kind == AlarmKind.HOUR else (row["in_a_day"], DAY)
            found.append((kind, row, now - window, number, ""))
    return _with_people(found)


def at_planted(now: datetime) -> list[Crossed]:
    """Asked in the portal's own name; somebody who was asked why, and turned back, is among them."""
    refs, events = marked_refs(), _since(now - LOOKS_BACK)
    if not refs:
        return []
    found = []
    for ref in refs:
        met = Q(sort=Sort.LOOK, case_ref=ref) | Q(kind=SEARCHED, detail__hits__contains=[ref])
        rows = events.filter(met).order_by().values("actor_id", "hat_agency_ref", "hat_role")
        for row in rows.annotate(number=Count("pk"), first=Min("at"), last=Max("at")):
            found.append((AlarmKind.CANARY, row, row["first"], row["number"], ref))
    return _with_people(found)


def _since(instant: datetime) -> QuerySet[AuditEvent]:
    by_people = AuditEvent.objects.filter(actor_kind="person", at__gte=instant, pk__gte=first_since(instant) - SLACK)
    return by_people.exclude(hat_agency_ref="")


def _with_people(found: Iterable[tuple[AlarmKind, Mapping[str, Any], datetime, int, str]]) -> list[Crossed]:
    rows = list(found)
    people = User.objects.in_bulk({row["actor_id"] for _, row, *_ in rows})
    agencies = Agency.objects.in_bulk({row["hat_agency_ref"] for _, row, *_ in rows}, field_name="ref")
    return [
        Crossed(
            kind=kind,
            person=people[row["actor_id"]],
            agency=agencies[row["hat_agency_ref"]],
            role=str(row["hat_role"]),
            since=since,
            until=row["last"] + timedelta(seconds=1),
            number=number,
            case_ref=ref,
        )
        for kind, row, since, number, ref in rows
    ]


def marked_refs() -> list[str]:
    with wall.as_system(READS_MARKS):
        return list(Canary.objects.filter(retired_at__isnull=True).order_by("pk").values_list("case__ref", flat=True))


def looks_of(alarm: Alarm, *, below: int | None = None) -> tuple[list[AuditEvent], int | None]:
    """What raised it, and what followed on the same day, newest first; with where to go on."""
    events = AuditEvent.objects.filter(actor_id=alarm.person_id, hat_agency_ref=alarm.agency.ref, at__gte=alarm.since)
    events = events.filter(at__lt=alarm.since + LOOKS_BACK)
    if alarm.get_kind() == AlarmKind.CANARY:
        events = events.filter(Q(case_ref=alarm.case_ref) | Q(kind=SEARCHED, detail__hits__contains=[alarm.case_ref]))
    else:
        events = events.filter(sort=Sort.LOOK, at__lt=alarm.until).exclude(case_ref="").exclude(kind=ONLY_ASKED)
    if below is not None:
        events = events.filter(pk__lt=below)
    with wall.as_system(SHOWS_LOOKS):
        found = list(events.order_by("-pk")[: LOOKS_A_PAGE + 1])
    return found[:LOOKS_A_PAGE], found[LOOKS_A_PAGE - 1].pk if len(found) > LOOKS_A_PAGE else None


def open_items(alarm: Alarm, kind: str) -> list[DueItem]:
    return list(DueItem.objects.open().filter(kind=kind, source_ref=alarm.ref).select_related("person").order_by("pk"))


def planted_in(partnership_id: int) -> list[Canary]:
    with wall.as_system(READS_MARKS):
        planted = Canary.objects.filter(agency__partnership=partnership_id)
        return list(planted.select_related("case", "agency", "planted_by").order_by("retired_at", "-pk"))

"""Who has looked at a case: the trail of one case, as whoever sees the case may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.cases.models import Case, EmergencyAccess, Entry

PAGE = 50
MOST_CHOICES = 300


@dataclass(frozen=True)
class Wanted:
    """What the person asked to see; anything odd in the address means everything."""

    agency: str = ""
    person: str = ""
    sort: str = ""
    before: int | None = None


def events_of(case: Case, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Newest first. What was done with an entry that this person may not read leaves no trace here either."""
    readable = Entry.objects.filter(case=case, ref=OuterRef("object_ref"))
    found = AuditEvent.objects.filter(~Q(object_kind="cases.entry") | Exists(readable), case_ref=case.ref)
    if wanted.agency:
        found = found.filter(hat_agency_ref=wanted.agency)
    if wanted.person:
        found = found.filter(actor_ref=wanted.person).exclude(sort=Sort.REFUSAL)
    if wanted.sort:
        found = found.filter(sort=wanted.sort)
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    return found.order_by("-pk")


def page_of(case: Case, wanted: Wanted) -> tuple[list[AuditEvent], int | None]:
    found = list(events_of(case, wanted)[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def names_of(events: list[AuditEvent]) -> dict[int, str]:
    wanted = {event.actor_id for event in events if event.actor_id}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


@dataclass(frozen=True)
class Choices:
    agencies: list[tuple[str, str]]
    people: list[tuple[str, str]]


def choices_of(case: Case) -> Choices:
    """Who may be asked for: whoever really saw something; those who were refused are not named here."""
    done = AuditEvent.objects.filter(case_ref=case.ref, actor_kind="person").exclude(sort=Sort.REFUSAL)
    rows: Any = done.order_by().values_list("actor_ref", "actor_id", "hat_agency_ref", "hat_agency").distinct()
    rows = list(rows[:MOST_CHOICES])
    names = dict(User.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "name"))
    people = {ref: names.get(number, "") for ref, number, _, _ in rows if ref}
    agencies = {ref: name for _, _, ref, name in rows if ref}
    return Choices(_sorted(agencies), _sorted(people))


def _sorted(named: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda one: (one[1].casefold(), one[0]))


def emergencies_to_review(case: Case) -> list[EmergencyAccess]:
    return list(EmergencyAccess.objects.to_review().filter(case=case).select_related("opened_by", "agency"))

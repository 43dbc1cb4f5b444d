"""Who has looked at a case: the trail of one case, as whoever sees the case may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Value

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.cases.models import Case, Contribution, EmergencyAccess, Entry

PAGE = 50
PEOPLE_A_PAGE = 25
MOST_CHOICES = 300


# What is kept under a handling mark.
MARKED = ("cases.entry", "cases.contribution")


@dataclass(frozen=True)
class Wanted:
    """What the person asked to see; anything odd in the address means everything."""

    agency: str = ""
    person: str = ""
    sort: str = ""
    every: bool = False  # every single look; otherwise person by person
    before: int | None = None
    upto: int | None = None  # the newest line when the first page was read, so that pages neither gap nor repeat


def events_of(case: Case, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Newest first. What was done with an entry that this person may not read leaves no trace here either."""
    entries = Entry.objects.filter(case=case, ref=OuterRef("object_ref"))
    brought = Contribution.objects.filter(meeting__case=case, ref=OuterRef("object_ref"))
    readable = ~Q(object_kind__in=MARKED) | Exists(entries) | Exists(brought)
    found = AuditEvent.objects.filter(readable, case_ref=case.ref)
    if wanted.agency:
        found = found.filter(hat_agency_ref=wanted.agency)
    if wanted.person:
        found = found.filter(actor_ref=wanted.person).exclude(sort=Sort.REFUSAL)
    if wanted.sort:
        found = found.filter(sort=wanted.sort)
    if wanted.upto is not None:
        found = found.filter(pk__lte=wanted.upto)
    return found.order_by("-pk")


def page_of(case: Case, wanted: Wanted) -> tuple[list[AuditEvent], int | None]:
    events = events_of(case, wanted)
    if wanted.before is not None:
        events = events.filter(pk__lt=wanted.before)
    found = list(events[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in numbers if number}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


@dataclass(frozen=True)
class Looker:
    """All that one person did in one role at one agency, or all that was refused at one agency."""

    by: str  # a kind of actor; empty for refusals, whose people are not named here
    whom: int | None
    role: str
    agency_ref: str
    agency: str
    person_ref: str
    times: int
    last: datetime
    newest: int
    reasoned: int | None  # the latest look for which the portal had a reason on record
    said: int | None  # where they last said why they looked
    emergencies: int

    @property
    def key(self) -> tuple[str, int | None, str, str]:
        return self.by, self.whom, self.role, self.agency_ref


Key = tuple[str, int | None, str, str]
KEYS = ("by", "whom", "role", "agency_ref")


def lookers(case: Case, wanted: Wanted, most: int) -> list[Looker]:
    """Whoever looked last stands first."""
    grouped = _keyed(events_of(case, wanted)).values(*KEYS)
    found = grouped.annotate(
        agency=Max("hat_agency"),
        person_ref=Max("actor_ref"),
        times=Count("pk"),
        last=Max("at"),
        newest=Max("pk"),
        reasoned=Max("pk", filter=Q(detail__has_key="why")),
        said=Max("pk", filter=Q(kind="case.reason_given")),
        emergencies=Count("pk", filter=Q(kind="emergency.opened")),
    )
    if wanted.before is not None:
        found = found.filter(newest__lt=wanted.before)
    return [Looker(**row) for row in found.order_by("-newest")[:most]]


def _keyed(found: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    def unless_refused(field: str, otherwise: Value) -> models.Case:
        return models.Case(models.When(sort=Sort.REFUSAL, then=otherwise), default=F(field))

    return found.order_by().annotate(
        by=unless_refused("actor_kind", Value("")),
        whom=unless_refused("actor_id", Value(None, output_field=models.BigIntegerField())),
        role=unless_refused("hat_role", Value("")),
        agency_ref=F("hat_agency_ref"),
    )


def people_page(case: Case, wanted: Wanted) -> tuple[list[Looker], int | None]:
    found = lookers(case, wanted, PEOPLE_A_PAGE + 1)
    return found[:PEOPLE_A_PAGE], found[PEOPLE_A_PAGE - 1].newest if len(found) > PEOPLE_A_PAGE else None


def kinds_of(case: Case, wanted: Wanted, shown: list[Looker]) -> dict[Key, list[str]]:
    """What each of them did, the most frequent first."""
    people = {one.whom for one in shown if one.whom}
    keyed = _keyed(events_of(case, wanted)).filter(Q(whom__in=people) | Q(whom__isnull=True))
    kinds: dict[Key, list[str]] = {}
    for by, whom, role, agency, kind, _ in (
        keyed.values_list(*KEYS, "kind").annotate(times=Count("pk")).order_by("-times", "kind")
    ):
        kinds.setdefault((by, whom, role, agency), []).append(kind)
    return kinds


def lines_behind(shown: list[Looker]) -> dict[int, AuditEvent]:
    """The lines that hold the reasons."""
    return AuditEvent.objects.in_bulk({number for one in shown for number in (one.reasoned, one.said) if number})


@dataclass(frozen=True)
class Choices:
    agencies: list[tuple[str, str]]
    people: list[tuple[str, str]]
    is_cut: bool = False


def choices_of(case: Case) -> Choices:
    """Who may be asked for: whoever really saw something; those who were refused are not named here."""
    done = AuditEvent.objects.filter(case_ref=case.ref, actor_kind="person").exclude(sort=Sort.REFUSAL)
    rows: Any = done.order_by().values_list("actor_ref", "actor_id", "hat_agency_ref", "hat_agency").distinct()
    rows = list(rows[: MOST_CHOICES + 1])
    is_cut, rows = len(rows) > MOST_CHOICES, rows[:MOST_CHOICES]
    names = dict(User.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "name"))
    people = {ref: names.get(number, "") for ref, number, _, _ in rows if ref}
    agencies = {ref: name for _, _, ref, name in rows if ref}
    return Choices(_sorted(agencies), _sorted(people), is_cut)


def _sorted(named: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda one: (one[1].casefold(), one[0]))


def emergencies_to_review(case: Case) -> list[EmergencyAccess]:
    return list(EmergencyAccess.objects.to_review().filter(case=case).select_related("opened_by", "agency"))

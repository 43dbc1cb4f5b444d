"""Which case the details name, whom an emergency is told to, and what was looked at while it lasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet, TextField, Value

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.emergencies import (
    IN_THEIR_PLACE,
    OF_THE_LEAD_AGENCY,
    OF_THE_PERSONS_AGENCY,
    REVIEWERS,
)
from cse_portal.cases.models import Case, Child, EmergencyAccess, MergeStep
from cse_portal.cases.work_kinds import EMERGENCY
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem

MOST_STEPS = 500
MOST_CASES = 20  # that one child may have in a partnership


@dataclass(frozen=True)
class Details:
    """Exactly which child: the case’s reference, or the name with the day of birth."""

    ref: str = ""
    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None


def case_named_by(details: Details, partnership: int, person: User) -> Case | None:
    """The same queries whatever there is; nothing unless exactly one child fits: their open case, else the latest.
    A child whose last name nobody knew fits by the rest, where no other child does.

    `is_seen`: by this person, already.
    """
    found = Case.objects.annotate(others=OTHER_NAMES).filter(_fits(details), partnership=partnership)
    found = found.annotate(is_seen=access.sees_case(person, "pk"))
    found = found.order_by(F("closed_on").desc(nulls_first=True), "-pk")
    with wall.as_system("open a case in an emergency"):
        cases = list(found.select_related("child", "lead_agency", "partnership")[:MOST_CASES])
    if details.family_name:
        cases = [case for case in cases if case.child.family_name] or cases
    return cases[0] if len({case.child_id for case in cases}) == 1 else None


# Earlier names, and those of a record that became part of this one: each in a line of its own.
OTHER_NAMES = Func(F("child__other_names"), Value("\n"), function="array_to_string", output_field=TextField())


def _fits(details: Details) -> Q:
    if details.ref:
        merged = Child.objects.filter(merged_into=OuterRef("child"), ref=details.ref)
        return Q(ref=details.ref) | Q(child__ref=details.ref) | Q(Exists(merged))
    return _named(details.given_name.strip(), details.family_name.strip()) & _born(details.born_on)


def _named(given: str, family: str) -> Q:
    """Of several first names the first is enough."""
    first = Q(child__given_names__iexact=given) | Q(child__known_as__iexact=given)
    first |= Q(child__given_names__istartswith=f"{given} ")
    line = rf"(^|\n){re.escape(given)}( [^\n]+)? {re.escape(family)}(\n|$)"
    last = Q(child__family_name__iexact=family) | Q(child__family_name="")
    return (first & last) | Q(others__iregex=line)


def _born(day: date | None) -> Q:
    """By the record, by one that became part of it, or as it said before a merge."""
    merged = Child.objects.filter(merged_into=OuterRef("child"), born_on=day)
    steps = MergeStep.objects.filter(undone_at__isnull=True, table=Child._meta.label_lower, row=OuterRef("child"))
    before = steps.filter(before__born_on=day.isoformat() if day else "")
    return Q(child__born_on=day) | Q(Exists(merged)) | Q(Exists(before))


def hat_for_emergencies(person: User) -> Membership | None:
    worn = access.hat_of(person)
    held = [worn] if worn else access.memberships(person)
    return next((one for one in held if access.membership_may(one, Permission.OPEN_IN_EMERGENCY)), None)


def running(person: User, case: Case) -> EmergencyAccess | None:
    return EmergencyAccess.objects.running().filter(case=case, opened_by=person).first()


def has_ended_since(person: User, since: datetime) -> bool:
    """One of this person's own, ended by hand or by the clock."""
    own = EmergencyAccess.objects.filter(opened_by=person)
    return own.filter(Q(ended_at__gt=since) | Q(ends_at__gt=since, ends_at__lte=clock.now())).exists()


@dataclass(frozen=True)
class Told:
    """A role in an agency to whom it is told, the people who hold it, and whether they review it."""

    agency: Agency
    role: Role
    people: tuple[User, ...]
    reviews: bool


def told(emergency: EmergencyAccess) -> list[Told]:
    """Nobody is told of their own emergency as somebody else’s; someone always reviews it, if there is anyone."""
    place = Q(agency__partnership=emergency.partnership_id)
    reviewing = _told(emergency, REVIEWERS, place, reviews=True)
    if not reviewing:
        reviewing = _told(emergency, (IN_THEIR_PLACE,), place, reviews=True)
    answering = _told(emergency, OF_THE_PERSONS_AGENCY, Q(agency=emergency.agency_id), reviews=False)
    leading = _told(emergency, OF_THE_LEAD_AGENCY, Q(agency=emergency.lead_agency_id), reviews=False)
    return list({(one.agency.pk, one.role): one for one in (*answering, *leading, *reviewing)}.values())


def reviewers_now(emergency: EmergencyAccess) -> list[Told]:
    """Whoever reviews it as things stand, and has it not before them: people come and go meanwhile."""
    items = DueItem.objects.open().filter(kind=EMERGENCY.code, source_ref=emergency.ref)
    held = set(items.values_list("agency", "role"))
    return [one for one in told(emergency) if one.reviews and (one.agency.pk, one.role.value) not in held]


def in_their_place(emergency: EmergencyAccess) -> list[Told]:
    """When the review is late."""
    return _told(emergency, (IN_THEIR_PLACE,), Q(agency__partnership=emergency.partnership_id), reviews=True)


def _told(emergency: EmergencyAccess, roles: tuple[Role, ...], place: Q, *, reviews: bool) -> list[Told]:
    others = Membership.objects.live().filter(place, role__in=roles).exclude(user=emergency.opened_by_id)
    places: dict[tuple[int, Role], list[Membership]] = {}
    for one in others.select_related("user", "agency").order_by("pk"):
        places.setdefault((one.agency_id, one.get_role()), []).append(one)
    return [Told(held[0].agency, role, tuple(one.user for one in held), reviews) for (_, role), held in places.items()]


def looked_at(emergency: EmergencyAccess) -> list[AuditEvent]:
    """What the person did in this case while it lasted, as the trail has it; one more than is shown."""
    own = AuditEvent.objects.filter(actor_kind="person", actor_id=emergency.opened_by_id)
    within = own.filter(case_ref=emergency.case_code, at__gte=emergency.opened_at, at__lte=emergency.until)
    with wall.with_case(emergency.case_code):
        return list(within.order_by("pk")[: MOST_STEPS + 1])


def listed_for(person: Any) -> QuerySet[EmergencyAccess]:
    """What is still to be reviewed first, then the latest."""
    seen = EmergencyAccess.objects.visible_to(person).select_related("opened_by", "agency", "reviewed_by")
    is_reviewed = ExpressionWrapper(Q(reviewed_at__isnull=False), BooleanField())
    return seen.order_by(is_reviewed.asc(), "-opened_at", "-pk")

"""Whom to find where: the agencies that a person may look up, who speaks for them, and who leads what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.giving import POINTS_OF_CONTACT
from cse_portal.agencies.models import Agency, AgencyPartnership, AgencyQuerySet, Membership, Partnership
from cse_portal.agencies.roles import MAY, Permission, Role

SPEAKERS = [role for role in Role if Permission.SIGN_FOR_AGENCY in MAY[role] or role in POINTS_OF_CONTACT]


def partnership_ids(person: Any) -> list[int]:
    """The homes of the person's agencies, and the partnerships in which those take part beside them."""
    held = access.memberships(person)
    home = {one.agency.partnership_id for one in held}
    beside = AgencyPartnership.objects.current().filter(agency__in={one.agency_id for one in held})
    return sorted(home | set(beside.values_list("partnership_id", flat=True)))


def partnerships(person: Any) -> list[Partnership]:
    return list(Partnership.objects.filter(pk__in=partnership_ids(person)).order_by("name"))


def agencies_for(person: Any) -> AgencyQuerySet:
    """Everyone signed in may look up every agency that takes part in a partnership of theirs."""
    if not access.can(person, Permission.READ_ORGANISATION):
        return Agency.objects.none()
    return Agency.objects.serving(partnership_ids(person))


def speakers(agencies: Iterable[Agency]) -> dict[int, list[Membership]]:
    """By agency, live ones by name: its points of contact; where it has none, whoever signs for it."""
    wanted = [agency.pk for agency in agencies]
    live = Membership.objects.live().filter(agency__in=wanted, role__in=SPEAKERS)
    found: dict[int, list[Membership]] = {}
    for held in live.select_related("user", "agency__partnership").order_by("user__name", "pk"):
        found.setdefault(held.agency_id, []).append(held)
    return {agency: _first_of_all(held) for agency, held in found.items()}


def _first_of_all(held: list[Membership]) -> list[Membership]:
    return [one for one in held if one.get_role() in POINTS_OF_CONTACT] or held


def people_in(agency: Agency) -> int:
    return Membership.objects.live().filter(agency=agency).values("user").distinct().count()


def people_with_titles(agency: Agency) -> list[Membership]:
    """Everyone who works there; whoever leads something comes first."""
    people = Membership.objects.live().filter(agency=agency).select_related("user", "agency__partnership")
    return sorted(people, key=lambda held: (not held.lead_title, held.user.name.casefold(), held.pk))


def leads_in(agency: Agency) -> list[Membership]:
    titled = Membership.objects.live().filter(agency=agency).exclude(lead_title="")
    return list(titled.select_related("user").order_by("user__name", "pk"))


def serves_beside(agency: Agency) -> list[str]:
    """The names of the partnerships in which it takes part beside its own."""
    current = AgencyPartnership.objects.current().filter(agency=agency)
    return list(current.order_by("partnership__name").values_list("partnership__name", flat=True))


def serving_refs(agency: Agency) -> list[str]:
    current = AgencyPartnership.objects.current().filter(agency=agency)
    return list(current.order_by("partnership__name").values_list("partnership__ref", flat=True))


def leads_of(partnership: Partnership) -> list[Membership]:
    """Live memberships with a title, of every open agency that takes part."""
    agencies = Agency.objects.serving([partnership.pk])
    titled = Membership.objects.live().filter(agency__in=agencies).exclude(lead_title="")
    return list(titled.select_related("user", "agency").order_by("agency__name", "user__name", "pk"))

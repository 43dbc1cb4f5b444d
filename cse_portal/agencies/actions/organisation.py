"""Everything that changes agencies: adding, contacts, closing, and in which partnerships they take part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from cse_portal.agencies import charge
from cse_portal.agencies.models import Agency, AgencyPartnership, Membership, Partnership
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.core.refusals import Refused


class AgencyRefused(Refused):
    """What was asked cannot be done as things stand."""


@dataclass(frozen=True)
class Contacts:
    """How an agency is reached."""

    phone: str = ""
    email: str = ""
    address: str = ""
    out_of_hours_who: str = ""
    out_of_hours_phone: str = ""


NO_CONTACTS = Contacts()


@transaction.atomic
def add_agency(
    *,
    partnership: Partnership,
    name: str,
    kind: str = "",
    parent: Agency | None = None,
    contacts: Contacts = NO_CONTACTS,
    by: Actor,
) -> Agency:
    charge.require_partnership(by, partnership)
    _refuse_parent(None, partnership, parent)
    agency = Agency.objects.create(partnership=partnership, name=name, kind=kind, parent=parent, **asdict(contacts))
    record("agency.added", about=agency, detail={"kind": kind}, by=by)
    return agency


@transaction.atomic
def change_agency(
    *,
    agency: Agency,
    version: int,
    name: str,
    kind: str,
    parent: Agency | None,
    serves: Iterable[Partnership],
    by: Actor,
) -> Agency:
    """What the partnership's office keeps: name, type, parent, and other partnerships in which it takes part."""
    charge.require_partnership(by, agency.partnership)
    held = Agency.held_at(pk=agency.pk, version=version)
    _refuse_parent(held, held.partnership, parent)
    before = _facts(held)
    held.name, held.kind, held.parent = name, kind, parent
    held.save()
    _serve(held, {one.pk: one for one in serves if one.pk != held.partnership_id})
    record("agency.changed", about=held, detail={"changes": _differences(before, _facts(held))}, by=by)
    return held


@transaction.atomic
def change_contacts(*, agency: Agency, version: int, contacts: Contacts, by: Actor) -> Agency:
    charge.require_agency(by, agency)
    held = Agency.held_at(pk=agency.pk, version=version)
    before = {field: getattr(held, field) for field in asdict(contacts)}
    changes = _differences(before, asdict(contacts))
    if changes:
        for field, value in asdict(contacts).items():
            setattr(held, field, value)
        held.save()
        record("agency.contacts_changed", about=held, detail={"changes": changes}, by=by)
    return held


@transaction.atomic
def close_agency(*, agency: Agency, reason: str, by: Actor) -> Agency:
    """Nobody may be left in it; its past stays, and it can be opened again."""
    charge.require_partnership(by, agency.partnership)
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    if held.closed_on:
        return held
    _refuse_closing(held)
    held.closed_on, held.closing_reason = clock.today(), reason
    held.save()
    record("agency.closed", about=held, reason=reason, by=by)
    return held


@transaction.atomic
def reopen_agency(*, agency: Agency, by: Actor) -> Agency:
    charge.require_partnership(by, agency.partnership)
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    if held.closed_on:
        held.closed_on, held.closing_reason = None, ""
        held.save()
        record("agency.reopened", about=held, by=by)
    return held


def _refuse_closing(agency: Agency) -> None:
    # Somebody who begins next week counts as well: they would come to a closed door.
    still = Membership.objects.not_over().filter(agency=agency)
    number = still.values("user").distinct().count()
    if number:
        who = "1 person still works" if number == 1 else f"{number} people still work"
        raise AgencyRefused(f"{who} in this agency. End their roles first, then close it")
    if agency.teams.open().exists():
        raise AgencyRefused("Other agencies belong to this one. Close them first, or give them another parent")


def _refuse_parent(agency: Agency | None, partnership: Partnership, parent: Agency | None) -> None:
    if parent is None:
        return
    if not Agency.objects.serving([partnership.pk]).filter(pk=parent.pk).exists():
        raise AgencyRefused("The parent must be an agency of the same partnership")
    above: Agency | None = parent
    while above is not None:
        if agency is not None and above.pk == agency.pk:
            raise AgencyRefused("An agency cannot belong to itself, or to one of its own teams")
        above = above.parent


def _serve(agency: Agency, wanted: Mapping[int, Partnership]) -> None:
    current = {row.partnership_id: row for row in AgencyPartnership.objects.current().filter(agency=agency)}
    for pk, row in current.items():
        if pk not in wanted:
            row.ends_on = clock.today()
            row.save(update_fields=["ends_on"])
    for pk, partnership in wanted.items():
        if pk not in current:
            AgencyPartnership.objects.create(agency=agency, partnership=partnership)


def _facts(agency: Agency) -> dict[str, Any]:
    serves = AgencyPartnership.objects.current().filter(agency=agency).values_list("partnership__name", flat=True)
    return {
        "name": agency.name,
        "kind": agency.kind,
        "parent": agency.parent.ref if agency.parent else "",
        "serves": sorted(serves),
    }


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {field: [before[field], after[field]] for field in before if before[field] != after[field]}

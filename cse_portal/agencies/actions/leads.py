"""Naming who leads what: kept by the single point of contact of the person's agency."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies import charge
from cse_portal.agencies.models import Membership
from cse_portal.audit.actions import record
from cse_portal.core.actor import Actor


@transaction.atomic
def name_lead(*, membership: Membership, version: int, title: str, phone: str, by: Actor) -> Membership:
    """An empty title takes it away."""
    charge.require_agency(by, membership.agency)
    held = Membership.held_at(pk=membership.pk, version=version)
    before, number = held.lead_title, phone if title else ""
    if (before, held.lead_phone) != (title, number):
        held.lead_title, held.lead_phone = title, number
        held.save(update_fields=["lead_title", "lead_phone"])
        record("lead.named", about=held, detail={"changes": {"lead_title": [before, title]}}, by=by)
    return held

"""Somebody else of the same agency, for whom or about whom things are made."""

from __future__ import annotations

from uuid import uuid4

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from tests.factories import TEST, agency_of


def governance_lead_near(near: User) -> User:
    """Someone else, who may: what the address is about must be there before anyone asks for it."""
    lead = add_person(email=f"lead.{uuid4().hex}@larkmere.example", name="Imran Castellan", by=TEST)
    give_role(user=lead, agency=agency_of(near), role=Role.INFORMATION_GOVERNANCE_LEAD, by=TEST)
    return lead


def colleague_of(near: User) -> Membership:
    new = add_person(email=f"colleague.{uuid4().hex}@larkmere.example", name="Tariq Wells", by=TEST)
    return give_role(user=new, agency=agency_of(near), role=Role.PRACTITIONER, by=TEST)

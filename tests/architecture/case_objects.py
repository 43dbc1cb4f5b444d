"""Makers of what addresses around a case are about."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from cse_portal.agencies.actions import add_agency, add_person
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.cases.actions import Crime, add_police_reference, grant_to_person, open_case
from cse_portal.cases.models import CaseTransfer
from cse_portal.core import wall
from tests.factories import TEST, agency_of


def case_transfer(person: User) -> dict[str, str]:
    """Another agency asks that of this person to lead a case."""
    own = agency_of(person)
    other = add_agency(partnership=own.partnership, name=f"Team {uuid4().hex}", by=TEST)
    asked_by = add_person(email=f"asks.{uuid4().hex}@larkmere.example", name="Femi Adeleke", by=TEST)
    opened = open_case(given_names="Maya", family_name="Canaryname", born_on=None, lead_agency=other, by=TEST)
    with wall.as_system("set up a test"):
        asked = CaseTransfer.objects.create(
            case=opened, from_agency=other, to_agency=own, why="The family has moved", asked_by=asked_by
        )
    return {"ref": asked.ref}


def police_reference(person: User) -> dict[str, str]:
    """On a case that the agency of this person leads, and on which they are named."""
    case = open_case(
        given_names="Maya", family_name="Canaryname", born_on=None, lead_agency=agency_of(person), by=TEST
    )
    hat = Membership.objects.get(user=person)
    if Sight.NAMED in SEES[hat.get_role()]:
        grant_to_person(case=case, membership=hat, by=TEST)
    with wall.as_system("set up a test"):
        return {"ref": add_police_reference(case=case, crime=Crime("1234567/26"), by=TEST).ref}


MAKERS: dict[str, Callable[[User], dict[str, str]]] = {
    "case_transfer": case_transfer,
    "police_reference": police_reference,
}

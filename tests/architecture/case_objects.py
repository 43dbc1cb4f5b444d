"""Makers of what addresses around a case are about."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from cse_portal.agencies.actions import add_agency, add_person
from cse_portal.agencies.models import User
from cse_portal.cases.actions import open_case
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


MAKERS: dict[str, Callable[[User], dict[str, str]]] = {"case_transfer": case_transfer}

"""A case begins: a child, a lead agency, and the first who may see it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cse_portal.agencies.models import Agency
from cse_portal.agencies.sight import Sight
from cse_portal.audit.actions import record
from cse_portal.cases.actions.seeing import PORTAL, grant_to_agency, grant_to_oversight
from cse_portal.cases.child_lists import Born
from cse_portal.cases.models import Case, Child
from cse_portal.core import wall
from cse_portal.core.actor import Actor


@transaction.atomic
def open_case(
    *,
    given_names: str,
    family_name: str,
    born_on: date | None,
    lead_agency: Agency,
    known_as: str = "",
    born_is: Born = Born.KNOWN,
    by: Actor,
) -> Case:
    """Written in the portal's own name, since nobody may see the case before the first grant is there."""
    with wall.as_system("open a case"):
        child = Child.objects.create(
            given_names=given_names,
            family_name=family_name,
            known_as=known_as,
            born_on=born_on,
            born_is=born_is,
        )
        case = Case.objects.create(child=child, partnership=lead_agency.partnership, lead_agency=lead_agency)
        record("case.opened", about=case, by=by)
        grant_to_agency(case=case, agency=lead_agency, by=PORTAL)
        grant_to_oversight(case=case, sight=Sight.CSE, by=PORTAL)
    return case

"""A case begins: a child, a lead agency, and the first who may see it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cse_portal.agencies.models import Agency
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.sight import Sight
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.access import whose
from cse_portal.cases.actions.lines import note_step
from cse_portal.cases.actions.seeing import PORTAL, grant_to_agency, grant_to_oversight
from cse_portal.cases.child_lists import Born
from cse_portal.cases.models import Case, Child, StageStep
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor

OPENING = "open a case"
OPEN_ALREADY = "This child has an open case here already. Write in that one; a further referral is added to it."


@transaction.atomic
def open_case(
    *,
    given_names: str,
    family_name: str,
    born_on: date | None,
    lead_agency: Agency,
    known_as: str = "",
    born_is: Born = Born.KNOWN,
    at: datetime | None = None,
    by: Actor,
) -> Case:
    """Written in the portal's own name, since nobody may see the case before the first grant is there."""
    with wall.as_system(OPENING):
        child = Child.objects.create(
            given_names=given_names,
            family_name=family_name,
            known_as=known_as,
            born_on=born_on,
            born_is=born_is,
        )
        return open_case_of(child=child, lead_agency=lead_agency, at=at, by=by)


@transaction.atomic
def open_case_of(*, child: Child, lead_agency: Agency, at: datetime | None = None, by: Actor) -> Case:
    """About a child who is on record, as in another borough; `at`: since when, where it is told afterwards."""
    begun = at or clock.now()
    with wall.as_system(OPENING):
        partnership = lead_agency.partnership
        if Case.objects.filter(child=child, partnership=partnership, closed_on__isnull=True).exists():
            raise NotAllowedNow(OPEN_ALREADY)
        case = Case.objects.create(
            child=child, partnership=partnership, lead_agency=lead_agency, opened_on=local_day(begun)
        )
        step = StageStep.objects.create(case=case, stage=Stage.IDENTIFIED, at=begun, **whose(by))
        record("case.opened", about=case, by=by)
        note_step(step=step, by=by)
        grant_to_agency(case=case, agency=lead_agency, by=PORTAL)
        grant_to_oversight(case=case, sight=Sight.CSE, by=PORTAL)
    return case

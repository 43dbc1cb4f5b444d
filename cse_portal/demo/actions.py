"""Builds the demo borough, through the same actions that people use."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Agency, User
from cse_portal.core.actor import System
from cse_portal.demo.cast import AGENCIES, CAST, PASSWORD

SEED = System("seed the demo")


@transaction.atomic
def seed_cast(*, by: System = SEED) -> dict[str, User]:
    partnership = found_partnership(
        name="Larkmere Safeguarding Children Partnership",
        short_name="Larkmere",
        mash_phone="01632 960200",
        mash_hours="Monday to Friday, 8:30am to 5:30pm",
        out_of_hours_phone="01632 960299",
        by=by,
    )
    agencies = {key: add_agency(partnership=partnership, name=name, by=by) for key, name in AGENCIES.items()}
    return {member.key: _join(member, agencies[member.agency], by) for member in CAST}


def _join(member: object, agency: Agency, by: System) -> User:
    user = add_person(email=member.email, name=member.name, password=PASSWORD, by=by)  # type: ignore[attr-defined]
    give_role(user=user, agency=agency, role=member.role, by=by)  # type: ignore[attr-defined]
    return user

"""Everything that changes partnerships and agencies."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies.models import Agency, Partnership
from cse_portal.audit.actions import record
from cse_portal.core.actor import Actor


@transaction.atomic
def found_partnership(
    *, name: str, short_name: str, mash_phone: str, mash_hours: str, out_of_hours_phone: str, by: Actor
) -> Partnership:
    partnership = Partnership.objects.create(
        name=name,
        short_name=short_name,
        mash_phone=mash_phone,
        mash_hours=mash_hours,
        out_of_hours_phone=out_of_hours_phone,
    )
    record("partnership.founded", about=partnership, by=by)
    return partnership


@transaction.atomic
def add_agency(*, partnership: Partnership, name: str, by: Actor) -> Agency:
    agency = Agency.objects.create(partnership=partnership, name=name)
    record("agency.added", about=agency, by=by)
    return agency

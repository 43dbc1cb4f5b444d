"""What the office decides, with the work that it leaves on agencies' lists and the timings of all."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import actions as agencies
from cse_portal.agencies.models import Agency, Partnership, Pledge, PledgeSignature, User
from cse_portal.agencies.timescales import Timescale
from cse_portal.core.actor import Actor
from cse_portal.core.working_days import end_of_work
from cse_portal.notices.actions import look_at_all_again
from cse_portal.office.paperwork import AGREEMENTS
from cse_portal.worklist.actions import close_items, open_item


@transaction.atomic
def publish_pledge(*, draft: Pledge, version: int, by: Actor) -> None:
    """Every open agency is asked to sign by its first day; what an older version asked for is done with."""
    agencies.publish(draft=draft, version=version, by=by)
    draft.refresh_from_db()
    for agency in draft.partnership.agencies.open():
        close_items(kind=AGREEMENTS.code, source=agency, by=by)
        ask_to_sign(agency=agency, pledge=draft, by=by)


@transaction.atomic
def ask_to_sign(*, agency: Agency, pledge: Pledge, by: Actor) -> None:
    open_item(
        kind=AGREEMENTS.code,
        task=f"Sign the partnership’s pledge, version {pledge.number}",
        button="Read and sign",
        url=reverse("office:pledge_sign", args=[agency.ref]),
        agency=agency,
        due_at=end_of_work(pledge.starts_on),
        source=agency,
        by=by,
    )


@transaction.atomic
def sign_pledge(*, agency: Agency, pledge: Pledge, by: User) -> PledgeSignature:
    signature = agencies.sign_pledge(agency=agency, pledge=pledge, by=by)
    close_items(kind=AGREEMENTS.code, source=agency, by=by)
    return signature


@transaction.atomic
def add_agency(
    *,
    partnership: Partnership,
    name: str,
    kind: str,
    parent: Agency | None,
    contacts: agencies.Contacts,
    by: User,
) -> Agency:
    """A new agency is asked at once for its signature."""
    agency = agencies.add_agency(
        partnership=partnership, name=name, kind=kind, parent=parent, contacts=contacts, by=by
    )
    pledge = partnership.pledges.published().newest_first().first()
    if pledge:
        ask_to_sign(agency=agency, pledge=pledge, by=by)
    return agency


@transaction.atomic
def keep_timescales(
    *, partnership: Partnership, version: int, amounts: Mapping[Timescale, int], reason: str, by: User
) -> Partnership:
    """Open work keeps its dates; who is told when follows the new timings from the next round on."""
    held = agencies.set_timescales(partnership=partnership, version=version, amounts=amounts, reason=reason, by=by)
    look_at_all_again(partnership=held, by=by)
    return held

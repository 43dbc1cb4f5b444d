"""What recording somebody asks for: the LADO is told of a position of trust, and what is not known is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock, wall
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.network import follow_up_rules as rules
from cse_portal.network.actions.writing import own_agency, require_keeps, require_open
from cse_portal.network.follow_up_queries import answered_for
from cse_portal.network.follow_up_rules import Lado
from cse_portal.network.models import Item, LadoNotice
from cse_portal.network.refused import NetworkRefused
from cse_portal.network.work_kinds import ASK_WHO, LADO
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.models import DueItem

NO_POSITION = "No position of trust is on record. Put it right in what is known, first."


@transaction.atomic
def after_item(*, item: Item, by: User) -> None:
    """Part of the deed that calls it: recorded, put right or struck through."""
    _ask_for_lado(item, by)
    _ask_who_they_are(item, by)


@transaction.atomic
def tell_lado(*, item: Item, values: Mapping[str, Any], by: User) -> LadoNotice:
    """When and whom, or why it was not needed; what was decided later is said once more."""
    require_keeps(by, item)
    require_open(item)
    if not item.position_of_trust:
        raise NetworkRefused(NO_POSITION)
    said = {"position": item.position_of_trust, **values}
    made = LadoNotice.objects.create(item=item, agency=own_agency(by), recorded_by=by, **said)
    was_told = made.outcome == Lado.TOLD
    record("network.lado_told" if was_told else "network.lado_not_needed", about=item, by=by)
    close_items(kind=LADO.code, source=item, by=by)
    return made


def _ask_for_lado(item: Item, by: User) -> None:
    position = "" if item.struck_at else item.position_of_trust
    if not rules.asks_for_lado(position, answered_for(item)):
        close_items(kind=LADO.code, source=item, by=by)
        return
    if _due_at(LADO.code, item) is not None:
        return
    open_item(
        kind=LADO.code,
        task=rules.TELL,
        button="Say that they were told",
        url=reverse("network:tell_lado", kwargs={"ref": item.ref}),
        agency=own_agency(by),
        person=by,
        due_at=end_of_work(add_working_days(clock.today(), rules.WITHIN_WORKING_DAYS)),
        source=item,
        case_ref="",
        by=by,
    )


def _ask_who_they_are(item: Item, by: User) -> None:
    """On the day that was said, by the agency that recorded them; another day takes the place of the first."""
    day = None if item.struck_at else item.ask_by
    wanted = rules.asks_who_they_are(
        is_asked_by=day is not None, ethnicity=item.ethnicity, nationality=item.nationality
    )
    due_at = end_of_work(day) if day is not None and wanted else None
    if due_at == _due_at(ASK_WHO.code, item):
        return
    close_items(kind=ASK_WHO.code, source=item, by=by)
    if due_at is not None:
        open_item(
            kind=ASK_WHO.code,
            task=rules.ASK,
            button="Put it in",
            url=reverse("network:change_item", kwargs={"ref": item.ref}),
            agency=item.agency,
            due_at=due_at,
            source=item,
            case_ref="",
            by=by,
        )


def _due_at(kind: str, item: Item) -> datetime | None:
    with wall.as_system("see whether this work is put before somebody already"):
        found = DueItem.objects.open().filter(kind=kind, source_ref=item.ref).first()
    return found.due_at if found else None

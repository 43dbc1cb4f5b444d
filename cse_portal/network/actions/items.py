"""Items are added, put right and struck through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.network.actions.alerts import look_for_meetings
from cse_portal.network.actions.item_follow_up import after_item
from cse_portal.network.actions.writing import KEEP, Grade, held_open, own_agency, require_keeps
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.models import Item

Values = Mapping[str, Any]


@transaction.atomic
def add_item(*, kind: ItemKind, values: Values, grade: Grade, by: User) -> Item:
    """On its own, for those who look across the network; with a case it is added by the link."""
    access.require(by, Permission.SEE_WHOLE_NETWORK)
    access.require(by, KEEP)
    made = new_item(kind, values, grade, by)
    record("network.item_added", about=made, detail={"kind": kind}, by=by)
    return made


def new_item(kind: ItemKind, values: Values, grade: Grade, by: User) -> Item:
    agency = own_agency(by)
    made = Item(
        kind=kind.value, partnership=agency.partnership, agency=agency, recorded_by=by, **grade.values, **values
    )
    made.save()
    after_item(item=made, by=by)
    return made


@transaction.atomic
def change_item(*, item: Item, version: int, values: Values, grade: Grade, by: User) -> Item:
    """What is known now; what was said before stays in its history."""
    require_keeps(by, item)
    held = held_open(item, version)
    said = {**values, **grade.values}
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save()
        record("network.item_changed", about=held, detail={"fields": changed}, by=by)
        after_item(item=held, by=by)
        look_for_meetings(item=held, by=by)
    return held


@transaction.atomic
def strike_item(*, item: Item, version: int, why: str, by: User) -> Item:
    """Recorded in error: it stays readable, stands in no picture, and nothing is linked with it any more."""
    require_keeps(by, item)
    held = held_open(item, version)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    record("network.item_struck", about=held, reason=why, by=by)
    after_item(item=held, by=by)
    return held

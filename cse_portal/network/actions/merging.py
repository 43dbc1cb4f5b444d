"""Two items are one and the same, or are not after all. Nothing is moved: the links stay where they were told."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.network.actions.alerts import look_for_meetings
from cse_portal.network.actions.writing import held_open, require_keeps
from cse_portal.network.models import Item
from cse_portal.network.refused import NetworkRefused


@transaction.atomic
def merge_items(*, kept: Item, part: Item, version: int, why: str, by: User) -> Item:
    """The one stands for the other from now on; whatever the other was part of, too."""
    access.require(by, Permission.SORT_NETWORK)
    for one in (kept, part):
        require_keeps(by, one)
    held = held_open(part, version)
    into = held_open(kept, Item.objects.get(pk=kept.pk).version)
    if held.pk == into.pk or (held.kind, held.partnership_id) != (into.kind, into.partnership_id):
        raise NetworkRefused("Only two of the same kind can be one. Choose another record.")
    for one in (held, *Item.objects.select_for_update().filter(merged_into=held)):
        one.merged_into = into
        one.save()
    record("network.items_merged", about=into, detail={"part": held.ref}, reason=why, by=by)
    look_for_meetings(item=into, by=by)
    return into


@transaction.atomic
def take_apart(*, part: Item, version: int, why: str, by: User) -> Item:
    """It stands for itself again, with every link that was told of it."""
    access.require(by, Permission.SORT_NETWORK)
    require_keeps(by, part)
    held = Item.held_at(pk=part.pk, version=version)
    if held.merged_into_id is None:
        raise NetworkRefused("This stands for itself already.")
    kept = held.merged_into
    held.merged_into = None
    held.save()
    record("network.items_taken_apart", about=held, detail={"kept": kept.ref if kept else ""}, reason=why, by=by)
    return held

"""Support for a young person who harms others is recorded, put right and struck through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.network import support_queries
from cse_portal.network.actions.writing import KEEP, own_agency, require_keeps, require_open
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.models import HarmSupport, Item
from cse_portal.network.refused import STRUCK, NetworkRefused
from cse_portal.network.support_rules import is_reviewed
from cse_portal.network.work_kinds import SUPPORT
from cse_portal.worklist.actions import close_items, open_item

Values = Mapping[str, Any]


@transaction.atomic
def add_support(*, item: Item, values: Values, named: Sequence[Membership], by: User) -> HarmSupport:
    """Apart from what the person is suspected of; only few read it."""
    require_keeps(by, item)
    require_open(item)
    if item.kind != ItemKind.PERSON:
        raise NetworkRefused("Support is recorded for a person. Choose one.")
    _require_near(item, named)
    made = HarmSupport(
        item=item,
        partnership=item.partnership,
        agency=own_agency(by),
        recorded_by=by,
        named=sorted(one.pk for one in named),
        **values,
    )
    made.save()
    record("support.added", about=made, detail={"named": len(named)}, by=by)
    _put_review_before(made, by)
    return made


@transaction.atomic
def change_support(
    *, support: HarmSupport, version: int, values: Values, named: Sequence[Membership], by: User
) -> HarmSupport:
    held = _held_open(support, version, by)
    _require_near(support.item, named)
    said = {**values, "named": sorted(one.pk for one in named)}
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, said[name])
        held.save()
        record("support.changed", about=held, detail={"fields": changed}, by=by)
        _put_review_before(held, by)
    return held


@transaction.atomic
def strike_support(*, support: HarmSupport, version: int, why: str, by: User) -> HarmSupport:
    held = _held_open(support, version, by)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    record("support.struck", about=held, reason=why, by=by)
    close_items(kind=SUPPORT.code, source=held, by=by)
    return held


def _held_open(support: HarmSupport, version: int, by: User) -> HarmSupport:
    access.require(by, Permission.SEE_NETWORK)
    access.require(by, KEEP)
    if not support_queries.sees_support(by, support.ref):
        raise PermissionDenied
    held = HarmSupport.held_at(pk=support.pk, version=version)
    if held.struck_at is not None:
        raise NetworkRefused(STRUCK)
    return held


def _require_near(item: Item, named: Sequence[Membership]) -> None:
    """Nobody comes to read of a person by being named here."""
    far = [one.user.name for one in named if not support_queries.is_near(item, one)]
    if far:
        raise NetworkRefused(f"{', '.join(far)} may not read of this person. Give access to the case first.")


def _put_review_before(support: HarmSupport, by: User) -> None:
    """Before whoever recorded it; another day moves it."""
    close_items(kind=SUPPORT.code, source=support, by=by)
    if support.review_on is None or support.until is not None or not is_reviewed(support.get_offer()):
        return
    open_item(
        kind=SUPPORT.code,
        task="Look at the support of a young person again",
        button="Open",
        url=reverse("network:support", kwargs={"ref": support.ref}),
        agency=support.agency,
        person=support.recorded_by,
        due_at=end_of_work(support.review_on),
        source=support,
        case_ref="",
        by=by,
    )

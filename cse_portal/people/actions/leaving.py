"""Somebody leaves: their open work goes to others first, and comes back when they are brought back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access, handover, reach
from cse_portal.agencies.actions import bring_back, end_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.people.models import HandedOver
from cse_portal.people.queries import is_last_hat

STILL_OPEN = "Some work is still open. Say who takes over each line, then end the access."


@transaction.atomic
def hand_over_work(*, membership: Membership, takers: Mapping[str, User], by: User) -> int:
    """`takers` go by the code of each piece of open work; what is done meanwhile is left out."""
    access.require(by, Permission.MANAGE_PEOPLE)
    reach.require_reach(by, membership.agency)
    agency, leaver = membership.agency, membership.user
    _require_colleagues(set(takers.values()), agency, leaver)
    wanted: dict[tuple[str, User], list[str]] = defaultdict(list)
    for work in handover.open_work(leaver, agency):
        if work.code in takers:
            wanted[work.kind, takers[work.code]].append(work.key)
    moved = sum(_move(membership, kind, keys, to, by) for (kind, to), keys in wanted.items())
    record("work.handed_over", about=membership, detail={"pieces": moved}, by=by)
    return moved


@transaction.atomic
def let_leave(
    *,
    membership: Membership,
    last_day: date | None,
    reason: str,
    takers: Mapping[str, User],
    version: int,
    by: User,
) -> Membership:
    """On a later day work may still wait to be handed over; at once it may not, or nobody would see it."""
    if takers:
        hand_over_work(membership=membership, takers=takers, by=by)
    if last_day is None and is_last_hat(membership) and handover.open_work(membership.user, membership.agency):
        raise NotAllowedNow(STILL_OPEN)
    return end_role(membership=membership, last_day=last_day, reason=reason, version=version, by=by)


@transaction.atomic
def restore(*, membership: Membership, version: int, by: User) -> Membership:
    """Brought back with the work that was handed over that day, as far as it is open and where it was put."""
    restored = bring_back(membership=membership, version=version, by=by)
    given = HandedOver.objects.filter(membership=restored, returned_at__isnull=True, at__date=clock.today())
    back = 0
    for one in given.select_related("to").order_by("pk"):
        kind = handover.kind_of_work(one.kind)
        back += len(kind.hand_over([one.key], restored.agency, one.to, restored.user, by))
        one.returned_at = clock.now()
        one.save(update_fields=["returned_at"])
    record("work.returned", about=restored, detail={"pieces": back}, by=by)
    return restored


def _require_colleagues(takers: set[User], agency: Agency, leaver: User) -> None:
    known = set(Membership.objects.live().filter(agency=agency).exclude(user=leaver).values_list("user", flat=True))
    if {taker.pk for taker in takers} - known:
        raise PermissionDenied


def _move(membership: Membership, kind: str, keys: list[str], to: User, by: User) -> int:
    moved = handover.kind_of_work(kind).hand_over(keys, membership.agency, membership.user, to, by)
    HandedOver.objects.bulk_create(
        HandedOver(membership=membership, kind=kind, key=key, to=to, by=by, at=clock.now()) for key in moved
    )
    return len(moved)

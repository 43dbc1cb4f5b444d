"""Somebody is away: another member of the agency does their work until they are back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import Delegation, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock

STANDS_IN_ALREADY = "This person stands in on some of these days already. End that first, or choose other days."


@transaction.atomic
def delegate_work(
    *, membership: Membership, delegate: Membership, starts_on: date, ends_on: date, reason: str, by: User
) -> Delegation:
    """By the person themself or whoever keeps the agency's people; the delegate's own roles stay as they are."""
    _require_own_or_kept(membership, by)
    if membership.agency_id != delegate.agency_id or membership.user_id == delegate.user_id:
        raise PermissionDenied
    if starts_on < clock.today() or ends_on < starts_on:
        raise NotAllowedNow("The days must lie in order, and not before today.")
    if not Membership.objects.live(starts_on).filter(pk=delegate.pk).exists():
        raise NotAllowedNow("This person does not work here on that day. Choose somebody else.")
    made = _make(membership=membership, delegate=delegate, starts_on=starts_on, ends_on=ends_on, reason=reason, by=by)
    detail = {"membership": membership.ref, "delegate": delegate.ref, "from": f"{starts_on}", "until": f"{ends_on}"}
    record("delegation.made", about=made, detail=detail, by=by)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, version: int, by: User) -> Delegation:
    held = Delegation.held_at(pk=delegation.pk, version=version)
    _require_own_or_kept(held.membership, by)
    if held.ended_at or held.ends_on < clock.today():
        raise NotAllowedNow("This is over already.")
    held.ended_at, held.ended_by = clock.now(), by
    held.save()
    record("delegation.ended", about=held, detail={"membership": held.membership.ref}, by=by)
    return held


def _make(
    *, membership: Membership, delegate: Membership, starts_on: date, ends_on: date, reason: str, by: User
) -> Delegation:
    """The database refuses two for the same pair and days, whoever comes second."""
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                membership=membership,
                delegate=delegate,
                starts_on=starts_on,
                ends_on=ends_on,
                reason=reason,
                made_by=by,
            )
    except IntegrityError:
        raise NotAllowedNow(STANDS_IN_ALREADY) from None


def _require_own_or_kept(membership: Membership, by: User) -> None:
    if membership.user_id == by.pk:
        access.require(by, Permission.OWN_WORK)
    else:
        access.require(by, Permission.MANAGE_PEOPLE)
        reach.require_reach(by, membership.agency)
    if not Membership.objects.live().filter(pk=membership.pk).exists():
        raise NotAllowedNow("This access is suspended, locked or over.")

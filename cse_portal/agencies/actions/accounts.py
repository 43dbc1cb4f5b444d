"""Accounts that nobody uses are locked, and let back in by whoever keeps the agency's people."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System


@transaction.atomic
def lock_unused(*, unused: timedelta, by: System) -> int:
    """Everyone with a place somewhere who has not signed in for this long; run as often as one likes."""
    last_day = clock.today() - unused
    before = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
    place = Membership.objects.not_over().filter(user=OuterRef("pk"), starts_on__lte=clock.today())
    found = (
        User.objects.select_for_update()
        .filter(Exists(place), is_active=True, locked_unused_at__isnull=True, created_at__lt=before)
        .filter(Q(last_login__isnull=True) | Q(last_login__lt=before))
        .filter(Q(let_back_in_at__isnull=True) | Q(let_back_in_at__lt=before))
    )
    locked = list(found.order_by("pk"))
    for user in locked:
        user.locked_unused_at = clock.now()
        user.save(update_fields=["locked_unused_at"])
        record("account.locked_unused", about=user, detail={"days": unused.days}, by=by)
    return len(locked)


@transaction.atomic
def let_back_in(*, user: User, reason: str, by: Actor) -> User:
    """The days without use are counted anew from now."""
    if isinstance(by, User):
        _require_kept(user, by)
    held = User.objects.select_for_update().get(pk=user.pk)
    if held.locked_unused_at is None:
        raise NotAllowedNow("This account is not locked any more.")
    held.locked_unused_at, held.let_back_in_at = None, clock.now()
    held.save(update_fields=["locked_unused_at", "let_back_in_at"])
    record("account.let_back_in", about=held, reason=reason, by=by)
    return held


@transaction.atomic
def correct_address(*, user: User, email: str, reason: str, by: Actor) -> User:
    """The address is also what the person signs in with; their password and second step stay as they are."""
    if isinstance(by, User):
        _require_kept(user, by)
    address = User.objects.normalize_email(email.strip()).lower()
    held = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.filter(email__iexact=address).exists():
        raise NotAllowedNow("This address belongs to an account already. Check it, or enter another one.")
    EmailAddress.objects.filter(user=held).delete()  # a link for a new password goes to the new one alone
    held.email = address
    held.save(update_fields=["email"])
    record("account.address_corrected", about=held, reason=reason, by=by)
    return held


def _require_kept(user: User, by: User) -> None:
    access.require(by, Permission.MANAGE_PEOPLE)
    places = Membership.objects.not_over().filter(user=user, agency__in=reach.agencies_kept_by(by))
    if by.pk == user.pk or not places.exists():
        raise PermissionDenied

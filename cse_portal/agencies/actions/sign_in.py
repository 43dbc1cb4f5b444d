"""Signing in and out, and attempts that failed: how many in a row, and the lock that they bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from cse_portal.agencies import lock_rules, reach
from cse_portal.agencies.lock_rules import LockRules, Tally
from cse_portal.agencies.models import FailedSignIns, User
from cse_portal.agencies.models.sign_in import PASSWORD, digest_of
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System


@dataclass(frozen=True)
class NewLock:
    """An account that has just been locked; `user` is None for an address that nobody has."""

    user: User | None
    until: datetime


@transaction.atomic
def note_signed_in(*, user: User, how: str = "password", by: Actor) -> None:
    """Whoever got in has not been guessing: what failed before is forgotten."""
    FailedSignIns.objects.for_address(user.email).delete()
    record("person.signed_in", about=user, detail={"how": how}, by=by)


@transaction.atomic
def note_signed_out(*, user: User, by: Actor) -> None:
    record("person.signed_out", about=user, by=by)


@transaction.atomic
def note_sign_in_failed(*, email: str, step: str = PASSWORD, by: Actor) -> NewLock | None:
    """Whoever tried is not known to be the person; an address that nobody has is kept as a keyed digest only."""
    user = User.objects.filter(email__iexact=email).first()
    who = {} if user else {"unknown": digest_of(email)}
    record("sign_in.failed", about=user, detail={"step": step, **who}, by=by)
    until = _count_failure(email, step)
    if until is None:
        return None
    record("sign_in.locked", about=user, detail={"step": step, "until": until.isoformat(), **who}, by=by)
    return NewLock(user, until)


def _count_failure(email: str, step: str) -> datetime | None:
    """When the lock ends that this failure brings, if it brings one."""
    now = clock.now()
    row, is_new = FailedSignIns.objects.select_for_update().get_or_create(
        digest=digest_of(email), step=step, defaults={"last_at": now}
    )
    after = lock_rules.after_failure(Tally() if is_new else row.tally, _rules(), now=now)
    row.failures, row.last_at, row.locked_until = after.failures, after.last_at or now, after.locked_until
    row.save()
    return row.locked_until if after.last_at == now else None


def _rules() -> LockRules:
    return LockRules(settings.LOCK_AFTER, settings.LOCK_FIRST)


@transaction.atomic
def note_sign_in_refused(*, email: str, why: str, by: Actor) -> None:
    """Right or wrong was never asked: the account is locked, or a provider vouched for nobody whom we know."""
    user = User.objects.filter(email__iexact=email).first()
    who = {} if user else {"unknown": digest_of(email)}
    record("sign_in.refused", about=user, detail={"why": why, **who}, by=by)


@transaction.atomic
def release_lock(*, user: User, reason: str, by: User) -> int:
    """Lets a person try again before the time is over; the reason stays on the trail."""
    reach.require_may_help(by, user)
    released: int = FailedSignIns.objects.for_address(user.email).delete()[0]
    record("sign_in.released", about=user, reason=reason, by=by)
    return released


@transaction.atomic
def note_confirmed(*, user: User, how: str, by: Actor) -> None:
    record("person.confirmed", about=user, detail={"how": how}, by=by)


@transaction.atomic
def note_session_ended(*, user: User, why: str, by: Actor) -> None:
    record("session.ended", about=user, detail={"why": why}, by=by)


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    """Wrong passwords are forgotten, since a link by mail or the old password led here; wrong codes are not."""
    user.set_password(password)
    user.save(update_fields=["password"])
    FailedSignIns.objects.for_address(user.email).filter(step=PASSWORD).delete()
    record("password.changed", about=user, by=by)


@transaction.atomic
def forget_old_failures(*, by: System) -> int:
    """Rows that no longer count for anything."""
    old = clock.now() - lock_rules.FORGOTTEN_AFTER - lock_rules.LONGEST
    forgotten: int = FailedSignIns.objects.filter(last_at__lt=old).delete()[0]
    if forgotten:
        record("failures.forgotten", detail={"rows": forgotten}, by=by)
    return forgotten

"""Signing in and out: little is stored but the trail."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import salted_hmac

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor


@transaction.atomic
def note_signed_in(*, user: User, by: Actor) -> None:
    record("person.signed_in", about=user, by=by)


@transaction.atomic
def note_signed_out(*, user: User, by: Actor) -> None:
    record("person.signed_out", about=user, by=by)


@transaction.atomic
def note_sign_in_failed(*, email: str, step: str = "password", by: Actor) -> None:
    """Whoever tried is not known to be the person; an address that nobody has is kept as a keyed digest only."""
    user = User.objects.filter(email__iexact=email).first()
    detail = {"step": step} if user else {"step": step, "unknown": _digest(email)}
    record("sign_in.failed", about=user, detail=detail, by=by)


@transaction.atomic
def note_session_ended(*, user: User, why: str, by: Actor) -> None:
    record("session.ended", about=user, detail={"why": why}, by=by)


@transaction.atomic
def note_second_step(*, user: User, what: str, of: str, by: Actor) -> None:
    """`what` is added, removed or renewed; `of` is the kind: app or recovery codes."""
    record(f"second_step.{what}", about=user, detail={"of": of}, by=by)


@transaction.atomic
def reset_second_step(*, user: User, reason: str, by: Actor) -> int:
    """The app and the recovery codes are forgotten and every session ends; signing in sets up a new app."""
    forgotten: int = Authenticator.objects.filter(user=user).delete()[0]
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    record("second_step.reset", about=user, detail={"authenticators": forgotten}, reason=reason, by=by)
    return forgotten


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password.changed", about=user, by=by)


def _digest(email: str) -> str:
    return salted_hmac("agencies.sign_in", email.strip().lower(), algorithm="sha256").hexdigest()[:32]

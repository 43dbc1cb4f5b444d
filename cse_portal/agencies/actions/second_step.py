"""Apps, passkeys and recovery codes: what was added, taken away, named; and the help for whoever lost them all."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import FailedSignIns, PortalSession, User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import Actor, System

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NAMES: dict[str, str] = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@transaction.atomic
def note_second_step(*, user: User, what: str, of: str, by: Actor) -> None:
    """`what` is added, removed or renewed; `of` is the kind: app, passkey or recovery codes."""
    record(f"second_step.{what}", about=user, detail={"of": of}, by=by)


@transaction.atomic
def name_device(*, device: Authenticator, name: str, by: User) -> None:
    access.require_own(by, device.user_id)
    device.data = {**device.data, "name": name}
    device.save(update_fields=["data"])
    record("second_step.named", about=by, by=by)


class LastDevice(Exception):
    """Whoever must take a second step keeps one to take it with."""


@transaction.atomic
def remove_device(*, device: Authenticator, by: User) -> None:
    """Recovery codes stand in for a device; without any they go too."""
    access.require_own(by, device.user_id)
    others = Authenticator.objects.select_for_update().filter(user=by, type__in=STEPS).exclude(pk=device.pk)
    is_last = not others
    if is_last and settings.MFA_REQUIRED:
        raise LastDevice
    device.delete()
    record("second_step.removed", about=by, detail={"of": NAMES[device.type]}, by=by)
    if is_last and Authenticator.objects.filter(user=by).delete()[0]:
        record("second_step.removed", about=by, detail={"of": "recovery codes"}, by=by)


@transaction.atomic
def make_room_for_app(*, user: User, by: User) -> None:
    """Another phone: the app on the one before gives no codes any more. Called with the new app in one go."""
    access.require_own(by, user.pk)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()[0]:
        record("second_step.removed", about=user, detail={"of": "app"}, by=by)


@transaction.atomic
def reset_second_step(*, user: User, reason: str, identity_shown: str = "", by: Actor) -> int:
    """Apps, passkeys and recovery codes are forgotten and every session ends; signing in sets up anew."""
    if not isinstance(by, System):
        _require_may_reset(by, user)
    forgotten: int = Authenticator.objects.filter(user=user).delete()[0]
    FailedSignIns.objects.for_address(user.email).delete()
    ended: int = PortalSession.objects.filter(user=user).delete()[0]
    user.second_step_reset_at = clock.now()  # and with it the address of their calendar
    user.save(update_fields=["second_step_reset_at"])
    detail = {"authenticators": forgotten, "sessions": ended, "identity": identity_shown}
    record("second_step.reset", about=user, detail=detail, reason=reason, by=by)
    return forgotten


def _require_may_reset(by: Actor, user: User) -> None:
    if not isinstance(by, User):
        raise PermissionDenied
    reach.require_may_help(by, user)

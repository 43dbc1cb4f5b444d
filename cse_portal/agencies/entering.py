"""What every way in shares: locks, a session that knows its device, and the letter when something was odd."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from cse_portal.agencies import actions, devices, letters, session_rules
from cse_portal.agencies.models import FailedSignIns, User
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.client_address import client_address
from cse_portal.core.references import new_reference

SIGN_IN = System("sign-in")
LOCKED = (
    "There were too many wrong attempts. Signing in with this address is locked until {until}. "
    "Your agency’s single point of contact can release it sooner"
)


def refuse_if_locked(request: HttpRequest, email: str, step: str) -> None:
    """Known or not, an address gets the same words after as many attempts."""
    lock = FailedSignIns.objects.for_address(email).filter(step=step).locked(clock.now()).first()
    if lock is None or lock.locked_until is None:
        return
    actions.note_sign_in_refused(email=email, why="locked", by=SIGN_IN)
    raise ValidationError(LOCKED.format(until=in_words(lock.locked_until)), code="too_many_login_attempts")


def note_failure(request: HttpRequest, email: str, step: str) -> None:
    lock = actions.note_sign_in_failed(email=email, step=step, by=SIGN_IN)
    if lock and lock.user:
        tell(request, lock.user, "locked", {"until": in_words(lock.until)})


def begin_session(request: HttpRequest, user: User) -> None:
    """Called once both steps are taken."""
    session, now = request.session, int(clock.now().timestamp())
    session_rules.begin(session, now=now)
    session_rules.note_confirmed(session, now=now)
    address = client_address(request) or "unknown"
    session[session_rules.REF] = new_reference()
    session[session_rules.DEVICE] = devices.in_words(request.headers.get("User-Agent", ""))
    session[session_rules.ADDRESS] = None if address == "unknown" else address
    if is_second_step_trusted(request, user):
        session_rules.note_second_step(session, person=user.pk)
    actions.note_signed_in(user=user, how=_how(request, user), by=user)


def trust_second_step(request: HttpRequest, user: User) -> None:
    """For this request alone, in which the person gets in or does not: the provider took the second step."""
    vars(request)["second_step_of_provider"] = user.pk


def is_second_step_trusted(request: HttpRequest, user: User | None) -> bool:
    return user is not None and vars(request).get("second_step_of_provider") == user.pk


def _how(request: HttpRequest, user: User) -> str:
    """The steps of this sign-in, as codes: password, totp, webauthn …"""
    records = get_authentication_records(request, user)
    return " ".join(dict.fromkeys(str(one.get("type") or one["method"]) for one in records))


def tell(request: HttpRequest, user: User, what: str, context: dict[str, Any] | None = None) -> None:
    """A letter about one's own account, which names nobody; it leaves once the answer has."""
    adapter = get_adapter(request)
    letter = adapter.render_mail(f"account/email/{what}", user.email, {"request": request, **(context or {})})
    letters.wait_for_answer(request, letter)


def in_words(at: Any) -> str:
    local = timezone.localtime(at)
    same_day = local.date() == clock.today()
    return f"{local:%H:%M}" if same_day else f"{local:%H:%M on} {local.day} {local:%B}"

"""How allauth fits the portal: nobody signs up by themselves, errors speak our language, all is on the trail."""

from __future__ import annotations

import logging
import time
from smtplib import SMTPException
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa import signals as second_step
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import actions, session_rules
from cse_portal.agencies.entrance import why_shut_out
from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.actor import System

SIGN_IN = System("sign-in")
KINDS = {Authenticator.Type.TOTP: "app", Authenticator.Type.RECOVERY_CODES: "recovery codes"}

PASSWORD_WORDS = {
    "password_too_short": "Password must be 12 characters or more",
    "password_too_common": "Password must not be one that many people use",
    "password_entirely_numeric": "Password must include letters, not only numbers",
    "password_too_similar": "Password must not be like your name or email address",
}

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or password is not right. Check both and try again",
        "enter_current_password": "The current password is not right",
        "incorrect_code": "The code is not right. Codes change every 30 seconds: enter the newest one",
        "incorrect_password": "The password is not right",
        "invalid_password_reset": "This link no longer works",
        "too_many_login_attempts": (
            "There were too many wrong attempts. Wait 5 minutes, then try again or choose a new password"
        ),
        "rate_limited": "There were too many attempts. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    # --- who asks -----------------------------------------------------------------------------------------

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the outermost of our own proxies saw; what a browser claims beyond it does not count."""
        hops = [hop for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
        count = settings.PROXY_COUNT
        claimed = hops[-count] if 0 < count <= len(hops) else request.META.get("REMOTE_ADDR", "")
        return clean_client_ip(claimed) or "unknown"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Having signed in a moment ago is proof enough."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((one["at"] for one in records), default=0)
        return bool(time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    # --- in, out, and not in ------------------------------------------------------------------------------

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Someone who is switched off gets the same answer as someone who does not exist."""
        user = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_sign_in_failed(email=credentials.get("email", ""), by=SIGN_IN)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """The password was right: whoever has no access just now is told why, and whom to ask."""
        shut_out = why_shut_out(user)
        if shut_out is None:
            return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))
        actions.note_sign_in_failed(email=user.email, step=f"no access: {shut_out.why}", by=SIGN_IN)
        days = settings.UNUSED_ACCOUNT_LOCKS_AFTER.days
        return render(request, "account/shut_out.html", {"shut_out": shut_out, "unused_days": days}, status=403)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        session_rules.begin(request.session, now=int(clock.now().timestamp()))
        actions.note_signed_in(user=user, by=user)

    def logout(self, request: HttpRequest) -> None:
        user = cast(User, request.user)
        actions.note_signed_out(user=user, by=user)
        super().logout(request)

    # --- passwords ----------------------------------------------------------------------------------------

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            return cast(str, super().clean_password(password, user))
        except ValidationError as problem:
            words = [PASSWORD_WORDS.get(one.code or "", str(one.message)) for one in problem.error_list]
            raise ValidationError(words) from None

    def set_password(self, user: Any, password: str) -> None:
        actions.set_password(user=user, password=password, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not tell whether an address is known; the page says what to do."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as problem:
            log.error("mail_not_sent", extra={"error": type(problem).__name__})


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": "Set up an authenticator app first: recovery codes stand in for it",
    }


def keep_trail() -> None:
    """Called from the app's `ready()`."""
    second_step.authenticator_used.connect(_used, dispatch_uid="agencies")
    second_step.authenticator_added.connect(_added, dispatch_uid="agencies")
    second_step.authenticator_removed.connect(_removed, dispatch_uid="agencies")
    second_step.authenticator_reset.connect(_renewed, dispatch_uid="agencies")
    second_step.authentication_failed.connect(_failed, dispatch_uid="agencies")


def _used(request: HttpRequest, user: User, **more: Any) -> None:
    session_rules.note_second_step(request.session, person=user.pk)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    actions.note_second_step(user=user, what="added", of=KINDS[authenticator.type], by=user)


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    actions.note_second_step(user=user, what="removed", of=KINDS[authenticator.type], by=user)
    if authenticator.type == Authenticator.Type.TOTP:
        session_rules.forget_second_step(request.session)


def _renewed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    actions.note_second_step(user=user, what="renewed", of=KINDS[authenticator.type], by=user)


def _failed(request: HttpRequest, user: User, **more: Any) -> None:
    actions.note_sign_in_failed(email=user.email, step="second step", by=SIGN_IN)

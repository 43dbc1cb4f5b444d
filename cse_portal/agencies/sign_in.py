"""How allauth fits the portal: nobody signs up by themselves, errors speak our language, all is on the trail."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as about
from allauth.core.internal import ratelimit
from allauth.mfa import signals as second_step
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import actions, keeping, letters, session_rules
from cse_portal.agencies import sign_in_queries as queries
from cse_portal.agencies.entering import SIGN_IN, begin_session, note_failure, refuse_if_locked
from cse_portal.agencies.entrance import why_shut_out
from cse_portal.agencies.models import User
from cse_portal.agencies.models.sign_in import PASSWORD, SECOND_STEP
from cse_portal.core import clock
from cse_portal.core.client_address import client_address

KINDS = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}

PASSWORD_WORDS = {
    "password_too_short": "Password must be 12 characters or more",
    "password_too_common": "Password must not be one that many people use",
    "password_of_our_words": "Password must not be made from the names of the portal, your area or your agency",
    "password_easy_to_guess": "Password must be harder to guess. Three words that have nothing in common will do",
    "password_too_similar": "Password must not be like your name or email address",
}

RESET_LINK, UNKNOWN_ADDRESS = "account/email/password_reset_key", "account/email/unknown_account"


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
        return client_address(request) or "unknown"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Having signed in a moment ago is proof enough."""
        now = int(clock.now().timestamp())
        within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not session_rules.is_fresh(about.request.session, within=within, now=now)

    def get_login_stages(self) -> list[str]:
        """No link or code by mail, no trusted browsers: the second step, every time."""
        return ["cse_portal.agencies.stages.SecondStep"]

    # --- in, out, and not in ------------------------------------------------------------------------------

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Someone who is switched off gets the same answer as someone who does not exist."""
        user = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        refuse_if_locked(request, credentials.get("email", ""), PASSWORD)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_failure(request, credentials.get("email", ""), PASSWORD)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """The password was right: whoever has no access just now is told why, and whom to ask."""
        shut_out = why_shut_out(user)
        if shut_out is None:
            return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))
        actions.note_sign_in_refused(email=user.email, why=f"no access: {shut_out.why}", by=SIGN_IN)
        days = settings.UNUSED_ACCOUNT_LOCKS_AFTER.days
        return render(request, "account/shut_out.html", {"shut_out": shut_out, "unused_days": days}, status=403)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        begin_session(request, user)

    def logout(self, request: HttpRequest) -> None:
        user = cast(User, request.user)
        actions.note_signed_out(user=user, by=user)
        super().logout(request)

    # --- passwords ----------------------------------------------------------------------------------------

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            return cast(str, super().clean_password(password, user))
        except ValidationError as problem:
            faults = {one.code or "": str(one.message) for one in problem.error_list}
            if len(faults) > 1:  # whatever else is wrong with it makes it easy to guess
                faults.pop("password_easy_to_guess", None)
            raise ValidationError([PASSWORD_WORDS.get(code, words) for code, words in faults.items()]) from None

    def set_password(self, user: Any, password: str) -> None:
        actions.set_password(user=user, password=password, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    # --- letters ------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.post(self._letter(template_prefix, email, context))

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        letters.wait_for_answer(about.request, self._letter(RESET_LINK, email, context))

    def send_unknown_address_mail(self, email: str) -> None:
        """Written in any case, so that the answer takes as long; a stranger may be written to only so often."""
        letter = self._letter(UNKNOWN_ADDRESS, email, {})
        if _may_write_to_stranger(about.request, email):
            letters.wait_for_answer(about.request, letter)

    def _letter(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage:
        whole = {"request": about.request, "email": email, **context}
        return cast(EmailMessage, self.render_mail(template_prefix, email, whole))


def _may_write_to_stranger(request: HttpRequest, email: str) -> bool:
    """Nobody can use the portal to pester an address, or to send mail by the thousand."""
    of_address = _consume(request, "mail_to_stranger", key=email.strip().lower())
    if not of_address:
        return False
    if _consume(request, "mails_to_strangers", key="everyone"):
        return True
    of_address.rollback()
    return False


def _consume(request: HttpRequest, action: str, key: str) -> ratelimit.RateLimitUsage | None:
    return ratelimit.consume(request, app="allauth.account", action=action, key=key)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first: codes stand in for it",
    }

    def encrypt(self, text: str) -> str:
        """A copy of the database alone gives nobody's codes away."""
        return keeping.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return keeping.opened(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "CSE Portal"}


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
    if not queries.has_second_step(user):
        session_rules.forget_second_step(request.session)


def _renewed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    actions.note_second_step(user=user, what="renewed", of=KINDS[authenticator.type], by=user)


def _failed(request: HttpRequest, user: User | None, authenticator: Authenticator | None, **more: Any) -> None:
    """A passkey that was not accepted, known by having none to name, is no guess that could lock."""
    if authenticator is not None and user is not None:
        note_failure(request, user.email, SECOND_STEP)
    else:
        actions.note_sign_in_refused(email=user.email if user else "", why="passkey", by=SIGN_IN)

"""The forms of signing in and of one's own account: allauth's checks in the portal's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context as about
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cse_portal.agencies.entering import refuse_if_locked
from cse_portal.agencies.models.sign_in import SECOND_STEP
from cse_portal.ui.forms import PortalFormMixin

A_CODES_LIFE = 120  # seconds in which a code might be accepted, so in which it works once
CODE_ATTRS = {"inputmode": "numeric", "class": "govuk-input--width-10", "spellcheck": "false"}


@dataclass(frozen=True)
class Words:
    label: str
    hint: str = ""
    named: str = ""


class Worded(forms.Form):
    """Gives each field the portal's label and hint; placeholders go, since they vanish when one types."""

    words: ClassVar[Mapping[str, Words]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words.label, words.hint
            field.error_label = words.named or words.label  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


EMAIL = Words("Email address", named="your email address")
PASSWORD = Words("Password", named="your password")
NEW_PASSWORD = Words(
    "New password",
    "12 characters or more, not like your name and not one that many people use. "
    "Three words you will remember make a good one",
    "a new password",
)
NEW_PASSWORD_AGAIN = Words("New password again", named="the new password again")


class SignInForm(PortalFormMixin, Worded, account.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}

    def clean(self) -> Any:
        """Which of the two is wrong is never said, so the error leads to the first of them."""
        try:
            return super().clean()
        except ValidationError as problem:
            self.add_error("login", problem)
            return self.cleaned_data


class TwiceTheSame(Worded):
    """Says so even when the password itself is refused, so that everything is put right in one go."""

    def clean(self) -> Any:
        cleaned = super().clean()
        first, second = self.data.get("password1"), self.data.get("password2")
        if first and second and first != second:
            self.errors["password2"] = self.error_class(["The two new passwords are not the same"])
        return cleaned


class ChangePasswordForm(PortalFormMixin, TwiceTheSame, account.ChangePasswordForm):
    words = {
        "oldpassword": Words("Current password", named="your current password"),
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class SetPasswordForm(PortalFormMixin, TwiceTheSame, account.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class NewPasswordForm(PortalFormMixin, TwiceTheSame, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ForgottenPasswordForm(PortalFormMixin, Worded, account.ResetPasswordForm):
    words = {"email": Words("Email address", "The one you sign in with", "your email address")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """An unknown address gets an e-mail too: whoever mistyped theirs is told what to do."""
        email: str = super().save(request, **kwargs)
        if not self.users:
            get_adapter().send_unknown_address_mail(email)
        return email


class OneTimeCode(Worded):
    """A code works once, for as long as it could be accepted at all."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE_ATTRS

    def clean_code(self) -> str:
        digits = "".join(letter for letter in self.cleaned_data["code"] if letter.isdigit())
        used = f"second-step-used:{self.user.pk}:{digits}"
        if cache.get(used):
            raise ValidationError("This code was used already. Wait for the next one")
        refuse_if_locked(about.request, self.user.email, SECOND_STEP)
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(used, True, timeout=A_CODES_LIFE):
            raise ValidationError("This code was used already. Wait for the next one")
        return code


CODE_FROM_APP = "The 6 numbers that your app shows now"
EITHER_CODE = "The 6 numbers that your app shows now, or one of your recovery codes"


class SecondStepForm(PortalFormMixin, OneTimeCode, second_step.AuthenticateForm):
    words = {"code": Words("Code", EITHER_CODE, "the code")}


class ConfirmSecondStepForm(PortalFormMixin, OneTimeCode, second_step.ReauthenticateForm):
    words = {"code": Words("Code", EITHER_CODE, "the code")}


class SetUpAppForm(PortalFormMixin, OneTimeCode, totp.ActivateTOTPForm):
    words = {"code": Words("Code from the app", CODE_FROM_APP, "the code from the app")}

"""Showing once more that it is oneself: by password, by a code, or by a passkey."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.core import context as about
from allauth.mfa.base.internal.flows import post_authentication
from django import forms
from django.core.exceptions import ValidationError

from cse_portal.agencies.forms.passkeys import ConfirmPasskeyForm
from cse_portal.agencies.forms.sign_in import CODE_ATTRS, EITHER_CODE, ConfirmSecondStepForm
from cse_portal.agencies.models import User
from cse_portal.agencies.session_rules import CONFIRM_PREFIX
from cse_portal.ui.forms import PortalForm


class ConfirmForm(PortalForm):
    """One of the three is enough; `how` says which it was."""

    marks_optional = False
    prefix = CONFIRM_PREFIX

    password = forms.CharField(
        label="Password",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Code",
        required=False,
        help_text=EITHER_CODE,
        widget=forms.TextInput(attrs={**CODE_ATTRS, "autocomplete": "one-time-code"}),
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)

    how = ""

    def __init__(self, *args: Any, user: User, has_codes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not has_codes:
            del self.fields["code"]
        if not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        given = cast(dict[str, Any], super().clean())
        for how in ("credential", "code", "password"):
            if given.get(how):
                self._check(how, given[how])
                self.how = how
                return given
        first = next(iter(self.fields))
        words = {"password": "Enter your password", "code": "Enter the code"}
        self.add_error(None if first == "credential" else first, words.get(first, "Use your passkey"))
        return given

    def _check(self, how: str, value: str) -> None:
        try:
            {"credential": self._check_passkey, "code": self._check_code, "password": self._check_password}[how](value)
        except ValidationError as problem:
            self.add_error(None if how == "credential" else how, problem.messages)

    def _check_password(self, password: str) -> None:
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")

    def _check_code(self, code: str) -> None:
        form = ConfirmSecondStepForm(user=self.user, data={"code": code})
        if not form.is_valid():
            raise ValidationError([str(words) for words in form.errors["code"]])
        post_authentication(about.request, form.authenticator, reauthenticated=True)

    def _check_passkey(self, credential: str) -> None:
        form = ConfirmPasskeyForm(user=self.user, data={"credential": credential})
        if not form.is_valid():
            raise ValidationError([str(words) for words in form.errors["credential"]])
        post_authentication(about.request, form.cleaned_data["credential"], reauthenticated=True)

"""What a browser sends when a passkey is made or used: signed by the device, and written by whoever likes."""

from __future__ import annotations

import struct
from typing import Any, cast

from allauth.core import context as about
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError

from cse_portal.ui.forms import PortalFormMixin

NOT_ACCEPTED = "The passkey was not accepted. Try again, or use another way"
NOT_MADE = "The passkey could not be added. Try again, or use an authenticator app"
LONGEST_NAME = 60
# What reading something that is no credential, or is not signed by the right device, raises.
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, InvalidSignature, struct.error)
NAME_ATTRS = {"class": "govuk-!-width-two-thirds", "spellcheck": "false"}


class AddPasskeyForm(PortalFormMixin, webauthn.AddWebAuthnForm):
    marks_optional = False
    name = forms.CharField(
        label="Name of this passkey",
        help_text="So that you can tell your devices apart, like “Work laptop” or “Blue key”",
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs=NAME_ATTRS),
    )
    passwordless = None

    def clean(self) -> dict[str, Any]:
        try:
            return cast(dict[str, Any], super().clean())
        except (ValidationError, *UNREADABLE):
            raise ValidationError(NOT_MADE) from None


class _UsePasskey(webauthn.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return cast(Authenticator, super().clean_credential())
        except ValidationError as problem:
            if problem.code == "too_many_login_attempts":
                raise
            self._fail()
        except UNREADABLE:
            self._fail()
        raise ValidationError(NOT_ACCEPTED, code="incorrect_code")

    def _fail(self) -> None:
        """For the trail; a passkey cannot be guessed, so that no lock comes of it."""
        signals.authentication_failed.send(
            sender=Authenticator, request=about.request, user=self.user, authenticator=None, reauthentication=False
        )


class SecondStepPasskeyForm(PortalFormMixin, _UsePasskey):
    pass


class ConfirmPasskeyForm(PortalFormMixin, _UsePasskey):
    reauthenticated = True


class SignInPasskeyForm(PortalFormMixin, _UsePasskey):
    """Without a password: the device has asked for a finger, a face or a PIN."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class DeviceNameForm(PortalFormMixin, forms.Form):
    name = forms.CharField(
        label="Name",
        help_text="So that you can tell your devices apart, like “Work laptop” or “Blue key”",
        max_length=LONGEST_NAME,
        error_messages={"required": "Enter a name"},
        widget=forms.TextInput(attrs=NAME_ATTRS),
    )

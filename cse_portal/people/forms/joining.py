"""Inviting somebody, giving another role, changing one, and choosing a first password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django import forms

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import TITLES, Role
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

REASON = forms.Textarea(attrs={"rows": "3"})


def role_field(label: str = "Role") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=Role, error_messages={"required": "Select a role"})


def choices_of(roles: Sequence[Role]) -> list[tuple[str, str]]:
    return [("", "Choose a role"), *((role.value, TITLES[role]) for role in sorted(roles, key=TITLES.__getitem__))]


class FromUntil(PortalForm):
    """A first day, and a last one where it is known."""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the first day")
        return found


class InviteForm(FromUntil):
    error_labels: ClassVar[dict[str, str]] = {
        "name": "The person’s name",
        "email": "Their work email address",
        "starts_on": "First day",
        "ends_on": "Last day",
    }

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="First name and surname, as colleagues know them",
        error_messages={"required": "Enter the person’s name"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes there. They sign in with it",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    role = role_field()
    starts_on = DateField(label="First day", bound=Bound.TODAY_OR_FUTURE)
    ends_on = DateField(
        label="Last day",
        required=False,
        bound=Bound.TODAY_OR_FUTURE,
        help_text="If it is known, for example for a placement. Access ends by itself then",
    )

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices_of(roles)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AddRoleForm(FromUntil):
    role = role_field("Which other role?")
    starts_on = DateField(label="First day", bound=Bound.TODAY_OR_FUTURE)
    ends_on = DateField(label="Last day", required=False, bound=Bound.TODAY_OR_FUTURE)

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices_of(roles)  # type: ignore[attr-defined]


class ChangeRoleForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"from_day": "First day in the new role", "reason": "A reason"}

    role = role_field("New role")
    from_day = DateField(label="From which day?", bound=Bound.TODAY_OR_FUTURE)
    reason = forms.CharField(label="Why?", widget=REASON, max_length=500, error_messages={"required": "Enter why"})

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = choices_of(roles)  # type: ignore[attr-defined]


class ReasonForm(PortalForm):
    """Why somebody is suspended, let in again, or brought back."""

    reason = forms.CharField(
        label="Why?",
        widget=REASON,
        max_length=500,
        help_text="Kept with the record. Write nothing about a child here",
        error_messages={"required": "Enter why"},
    )


class AddressForm(PortalForm):
    email = forms.EmailField(
        label="E-mail address that works",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="They sign in with it from then on",
        error_messages={"required": "Enter their e-mail address"},
    )
    reason = forms.CharField(
        label="How do you know that it is theirs?",
        widget=REASON,
        max_length=500,
        help_text="Kept with the record. Ask the person, by telephone or face to face",
        error_messages={"required": "Enter how you know that the address is theirs"},
    )


class FirstPasswordForm(PortalForm):
    """The same rules as for every new password."""

    error_labels: ClassVar[dict[str, str]] = {"password1": "A password", "password2": "The password again"}

    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text="12 characters or more. Three words you will remember make a good one",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_password1(self) -> str:
        return str(get_adapter().clean_password(self.cleaned_data["password1"], user=self._person))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, second = found.get("password1"), found.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same")
        return found

"""Narrowing the list of an agency's people, and searching it."""

from __future__ import annotations

from django import forms

from cse_portal.agencies.roles import TITLES as ROLE_TITLES
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import TITLES
from cse_portal.people.queries import STATES
from cse_portal.ui.forms import FilterForm

LONGEST = 100


class NarrowForm(FilterForm):
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Every role"), *((role.value, ROLE_TITLES[role]) for role in Role)]
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Every state"), *((one.value, TITLES[one]) for one in STATES)]
    )


class SearchForm(FilterForm):
    """Sent, not put into the address: what is typed here is somebody's name."""

    q = forms.CharField(
        label="Name or email address",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a name or an email address"},
    )

    def clean_q(self) -> str:
        return " ".join(str(self.cleaned_data["q"]).split())

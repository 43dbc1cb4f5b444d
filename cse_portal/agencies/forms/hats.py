"""Choosing in which of their roles a person works now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cse_portal.agencies.models import Membership
from cse_portal.ui.forms import PortalForm


class HatForm(PortalForm):
    hat = forms.ChoiceField(
        label="Which role are you working in?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the role you are working in"},
    )

    def __init__(self, *args: Any, held: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hat"].choices = [(one.ref, in_words(one)) for one in held]  # type: ignore[attr-defined]


def in_words(membership: Membership) -> str:
    return f"{membership.title_beside}, {membership.agency.name}"

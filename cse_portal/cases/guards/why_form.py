"""Why somebody looks who has no part in a case."""

from __future__ import annotations

from typing import Any

from django import forms

from cse_portal.cases.looking import NEEDS_WORDS, TITLES, Looking
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

PREFIX = "why_looking"


class WhyForm(PortalForm):
    """Its names stand apart from those of whatever form was on its way."""

    prefix = PREFIX
    marks_optional = False

    choice = forms.TypedChoiceField(
        label="Why are you looking?",
        widget=forms.RadioSelect,
        coerce=Looking,
        choices=[(one.value, Option(title)) for one, title in TITLES.items()],
        error_messages={"required": "Select why you are looking"},
    )
    words = forms.CharField(
        label="Anything that explains it",
        help_text="Needed for “Something else”. Do not write about the child here",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("choice") in NEEDS_WORDS and not str(said.get("words") or "").strip():
            self.add_error("words", "Enter why you are looking")
        return said

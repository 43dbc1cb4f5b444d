"""Why a case must be opened in an emergency, exactly which child, and what the reviewer says of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.cases.emergencies import OUTCOMES, Outcome, Why
from cse_portal.cases.emergencies import WORDS as REASONS
from cse_portal.cases.emergency_queries import Details
from cse_portal.core.references import is_reference, tidy
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

BY_REF, BY_NAME = "reference", "name"
BY_NAME_FIELDS = ("given_name", "family_name", "born_on")
TEXT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
WORDS = forms.Textarea(attrs={"rows": "3"})


class EmergencyForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"born_on": "Date of birth"}
    marks_optional = False

    why = forms.TypedChoiceField(
        label="What is the emergency?",
        coerce=Why,
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in REASONS.items()],
        error_messages={"required": "Select what the emergency is"},
    )
    words = forms.CharField(
        label="What happened, and what do you need to know?",
        widget=WORDS,
        max_length=1000,
        help_text="Whoever reviews this reads it, and so does whoever works with the child",
        error_messages={"required": "Enter what happened, and what you need to know"},
    )
    how = forms.ChoiceField(
        label="Which child?",
        widget=forms.RadioSelect,
        choices=[
            (BY_REF, Option("I have the case reference", reveals="ref")),
            (BY_NAME, Option("I have the child’s name and date of birth", reveals=BY_NAME_FIELDS)),
        ],
        error_messages={"required": "Select how you say which child"},
    )
    ref = forms.CharField(
        label="Case reference", required=False, max_length=40, help_text="Like K7MX-4TRP-W9HC", widget=TEXT
    )
    given_name = forms.CharField(label="First name", required=False, max_length=120, widget=TEXT)
    family_name = forms.CharField(label="Last name", required=False, max_length=120, widget=TEXT)
    born_on = DateField(label="Date of birth", required=False, bound=Bound.TODAY_OR_PAST)
    is_understood = forms.BooleanField(
        label="I understand that others are told at once, and that this is reviewed",
        error_messages={"required": "Confirm that you understand that others are told and that this is reviewed"},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("how") == BY_REF and not is_reference(tidy(found.get("ref") or "")):
            self.add_error("ref", "Enter the whole case reference, like K7MX-4TRP-W9HC")
        if found.get("how") == BY_NAME:
            for name, label in (
                ("given_name", "first name"),
                ("family_name", "last name"),
                ("born_on", "date of birth"),
            ):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter the child’s {label}")
        return found

    def details(self) -> Details:
        found = self.cleaned_data
        if found["how"] == BY_REF:
            return Details(ref=tidy(found["ref"]))
        return Details("", found["given_name"], found["family_name"], found["born_on"])


class ReviewForm(PortalForm):
    outcome = forms.TypedChoiceField(
        label="Was it right to open this case?",
        coerce=Outcome,
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in OUTCOMES.items()],
        error_messages={"required": "Select whether it was justified"},
    )
    words = forms.CharField(
        label="Why? And what happens next?",
        widget=WORDS,
        max_length=1000,
        help_text="The person reads this, and so does whoever works with the child. It cannot be changed",
        error_messages={"required": "Enter why"},
    )

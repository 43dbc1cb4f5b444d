"""What was found out about an alarm, and which record is planted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cse_portal.agencies.models import Agency
from cse_portal.trail.alarms import OUTCOMES, Outcome
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

SHORT = forms.Textarea(attrs={"rows": "3"})
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class FindingForm(PortalForm):
    outcome = forms.TypedChoiceField(
        label="What did you find?",
        widget=forms.RadioSelect,
        coerce=Outcome,
        choices=[(one.value, Option(title)) for one, title in OUTCOMES.items()],
        error_messages={"required": "Select what you found"},
    )
    words = forms.CharField(
        label="How do you know?",
        help_text="Whom you asked, and what they said. Do not write about a child here",
        max_length=2000,
        widget=SHORT,
        error_messages={"required": "Enter how you know"},
    )


class PlantForm(PortalForm):
    agency = forms.ModelChoiceField(
        label="Which agency leads it?",
        help_text="Its people see the record for their role alone, at the end of their lists",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        error_messages={"required": "Select which agency leads it"},
    )
    given_names = forms.CharField(
        label="Invented given names",
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Enter invented given names"},
    )
    family_name = forms.CharField(
        label="Invented family name",
        help_text="Of nobody who lives here: look it up first",
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Enter an invented family name"},
    )
    why = forms.CharField(
        label="Why do you plant it?",
        max_length=1000,
        widget=SHORT,
        error_messages={"required": "Enter why you plant it"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class RetireForm(PortalForm):
    why = forms.CharField(
        label="Why shall it raise no more alarms?",
        max_length=1000,
        widget=SHORT,
        error_messages={"required": "Enter why it shall raise no more alarms"},
    )

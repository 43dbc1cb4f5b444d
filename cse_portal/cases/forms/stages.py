"""Why a case is closed and what goes on for the child, and why one is opened again."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.cases.actions import Farewell
from cse_portal.cases.workflow import BY_PEOPLE, CLOSINGS, NOTHING_GOES_ON, Closing
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea

ROWS = {"rows": "3"}


class CloseForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"goes_on": "What goes on", "goes_on_with": "Who sees to it"}
    marks_optional = False

    closing = forms.TypedChoiceField(
        label="Why is this case closed?",
        widget=forms.RadioSelect,
        coerce=Closing,
        choices=[(one.value, Option(CLOSINGS[one])) for one in BY_PEOPLE],
        error_messages={"required": "Select why the case is closed"},
    )
    why = forms.CharField(
        label="What led to this decision?",
        widget=NarrativeTextarea(attrs=ROWS),
        max_length=2000,
        help_text="What has changed for the child, and what they say about it themselves",
        error_messages={"required": "Enter what led to this decision"},
    )
    goes_on = forms.CharField(
        label="What support goes on?",
        widget=NarrativeTextarea(attrs=ROWS),
        required=False,
        max_length=2000,
        help_text="Needed unless the case was opened by mistake, or the child has died",
    )
    goes_on_with = forms.CharField(
        label="Who sees to it, and whom does the child turn to?",
        required=False,
        max_length=200,
        help_text="A person or a service, with their phone number where you have it",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("closing") and found["closing"] not in NOTHING_GOES_ON:
            if not found.get("goes_on") and "goes_on" not in self.errors:
                self.add_error("goes_on", "Enter what support goes on")
            if not found.get("goes_on_with") and "goes_on_with" not in self.errors:
                self.add_error("goes_on_with", "Enter who sees to it")
        return found

    def farewell(self) -> Farewell:
        found = self.cleaned_data
        return Farewell(found["closing"], found["goes_on"], found["goes_on_with"])


class ReopenForm(PortalForm):
    why = forms.CharField(
        label="What is new?",
        widget=NarrativeTextarea(attrs=ROWS),
        max_length=2000,
        help_text="Who told whom, and when",
        error_messages={"required": "Enter what is new"},
    )

"""The move to adult services: who receives the young person, by which plan and since when, or why nobody does."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.ui.asked import PLAIN, narrative
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

NEEDED, NONE = "needed", "none"


class AdultMoveForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"contact": "Contact in adult services", "handed_over_on": "Handover"}
    marks_optional = False

    is_needed = forms.TypedChoiceField(
        label="Do adult services go on with the young person?",
        widget=forms.RadioSelect,
        coerce=lambda value: value == NEEDED,
        choices=[
            (NEEDED, Option("Yes, or they are asked to", hint="Being at risk does not end at 18")),
            (NONE, Option("No", hint="For example because the young person does not want it, or needs nothing more")),
        ],
        error_messages={"required": "Select whether adult services go on with the young person"},
    )
    contact = forms.CharField(
        label="Who is the contact in adult services?",
        required=False,
        max_length=200,
        widget=PLAIN,
        help_text="A name, a service and a phone number. Needed if they go on",
    )
    plan = narrative(
        "What is the plan?",
        required=False,
        help_text="What is handed over, to whom and by when, and what the young person says about it",
    )
    handed_over_on = DateField(
        label="When was it handed over?", required=False, bound=Bound.TODAY_OR_PAST, help_text="Once it has been"
    )
    why_none = narrative("If nobody goes on, why?", required=False, rows=3, most=2000)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("is_needed") is True and not found.get("contact") and "contact" not in self.errors:
            self.add_error("contact", "Enter who the contact in adult services is")
        if found.get("is_needed") is False:
            self._require_why(found)
        return found

    def _require_why(self, found: dict[str, Any]) -> None:
        if not found.get("why_none") and "why_none" not in self.errors:
            self.add_error("why_none", "Enter why nobody goes on with the young person")
        if found.get("handed_over_on"):
            self.add_error("handed_over_on", "Take the date out, or say that adult services go on")

"""Intelligence given to the police: when, by whom, under which reference, and what they recorded it as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from cse_portal.cases.marked_form import MarkedForm
from cse_portal.network.actions import Under
from cse_portal.network.submission_rules import CATEGORISED, Categorised
from cse_portal.ui.asked import PLAIN, narrative
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option

FIELDS = ("sent_on", "sent_by", "reference", "categorised", "words")


class SubmissionForm(MarkedForm):
    error_labels: ClassVar[dict[str, str]] = {"sent_on": "Day"}
    field_order: Iterable[str] | None = (*FIELDS, "handling", "named")

    sent_on = DateField(label="When was it given to the police?", bound=Bound.TODAY_OR_PAST)
    sent_by = forms.CharField(
        label="Who gave it, from which agency?",
        max_length=200,
        widget=PLAIN,
        error_messages={"required": "Enter who gave it to the police"},
    )
    reference = forms.CharField(
        label="Police reference (URN)", max_length=60, required=False, widget=PLAIN, help_text="It can be added later"
    )
    categorised = forms.ChoiceField(
        label="Did the police record it as CSE?",
        widget=forms.RadioSelect,
        choices=[(one.value, Option(title, hint=hint)) for one, (title, hint) in CATEGORISED.items()],
        initial=Categorised.NOT_KNOWN.value,
        error_messages={"required": "Select whether the police recorded it as CSE"},
    )
    words = narrative(
        "What is it about, in a few words?",
        rows=3,
        required=False,
        help_text="Leave out where it came from: the police keep that",
    )

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def under(self) -> Under:
        return Under(self.mark, tuple(self.named_agencies))

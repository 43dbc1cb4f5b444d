"""What an agency brought, what was decided, and who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.forms.meetings import AGENCY, PERSON, PLAIN, FindsPerson, lines, narrative, radios
from cse_portal.cases.handling import TITLES, Handling
from cse_portal.cases.marked_form import MarkedForm
from cse_portal.cases.meeting_workflow import OUTCOMES, Outcome
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm


class ContributionForm(MarkedForm):
    field_order = ("words", "is_objection", "handling", "named")

    words = narrative(
        "What does your agency bring?",
        rows=8,
        most=20_000,
        help_text="What you know, where it comes from, and what the child says about it",
        error_messages={"required": "Enter what your agency brings"},
    )
    is_objection = forms.BooleanField(
        label="This is an objection to what others propose",
        required=False,
        help_text="Everybody at the meeting reads it, and the record says how it was weighed",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        mark = said.get("handling")
        if said.get("is_objection") and mark and mark != Handling.NETWORK:
            self.add_error("handling", f"An objection is for everybody: select “{TITLES[Handling.NETWORK]}”")
        return said


class ContributionChangeForm(PortalForm):
    words = narrative(
        "What does your agency bring?",
        rows=8,
        most=20_000,
        error_messages={"required": "Enter what your agency brings"},
    )


class WeighForm(PortalForm):
    weighed = narrative(
        "How was the objection weighed?",
        help_text="What the meeting made of it, and why",
        error_messages={"required": "Enter how the objection was weighed"},
    )


class DecisionForm(PortalForm):
    words = narrative("What was decided, and why?", error_messages={"required": "Enter what was decided"})
    made_by = forms.CharField(
        label="By whom?",
        max_length=200,
        help_text="For example: the chair, everybody at the meeting",
        error_messages={"required": "Enter by whom it was decided"},
        widget=PLAIN,
    )


class ActionForm(FindsPerson):
    nobody = "Nobody with that name sees this case. Check the spelling, or give them access first"
    error_labels: ClassVar[dict[str, str]] = {**FindsPerson.error_labels, "due_on": "Day"}

    what = lines("What is to be done?", error_messages={"required": "Enter what is to be done"})
    to = radios(
        "Who does it?",
        [
            (PERSON, Option("A person, by name", reveals="whom")),
            (AGENCY, Option("An agency", hint="Its point of contact sees to it", reveals="agency")),
        ],
        error_messages={"required": "Select who does it"},
    )
    whom = forms.CharField(
        label="Name or work email address",
        required=False,
        max_length=120,
        help_text="Of somebody who sees this case",
        widget=PLAIN,
    )
    agency = forms.ChoiceField(
        label="Agency", required=False, error_messages={"invalid_choice": "Select an agency from the list"}
    )
    due_on = DateField(label="By which day?")

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        choices = [("", "Choose an agency"), *((ref, one.name) for ref, one in self._agencies.items())]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to") == PERSON:
            self.check_person(said, missing="Enter the name or work email address of the person")
        elif said.get("to") == AGENCY and not said.get("agency") and "agency" not in self.errors:
            self.add_error("agency", "Select an agency")
        return said

    @property
    def whose(self) -> tuple[Membership | None, Agency]:
        if self.cleaned_data["to"] == PERSON:
            return self.membership, self.membership.agency
        return None, self._agencies[self.cleaned_data["agency"]]


class SettleForm(PortalForm):
    outcome = radios(
        "What became of it?",
        [(one.value, Option(title)) for one, title in OUTCOMES.items() if one is not Outcome.OPEN],
        error_messages={"required": "Select what became of it"},
    )
    words = narrative(
        "What was done, or why not?",
        help_text="What it changed for the child",
        error_messages={"required": "Enter what was done, or why not"},
    )

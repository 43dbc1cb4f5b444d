"""Who else is to see a case, from when, until when and why; and who no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases.forms.whom import FindsPerson
from cse_portal.cases.models import CaseGrant
from cse_portal.cases.queries import EVERYONE_THERE, code_of, words_of
from cse_portal.cases.staying import Stays, missing
from cse_portal.core import clock
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

WORDS = forms.Textarea(attrs={"rows": "3"})
PERSON, AGENCY, OVERSIGHT = "person", "agency", "oversight"


class GiveForm(FindsPerson):
    """To a person, an agency, or whoever oversees every case."""

    error_labels: ClassVar[dict[str, str]] = {
        "starts_on": "First day",
        "ends_on": "Last day",
        "person": "Which of them",
    }
    field_order = ("to", "whom", "person", "agency", "starts_on", "ends_on", "note")

    to = forms.ChoiceField(
        label="Who is to see this case?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who is to see this case"},
    )
    agency = forms.ChoiceField(
        label="Agency", required=False, error_messages={"invalid_choice": "Select an agency from the list"}
    )
    starts_on = DateField(label="From which day?", bound=Bound.TODAY_OR_FUTURE)
    ends_on = DateField(
        label="Until which day?",
        required=False,
        bound=Bound.TODAY_OR_FUTURE,
        help_text="If it is known. Access ends by itself then",
    )
    note = forms.CharField(
        label="Why do they need to see it?",
        widget=WORDS,
        max_length=500,
        help_text="Whoever sees this case can read this",
        error_messages={"required": "Enter why they need to see it"},
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], is_restricted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        ways = [(PERSON, Option("A person, by name", reveals="whom"))]
        if is_restricted:
            del self.fields["agency"]
        else:
            ways += [
                (
                    AGENCY,
                    Option("An agency", hint=EVERYONE_THERE, reveals="agency"),
                ),
                (OVERSIGHT, Option("Whoever oversees every case", hint="The specialist safeguarding practice lead")),
            ]
            choices = [("", "Choose an agency"), *((ref, one.name) for ref, one in self._agencies.items())]
            self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        self.fields["to"].choices = ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the first day")
        if found.get("to") == PERSON and "whom" not in self.errors:
            self._check_person(found)
        if found.get("to") == AGENCY and not found.get("agency") and "agency" not in self.errors:
            self.add_error("agency", "Select an agency")
        return found

    @property
    def chosen_agency(self) -> Agency:
        return self._agencies[self.cleaned_data["agency"]]

    def terms(self) -> dict[str, Any]:
        """From now where the first day is today; to the end of the last day."""
        first, last = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        return {
            "since": _begin(first) if first > clock.today() else None,
            "until": _begin(last + timedelta(days=1)) if last else None,
            "note": self.cleaned_data["note"],
        }


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class EndForm(PortalForm):
    who = forms.ChoiceField(
        label="Whose access ends?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whose access ends", "invalid_choice": "Select somebody from the list"},
    )
    why = forms.CharField(
        label="Why?",
        widget=WORDS,
        max_length=500,
        help_text="For example: moved to another team, no longer works with the family",
        error_messages={"required": "Enter why the access ends"},
    )

    def __init__(self, *args: Any, grants: Sequence[CaseGrant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._grants = {code_of(one): one for one in grants}
        choices = [(code, words_of(one)) for code, one in self._grants.items()]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    @property
    def grant(self) -> CaseGrant:
        return self._grants[self.cleaned_data["who"]]


class RestrictForm(PortalForm):
    keep = forms.MultipleChoiceField(
        label="Who goes on seeing this case?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Everybody else loses access with their next click. Keep yourself, if you are to go on seeing it",
        error_messages={
            "required": "Select who goes on seeing this case",
            "invalid_choice": "Select people from the list",
        },
    )
    why = forms.CharField(
        label="Why must this case be restricted?",
        widget=WORDS,
        max_length=500,
        help_text="For example: the child of a member of staff",
        error_messages={"required": "Enter why this case must be restricted"},
    )

    def __init__(self, *args: Any, seers: Sequence[Membership], lead: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seers, self._lead = {one.ref: one for one in seers}, lead
        choices = [(ref, Option(one.user.name, hint=str(one))) for ref, one in self._seers.items()]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]

    def clean_keep(self) -> list[str]:
        kept: list[str] = self.cleaned_data["keep"]
        stays = [Stays(one.get_role(), one.agency_id == self._lead) for ref, one in self._seers.items() if ref in kept]
        for words in missing(stays):
            self.add_error("keep", words)
        return kept

    @property
    def memberships(self) -> list[Membership]:
        return [self._seers[ref] for ref in self.cleaned_data["keep"]]


class WhyForm(PortalForm):
    why = forms.CharField(label="Why?", widget=WORDS, max_length=500, error_messages={"required": "Enter why"})

"""Agencies involved, people and services around a child, police references, and what a case says of the child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.actions import Crime, Facts, Share
from cse_portal.cases.models import CaseMember, Involvement, ServiceAround
from cse_portal.cases.sharing import (
    ANSWERS,
    BASES,
    BASIS_HINTS,
    LEVELS,
    MODELS,
    NEEDS,
    NEEDS_WORDS,
    POLICE_OUTCOMES,
    Asked,
    Basis,
    Level,
    Model,
    Need,
    PoliceOutcome,
    wrong_with,
)
from cse_portal.core import clock
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea

YES, NO, NONE = "yes", "no", "none"
WORDS = NarrativeTextarea(attrs={"rows": "3"})
TEXT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class InvolveForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"until": "Last day", "purpose": "What for"}

    agency = forms.ChoiceField(
        label="Agency",
        error_messages={"required": "Select an agency", "invalid_choice": "Select an agency from the list"},
    )
    purpose = forms.CharField(
        label="What do they take part for?",
        widget=WORDS,
        max_length=500,
        help_text="Whoever sees this case can read this",
        error_messages={"required": "Enter what they take part for"},
    )
    contact = forms.CharField(
        label="Whom does one talk to there?", required=False, max_length=200, help_text="A name, and a phone number"
    )
    basis = forms.TypedChoiceField(
        label="On what lawful ground is this shared?",
        widget=forms.RadioSelect,
        coerce=Basis,
        choices=[(one.value, Option(words, hint=BASIS_HINTS.get(one, ""))) for one, words in BASES.items()],
        error_messages={"required": "Select on what lawful ground this is shared"},
    )
    asked = forms.TypedChoiceField(
        label="Were the child and the family asked?",
        widget=forms.RadioSelect,
        coerce=Asked,
        choices=[(one.value, Option(words)) for one, words in ANSWERS.items()],
        error_messages={"required": "Select whether the child and the family were asked"},
    )
    asked_words = forms.CharField(
        label="What did they say, or why were they not asked?",
        widget=WORDS,
        required=False,
        max_length=500,
        help_text="Needed where they did not agree, or were not asked",
    )
    sees_case = forms.TypedChoiceField(
        label="Does the agency see the case in the portal?",
        widget=forms.RadioSelect,
        coerce=lambda value: value == YES,
        choices=[
            (YES, Option("Yes", hint="Everyone there whose role sees the agency’s cases. They are told")),
            (NO, Option("No, it is told what it needs to know")),
        ],
        error_messages={"required": "Select whether the agency sees the case"},
    )
    until = DateField(
        label="Until which day?", required=False, bound=Bound.TODAY_OR_FUTURE, help_text="If it is known"
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], may_give: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        choices = [("", "Choose an agency"), *((ref, one.name) for ref, one in self._agencies.items())]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]
        if not may_give:
            del self.fields["sees_case"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        basis, asked = found.get("basis"), found.get("asked")
        if basis and asked and (wrong := wrong_with(basis, asked)):
            self.add_error("basis", wrong)
        if asked in NEEDS_WORDS and not found.get("asked_words") and "asked_words" not in self.errors:
            self.add_error("asked_words", "Enter what they said, or why they were not asked")
        return found

    def share(self) -> Share:
        found = self.cleaned_data
        names = ("purpose", "basis", "asked", "asked_words", "contact", "until")
        said = {name: found[name] for name in names}
        return Share(self._agencies[found["agency"]], **said, sees_case=found.get("sees_case", False))


class EndForm(PortalForm):
    """One of several ends, with a reason."""

    who = forms.ChoiceField(
        label="Who?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who", "invalid_choice": "Select one from the list"},
    )
    why = forms.CharField(label="Why?", widget=WORDS, max_length=500, error_messages={"required": "Enter why"})

    def __init__(self, *args: Any, rows: Sequence[Involvement | ServiceAround], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {one.ref: one for one in rows}
        named = [(ref, Option(_words_of(one))) for ref, one in self._rows.items()]
        self.fields["who"].choices = named  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Any:
        return self._rows[self.cleaned_data["who"]]


def _words_of(row: Involvement | ServiceAround) -> str:
    return str(row.agency) if isinstance(row, Involvement) else f"{row.name}, {row.service}"


class ServiceForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"name": "Name", "service": "Agency or service", "since": "Since when"}

    name = forms.CharField(label="Who works with the child?", max_length=120, help_text="The person’s name")
    service = forms.CharField(label="For which agency or service?", max_length=120)
    what_for = forms.CharField(
        label="What for?",
        max_length=300,
        help_text="For example: keep-safe work, advocacy, counselling, mentoring",
        error_messages={"required": "Enter what for"},
    )
    phone = forms.CharField(label="Phone", required=False, max_length=30, widget=TEXT)
    since = DateField(label="Since when?", bound=Bound.TODAY_OR_PAST)


def _level(code: str) -> Level | None:
    return None if code == NONE else Level(code)


def _outcome(code: str) -> PoliceOutcome | None:
    return None if code == NONE else PoliceOutcome(code)


class PoliceForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"reference": "Crime reference", "level": "Category"}

    reference = forms.CharField(label="Crime reference (CRIS)", max_length=40, widget=TEXT)
    level = forms.TypedChoiceField(
        label="In which category do the police keep it?",
        widget=forms.RadioSelect,
        required=False,
        coerce=_level,
        empty_value=None,
        choices=[(NONE, Option("Not known yet")), *((one.value, Option(words)) for one, words in LEVELS.items())],
    )
    is_flagged = forms.BooleanField(label="It has the police’s flag for child sexual exploitation", required=False)
    outcome = forms.TypedChoiceField(
        label="What came of it?",
        widget=forms.RadioSelect,
        required=False,
        coerce=_outcome,
        empty_value=None,
        choices=[
            (NONE, Option("Nothing is known yet")),
            *((one.value, Option(words)) for one, words in POLICE_OUTCOMES.items()),
        ],
    )

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].help_text = f"Here they look like {example}. Another one is taken as well, and marked"

    def crime(self) -> Crime:
        found = self.cleaned_data
        return Crime(found["reference"], found["level"], found["is_flagged"], found["outcome"])


class FactsForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"models": "How", "best": "Whom the child trusts"}

    need = forms.TypedChoiceField(
        label="Is sexual exploitation what brought the child to notice?",
        widget=forms.RadioSelect,
        coerce=Need,
        choices=[(one.value, Option(words)) for one, words in NEEDS.items()],
        error_messages={"required": "Select whether it is what brought the child to notice"},
    )
    models = forms.MultipleChoiceField(
        label="How is the child exploited?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[(one.value, Option(words)) for one, words in MODELS.items()],
        help_text="Select all that apply, as far as it is known",
    )
    best = forms.CharField(
        label="Who has the best relationship with the child?",
        required=False,
        max_length=200,
        help_text="In the child’s eyes. Anybody: a teacher, an aunt, a youth worker",
    )
    best_with = forms.ChoiceField(label="Is it somebody who works on this case?", required=False)

    def __init__(self, *args: Any, members: Sequence[CaseMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {one.membership.ref: one.membership for one in members}
        named = [(ref, f"{one.user.name}, {one}") for ref, one in self._members.items()]
        self.fields["best_with"].choices = [("", "No, or not known"), *named]  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        found = self.cleaned_data
        models = [Model(one) for one in found["models"]]
        return Facts(found["need"], models, found["best"], self._members.get(found["best_with"]))


def today() -> dict[str, Any]:
    return {"since": clock.today()}

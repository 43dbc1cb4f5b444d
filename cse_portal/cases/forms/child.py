"""Who the child is, in three short forms, and the question that somebody takes on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.cases import child_lists as lists
from cse_portal.cases.child_lists import Answer, Born
from cse_portal.cases.completeness import ABOUT, Gap
from cse_portal.core import clock
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea

NOT_YET = ("", "Not yet known")
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


def titled(titles: lists.Titles) -> list[tuple[str, str]]:
    return [NOT_YET, *lists.choices(titles)]


LAST_NAME = "Enter the last name, or select that it is not known yet"


class WhoForm(PortalForm):
    """By which names, and since when. That the last name is not known is said, and is an empty one in the record."""

    error_labels: ClassVar[dict[str, str]] = {"born_on": "Date of birth"}

    given_names = forms.CharField(label="First and middle names", max_length=120, widget=forms.TextInput(attrs=PLAIN))
    family_name = forms.CharField(
        label="Last name",
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": LAST_NAME},
    )
    no_family_name = forms.BooleanField(label="The last name is not known yet", required=False)
    known_as = forms.CharField(
        label="Known as",
        required=False,
        max_length=120,
        help_text="The name the child wants to be called by",
        widget=forms.TextInput(attrs=PLAIN),
    )
    born_is = forms.ChoiceField(
        label="When was the child born?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the date of birth is known"},
        choices=[(code, Option(title)) for code, title in lists.BORN.items()],
    )
    born_on = DateField(label="Date", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("no_family_name"):
            self._go_without_last_name(said)
        if "born_on" not in self.errors:
            self._check_date(said)
        return said

    def _go_without_last_name(self, said: dict[str, Any]) -> None:
        if said.get("family_name"):
            self.add_error("family_name", LAST_NAME)
        elif self.has_error("family_name", "required"):
            del self.errors["family_name"]
            said["family_name"] = ""

    def _check_date(self, said: dict[str, Any]) -> None:
        born_is, day = said.get("born_is"), said.get("born_on")
        if born_is == Born.NOT_KNOWN:
            said["born_on"] = None
        elif born_is and day is None:
            self.add_error("born_on", "Enter the date, or select that it is not yet known")
        elif born_is in (Born.KNOWN, Born.ESTIMATED) and day and day > clock.today():
            self.add_error("born_on", "Date of birth must be today or in the past")

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in IDENTITY}


IDENTITY = ("given_names", "family_name", "known_as", "born_is", "born_on")


class IdentityForm(WhoForm):
    field_order = (*IDENTITY[:2], "no_family_name", IDENTITY[2], "keeps_old_name", *IDENTITY[3:])

    keeps_old_name = forms.BooleanField(
        label="The legal name on record was right until now",
        required=False,
        help_text="It stays on record as an earlier name, and the child is still found by it. "
        "Leave this empty to correct a mistake",
    )


class BackgroundForm(PortalForm):
    """What is not known stays so, and stands among what is missing."""

    sex = forms.ChoiceField(label="Sex", required=False, choices=titled({"female": "Female", "male": "Male"}))
    gender = forms.CharField(
        label="Gender, in the child’s own words",
        required=False,
        max_length=100,
        help_text="If it is not the same as sex",
    )
    ethnicity = forms.ChoiceField(
        label="Ethnicity",
        required=False,
        help_text="As the child or family say it",
        choices=[NOT_YET, *((group, lists.choices(titles)) for group, titles in lists.ETHNICITY_GROUPS.items())],
    )
    nationality = forms.CharField(label="Nationality", required=False, max_length=100)
    language = forms.CharField(label="First language", required=False, max_length=100)
    needs_interpreter = forms.ChoiceField(
        label="Does the child or family need an interpreter?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Answer.YES, Option("Yes", reveals="interpreter_language")),
            (Answer.NO, Option("No")),
            (Answer.NOT_KNOWN, Option("Not yet known")),
        ],
    )
    interpreter_language = forms.CharField(
        label="Into which language, and for whom?",
        required=False,
        max_length=100,
        help_text="For example British Sign Language, for the child. Never use a relative or friend to interpret",
    )
    religion = forms.ChoiceField(label="Religion", required=False, choices=titled(lists.RELIGION))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("needs_interpreter") == Answer.YES and not said.get("interpreter_language"):
            self.add_error("interpreter_language", "Enter the language, and who needs the interpreter")
        elif said.get("needs_interpreter") != Answer.YES:
            said["interpreter_language"] = ""
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}


class NeedsForm(PortalForm):
    disabilities = forms.MultipleChoiceField(
        label="Disability",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Select all that apply. Leave everything empty while it is not known",
        choices=[
            *((code, Option(title)) for code, title in lists.DISABILITY.items() if code != lists.NO_DISABILITY),
            (lists.NO_DISABILITY, Option(lists.DISABILITY[lists.NO_DISABILITY], divider="or")),
        ],
    )
    sen = forms.ChoiceField(
        label="Special educational needs",
        required=False,
        choices=[NOT_YET, *((code, title) for code, title in lists.SEN.items() if code != Answer.NOT_KNOWN)],
    )
    what_helps = forms.CharField(
        label="What helps the child to take part",
        required=False,
        max_length=2000,
        help_text="How to speak with them, where, with whom, what to bring",
        widget=NarrativeTextarea(attrs={"rows": 4}),
    )

    def clean_disabilities(self) -> list[str]:
        said: list[str] = self.cleaned_data["disabilities"]
        if lists.NO_DISABILITY in said and len(said) > 1:
            raise forms.ValidationError("Select either the disabilities or “No disability”")
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}


class AskForm(PortalForm):
    """Only what is missing can be asked for."""

    error_labels: ClassVar[dict[str, str]] = {"ask_by": "Day"}

    fact = forms.ChoiceField(
        label="What is to be found out?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is to be found out"},
    )
    who_could_know = forms.CharField(
        label="Who could know?",
        max_length=200,
        help_text="A service or a person, for example school, GP, grandmother",
        error_messages={"required": "Enter who could know"},
    )
    ask_by = DateField(label="By which day will you have asked?", bound=Bound.TODAY_OR_FUTURE)

    def __init__(self, *args: Any, gaps: tuple[Gap, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (gap.fact.value, Option(gap.title, hint=f"Often known to: {ABOUT[gap.fact].who_knows}")) for gap in gaps
        ]
        self.fields["fact"].choices = choices  # type: ignore[attr-defined]

"""The forms by which each kind of fact about a child is written and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.cases import child_lists as lists
from cse_portal.cases import identifiers
from cse_portal.cases.fact_kinds import words_of
from cse_portal.cases.identifiers import Kind
from cse_portal.cases.models import Fact
from cse_portal.cases.postcodes import tidy_postcode
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option, PhoneField
from cse_portal.ui.forms import PortalForm

PLAIN = {"autocomplete": "off", "spellcheck": "false"}
KEPT_BACK = "Confidential: show it only to roles that go to the child or send somebody"
NEVER_RIGHT = "never_right"
STILL_THERE = "If they have died, select No for living with the child and for parental responsibility"


def a_line(label: str, *, most: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=PLAIN), **more)


def one_of(label: str, titles: lists.Titles, *, empty: str = "Choose", **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", empty), *lists.choices(titles)], **more)


def radios(label: str, titles: lists.Titles, **more: Any) -> forms.ChoiceField:
    options = [(code, Option(title)) for code, title in titles.items()]
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=options, **more)


class FactForm(PortalForm):
    """What every fact says beside itself. A new one may replace one that is there; an old one may be corrected."""

    own: ClassVar[tuple[str, ...]]
    error_labels: ClassVar[dict[str, str]] = {"since": "First day", "until": "Last day"}

    since = DateField(label="Since when?", required=False, bound=Bound.TODAY_OR_PAST, help_text="If it is known")
    until = DateField(label="Until when?", required=False, help_text="Leave empty while it is still so")
    note = a_line(
        "Note", most=500, required=False, help_text="What a colleague should know about this, and who said so"
    )

    def __init__(self, *args: Any, others: Sequence[Any] = (), fact: Fact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others, self._fact = {one.ref: one for one in others}, fact
        if fact is None:
            del self.fields["until"]
        if fact is None and others:
            self._offer_to_replace()
        self.order_fields([*self.own, "replaces", "since", "until", "is_confidential", "note"])

    def _offer_to_replace(self) -> None:
        """Only where something of this kind is on record."""
        options = [(ref, Option(words_of(one))) for ref, one in self._others.items()]
        self.fields["replaces"] = forms.ChoiceField(
            label="Does it replace what is on record?",
            required=False,
            widget=forms.RadioSelect,
            choices=[*options, ("", Option("No, that stays right as well", divider="or"))],
            help_text="What it replaces stays in the history, and ends the day before this begins",
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("since"), said.get("until")
        if first and last and last < first:
            self.add_error("until", "Last day must be on or after the first day")
        return said

    @property
    def values(self) -> dict[str, Any]:
        names = (*self.own, "since", "note", *(("until",) if self._fact else ()))
        return {name: self.cleaned_data[name] for name in names}

    @property
    def replaced(self) -> Any:
        return self._others.get(self.cleaned_data.get("replaces") or "")


class NameForm(FactForm):
    own = ("kind", "name")

    kind = one_of("What kind of name is it?", lists.NAME_KINDS, error_messages={"required": "Select the kind of name"})
    name = a_line("Name", error_messages={"required": "Enter the name"})


class IdentifierForm(FactForm):
    own = ("kind", "value")
    error_labels: ClassVar[dict[str, str]] = {**FactForm.error_labels, "value": "Number"}

    kind = forms.ChoiceField(
        label="Which number is it?",
        widget=forms.RadioSelect,
        choices=[(kind.value, Option(rule.title, hint=rule.hint)) for kind, rule in identifiers.RULES.items()],
        error_messages={"required": "Select which number it is"},
    )
    value = a_line("Number", most=40, error_messages={"required": "Enter the number"})

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        kind, value = said.get("kind"), said.get("value")
        if kind and value:
            self._check_number(said, Kind(kind), value)
        return said

    def _check_number(self, said: dict[str, Any], kind: Kind, value: str) -> None:
        if wrong := identifiers.problem(kind, value):
            self.add_error("value", wrong)
            return
        said["value"] = identifiers.tidy(kind, value)
        if said.get("until") is None:
            self._check_alone(said.get("replaces"), kind)

    def _check_alone(self, replaced: str | None, kind: Kind) -> None:
        """Only one number of a kind is right at a time."""
        open_ones = [one for one in self._others.values() if one.until is None and one.ref != replaced]
        if any(one.kind == kind for one in open_ones):
            there = f"{identifiers.TITLES[kind]} is on record already"
            if self._fact is None:
                self.add_error("replaces", f"{there}. Select it, or correct it there")
            else:
                self.add_error("kind", f"{there}. Correct it there, or enter until when this one was right")


class AddressForm(FactForm):
    own = ("kind", "lines", "postcode", "authority", "is_confidential")

    kind = one_of("What kind of address is it?", lists.ADDRESS_KINDS, error_messages={"required": "Select the kind"})
    lines = forms.CharField(
        label="Address",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )
    postcode = a_line("Postcode", most=10, required=False)
    authority = a_line("Borough or council area", most=120, required=False)
    is_confidential = forms.BooleanField(label=KEPT_BACK, required=False)

    def clean_postcode(self) -> str:
        typed = str(self.cleaned_data["postcode"])
        tidied = tidy_postcode(typed)
        if typed and not tidied:
            raise forms.ValidationError("Enter a full postcode, like W1A 1AA, or leave it empty")
        return tidied

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") not in (None, "", "none") and not said.get("lines") and "lines" not in self.errors:
            self.add_error("lines", "Enter the address, or select “No fixed address”")
        return said


class PhoneForm(FactForm):
    own = ("kind", "number", "is_safe", "is_confidential")

    kind = one_of("What is it?", lists.PHONE_KINDS, error_messages={"required": "Select what it is"})
    number = a_line("Number, address or name", error_messages={"required": "Enter the number, address or name"})
    is_safe = radios(
        "Is it safe to use?", lists.SAFE_TO_USE, error_messages={"required": "Select whether it is safe to use"}
    )
    is_confidential = forms.BooleanField(label=KEPT_BACK, required=False)


class SchoolingForm(FactForm):
    own = ("place", "status", "year_group", "attendance", "attendance_on", "is_confidential")
    error_labels: ClassVar[dict[str, str]] = {
        **FactForm.error_labels,
        "attendance": "Attendance",
        "attendance_on": "Day",
    }

    place = a_line("School, college or provider", required=False)
    status = one_of("How does the child attend?", lists.SCHOOL_STATUSES, error_messages={"required": "Select how"})
    year_group = a_line("Year group", most=20, required=False)
    attendance = forms.IntegerField(
        label="Attendance this school year, in per cent", required=False, min_value=0, max_value=100
    )
    attendance_on = DateField(label="Attendance counted up to which day?", required=False, bound=Bound.TODAY_OR_PAST)
    is_confidential = forms.BooleanField(label=KEPT_BACK, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        attends = said.get("status") in ("on_roll", "part_time", "suspended", "alternative", "college")
        if attends and not said.get("place") and "place" not in self.errors:
            self.add_error("place", "Enter the school, college or provider")
        if said.get("attendance") is not None and not said.get("attendance_on") and "attendance_on" not in self.errors:
            self.add_error("attendance_on", "Enter up to which day the attendance was counted")
        return said


class HealthForm(FactForm):
    own = ("kind", "name", "phone")

    kind = one_of("Which service is it?", lists.HEALTH_KINDS, error_messages={"required": "Select the service"})
    name = a_line("Name of the practice or person", error_messages={"required": "Enter the name"})
    phone = PhoneField(label="Phone", required=False)


class StatusForm(FactForm):
    own = ("kind", "legal_status", "cp_category")

    kind = forms.ChoiceField(
        label="What is the child’s status?",
        widget=forms.RadioSelect,
        choices=[
            (code, Option(title, reveals={"lac": "legal_status", "cp": "cp_category"}.get(code, ())))
            for code, title in lists.STATUS_KINDS.items()
        ],
        error_messages={"required": "Select the status"},
    )
    legal_status = one_of("Legal status", lists.LEGAL_STATUSES, required=False)
    cp_category = one_of("Category of the child protection plan", lists.CP_CATEGORIES, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        kind = said.get("kind")
        if kind == "lac" and not said.get("legal_status"):
            self.add_error("legal_status", "Select the legal status")
        if kind == "cp" and not said.get("cp_category"):
            self.add_error("cp_category", "Select the category")
        if kind != "lac":
            said["legal_status"] = ""
        if kind != "cp":
            said["cp_category"] = ""
        return said


class PlacementForm(FactForm):
    own = ("kind", "carer", "phone", "is_out_of_borough", "host_authority", "is_confidential")

    kind = one_of("Where does the child live now?", lists.PLACEMENT_KINDS, error_messages={"required": "Select where"})
    carer = a_line("Carer or home", required=False)
    phone = PhoneField(label="Phone", required=False)
    is_out_of_borough = forms.BooleanField(
        label="It is outside the borough that looks after the child", required=False
    )
    host_authority = a_line(
        "Host borough or council",
        most=120,
        required=False,
        help_text="Needed when the placement is outside the borough",
    )
    is_confidential = forms.BooleanField(label=KEPT_BACK, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("is_out_of_borough") and not said.get("host_authority") and "host_authority" not in self.errors:
            self.add_error("host_authority", "Enter the host borough or council")
        return said


class ElsewhereForm(FactForm):
    own = ("authority", "contact")

    authority = a_line("Borough or council", most=120, error_messages={"required": "Enter the borough or council"})
    contact = a_line("Whom to ask there", required=False)


class RelationForm(FactForm):
    own = (
        *("name", "kind", "sex", "born_on", "lives_with_child", "has_parental", "may_be_told"),
        *("closeness", "has_died", "phone"),
    )
    error_labels: ClassVar[dict[str, str]] = {**FactForm.error_labels, "born_on": "Date of birth"}

    name = a_line("Name", error_messages={"required": "Enter the name"})
    kind = one_of("What are they to the child?", lists.RELATIONS, error_messages={"required": "Select what they are"})
    sex = radios("Sex, if it is known", lists.SEX, required=False)
    born_on = DateField(label="Date of birth, if they are a child", required=False, bound=Bound.TODAY_OR_PAST)
    lives_with_child = radios(
        "Do they live with the child?", lists.LIVES_WITH, error_messages={"required": "Select one"}
    )
    has_parental = radios(
        "Do they hold parental responsibility?", lists.ANSWERS, error_messages={"required": "Select one"}
    )
    may_be_told = radios(
        "May they be told about our work with the child?", lists.MAY_BE_TOLD, error_messages={"required": "Select one"}
    )
    closeness = radios("What is it like between them and the child?", lists.CLOSENESS, required=False)
    has_died = forms.BooleanField(label="They have died", required=False)
    phone = PhoneField(label="Phone", required=False)

    def clean_closeness(self) -> str:
        return str(self.cleaned_data["closeness"]) or "not_known"

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        is_there = said.get("lives_with_child") in ("yes", "part") or said.get("has_parental") == "yes"
        if said.get("has_died") and is_there:
            self.add_error("has_died", STILL_THERE)
        return said


class WithdrawForm(PortalForm):
    why = a_line(
        "Why was it never right?",
        most=300,
        help_text="For example: it belongs to another child",
        error_messages={"required": "Enter why it was never right"},
    )


FORMS: dict[str, type[FactForm]] = {
    "name": NameForm,
    "number": IdentifierForm,
    "address": AddressForm,
    "phone": PhoneForm,
    "relation": RelationForm,
    "school": SchoolingForm,
    "health": HealthForm,
    "status": StatusForm,
    "placement": PlacementForm,
    "elsewhere": ElsewhereForm,
}

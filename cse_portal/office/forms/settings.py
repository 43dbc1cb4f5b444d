"""A partnership's settings: they are checked by the same rules as the deed itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar, NamedTuple, cast

from django import forms
from django.db.models import Q
from django.forms import BoundField

from cse_portal.agencies import office_hours, timescales
from cse_portal.agencies.crime_references import is_pattern
from cse_portal.agencies.models import LocalAuthority, Panel, Partnership
from cse_portal.agencies.office_hours import BankHolidays, Hours, Week
from cse_portal.agencies.partnership_words import SEARCH_ANSWERS
from cse_portal.agencies.timescales import RULES, TABLE, Area, Timescale
from cse_portal.ui.contrast import ENOUGH_FOR_TEXT, ratio, readable_under_white
from cse_portal.ui.dates import WEEKDAYS
from cse_portal.ui.fields import Option, PhoneField, TimeField
from cse_portal.ui.forms import PortalForm

# Sober colours on which white can be read, for whoever has no brand of their own.
COLOURS: tuple[tuple[str, str], ...] = (
    ("#124c5c", "Teal"),
    ("#1d4b8f", "Blue"),
    ("#35558a", "Slate blue"),
    ("#2b5d34", "Green"),
    ("#5a5148", "Stone"),
    ("#3f4652", "Graphite"),
)


class NamesForm(PortalForm):
    name = forms.CharField(label="Full name", max_length=120)
    short_name = forms.CharField(label="Short name", max_length=40, help_text="Stands at the top of every page")
    own_word = forms.CharField(
        label="What do you call yourselves?",
        max_length=60,
        help_text="For example, partnership, or Local Safeguarding Children Board (LSCB)",
    )
    manager_title = forms.CharField(
        label="What do you call whoever manages it?",
        max_length=60,
        help_text="For example, Partnership manager, or Board manager",
    )
    crime_reference_pattern = forms.CharField(
        label="What does a police crime reference look like?",
        max_length=40,
        help_text="9 for any digit, A for any letter: 9999999/99. Another one is warned of, and taken all the same",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    error_labels: ClassVar[dict[str, str]] = {
        "own_word": "What you call yourselves",
        "manager_title": "What you call whoever manages it",
        "crime_reference_pattern": "What a crime reference looks like",
    }

    def clean_crime_reference_pattern(self) -> str:
        typed = str(self.cleaned_data["crime_reference_pattern"]).upper()
        if not is_pattern(typed):
            raise forms.ValidationError("Enter 9 for each digit and A for each letter, like 9999999/99")
        return typed


class ContactsForm(PortalForm):
    mash_phone = PhoneField(label="MASH phone")
    mash_email = forms.EmailField(
        label="MASH email", required=False, help_text="People are told that it is not for danger now"
    )
    out_of_hours_phone = PhoneField(label="Out-of-hours phone", help_text="The emergency duty team")


class Day(NamedTuple):
    """One weekday's two boxes."""

    name: str
    opens: BoundField
    closes: BoundField


class HoursForm(PortalForm):
    """Empty boxes are a closed day."""

    marks_optional = False
    bank_holidays = forms.ChoiceField(
        label="On bank holidays",
        widget=forms.RadioSelect,
        choices=[(one.value, title) for one, title in office_hours.BANK_HOLIDAY_TITLES.items()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for day in range(7) for name in _names(day)), "bank_holidays"])

    def days(self) -> list[Day]:
        return [Day(WEEKDAYS[day], *(self[name] for name in _names(day))) for day in range(7)]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for day in range(7):
            self._check(day, *(found.get(name) for name in _names(day)))
        return found

    def _check(self, day: int, opens: time | None, closes: time | None) -> None:
        first, last = _names(day)
        if first in self.errors or last in self.errors:
            return
        if opens and not closes:
            self.add_error(last, f"Enter when MASH closes on {WEEKDAYS[day]}, or empty both boxes")
        elif closes and not opens:
            self.add_error(first, f"Enter when MASH opens on {WEEKDAYS[day]}, or empty both boxes")
        elif opens and closes and closes <= opens:
            self.add_error(last, f"On {WEEKDAYS[day]} MASH must close later than it opens")

    @property
    def week(self) -> Week:
        times = {day: [self.cleaned_data[name] for name in _names(day)] for day in range(7)}
        return {day: Hours(opens, closes) for day, (opens, closes) in times.items() if opens}

    @property
    def holidays(self) -> BankHolidays:
        return BankHolidays(self.cleaned_data["bank_holidays"])

    @staticmethod
    def initial_of(partnership: Partnership, week: Week) -> dict[str, Any]:
        times: dict[str, time] = {}
        for day, hours in week.items():
            first, last = _names(day)
            times |= {first: hours.opens, last: hours.closes}
        return {"bank_holidays": partnership.bank_holidays, **times}


def _names(day: int) -> tuple[str, str]:
    return f"opens_{day}", f"closes_{day}"


for _day, _name in enumerate(WEEKDAYS):
    for _field, _does in zip(_names(_day), ("opens", "closes"), strict=True):
        HoursForm.base_fields[_field] = TimeField(label=f"{_name} {_does} at", required=False)


class ColourForm(PortalForm):
    brand_colour = forms.CharField(
        label="Colour",
        max_length=7,
        help_text="Six digits as designers write them, like #124c5c. White words must be readable on it",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def clean_brand_colour(self) -> str:
        typed = f"#{str(self.cleaned_data['brand_colour']).strip().lstrip('#').lower()}"
        if len(typed) != 7 or any(digit not in "0123456789abcdef" for digit in typed[1:]):
            raise forms.ValidationError("Colour must be six digits or letters a to f, like #124c5c")
        contrast = ratio(typed, "#ffffff")
        if contrast < ENOUGH_FOR_TEXT:
            raise forms.ValidationError(
                f"White words cannot be read on {typed}: the contrast is {contrast:.1f} to 1 and must be 4.5 to 1. "
                f"The nearest colour that works is {readable_under_white(typed)}"
            )
        return typed


class SearchingForm(PortalForm):
    answers_unknown_like_known = forms.TypedChoiceField(
        label="What does somebody hear who may not see a child’s record?",
        help_text="Both answers give MASH’s number. Neither gives a name, and each such search is recorded",
        coerce=lambda value: value == "yes",
        choices=[
            (
                "yes",
                Option(SEARCH_ANSWERS[True], hint="Nobody learns from the search that a child is, or is not, known"),
            ),
            (
                "no",
                Option(
                    SEARCH_ANSWERS[False],
                    hint="When nobody by that name is recorded. A restricted child answers like one who is not there",
                ),
            ),
        ],
        widget=forms.RadioSelect,
    )
    error_labels: ClassVar[dict[str, str]] = {"answers_unknown_like_known": "What somebody hears"}


class TimescalesForm(PortalForm):
    """The timescales of one area; fixed ones are shown beside it, not asked for."""

    reason = forms.CharField(
        label="Why are you changing this?", widget=forms.Textarea, max_length=500, help_text="Stands in the history"
    )
    error_labels: ClassVar[dict[str, str]] = {"reason": "Why you are changing this"}

    def __init__(self, *args: Any, area: Area, in_force: Mapping[Timescale, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area, self.in_force = area, in_force
        self.order_fields([*self._codes(), "reason"])

    def _codes(self) -> list[Timescale]:
        return [code for code, rule in TABLE[self.area].items() if not rule.is_fixed]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        amounts = self._amounts(found)
        for code, words in timescales.clashes({**self.in_force, **amounts}):
            if code in amounts:
                self.add_error(code, words)
        if not self.errors and all(self.in_force[code] == amount for code, amount in amounts.items()):
            raise forms.ValidationError("Nothing is changed yet. Change an amount, or go back")
        return found

    def _amounts(self, found: Mapping[str, Any]) -> dict[Timescale, int]:
        return {code: found[code] for code in self._codes() if found.get(code) is not None}

    @property
    def amounts(self) -> dict[Timescale, int]:
        return self._amounts(self.cleaned_data)


def timescales_form(area: Area) -> type[TimescalesForm]:
    """A form class with a box for each timescale of the area that a partnership may set."""
    fields = {code.value: _box(code) for code, rule in TABLE[area].items() if not rule.is_fixed}
    return type(f"{area.value.title()}TimescalesForm", (TimescalesForm,), fields)


def _box(code: Timescale) -> forms.IntegerField:
    rule = RULES[code]
    return forms.IntegerField(
        label=f"{rule.what}, {rule.counted}",
        help_text=f"In {rule.unit}: {rule.least} to {rule.most}. Usually {rule.default}",
        min_value=rule.least,
        max_value=rule.most,
        error_messages={
            "required": f"Enter an amount for: {rule.what}",
            "invalid": f"{rule.what} must be a whole number",
            "min_value": f"{rule.what} must be between {rule.least} and {rule.most}",
            "max_value": f"{rule.what} must be between {rule.least} and {rule.most}",
        },
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class AuthorityForm(PortalForm):
    name = forms.CharField(label="Name", max_length=120, help_text="For example, London Borough of Larkmere")
    short_name = forms.CharField(label="Short name", max_length=40)
    code = forms.CharField(
        label="Statistics code",
        max_length=9,
        required=False,
        help_text="Nine characters, like E09000028. Returns to the government ask for it",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def __init__(
        self, *args: Any, partnership: Partnership, authority: LocalAuthority | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._others = partnership.authorities.exclude(pk=authority.pk if authority else 0)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self._others.filter(name__iexact=name).exists():
            raise forms.ValidationError("An authority of this name is there already")
        return name

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper().replace(" ", "")
        if code and (len(code) != 9 or not code.isalnum()):
            raise forms.ValidationError("Statistics code must be nine letters and digits, like E09000028")
        return code


class AuthorityEditForm(AuthorityForm):
    left_on = forms.BooleanField(
        label="This authority no longer belongs to the partnership",
        required=False,
        help_text="Its records stay. It is offered for nothing new",
    )


class PanelForm(PortalForm):
    kind = forms.ChoiceField(label="What is it?", choices=Panel.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=120, help_text="For example, Larkmere MASE panel")
    authorities = forms.ModelMultipleChoiceField(
        label="Whose children does it sit for?",
        queryset=LocalAuthority.objects.none(),
        to_field_name="ref",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one authority"},
    )
    error_labels: ClassVar[dict[str, str]] = {"kind": "What it is", "authorities": "Whose children it sits for"}

    def __init__(self, *args: Any, partnership: Partnership, panel: Panel | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = partnership.panels.exclude(pk=panel.pk if panel else 0)
        offered = Q(left_on__isnull=True) | Q(panels=panel) if panel else Q(left_on__isnull=True)
        cast(Any, self.fields["authorities"]).queryset = partnership.authorities.filter(offered).distinct()

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self._others.filter(name__iexact=name).exists():
            raise forms.ValidationError("A panel of this name is there already")
        return name


class PanelEditForm(PanelForm):
    ended_on = forms.BooleanField(
        label="This panel no longer sits", required=False, help_text="Its records stay. It is offered for nothing new"
    )

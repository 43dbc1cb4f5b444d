"""What is asked of a person of concern, a place, a vehicle, a phone, a group or a business."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from cse_portal.cases.postcodes import tidy_postcode
from cse_portal.network.forms.graded import GRADE_FIELDS, GradedForm
from cse_portal.network.item_kinds import DETAILS, FIELDS, LABELS, PLACES, ItemKind
from cse_portal.network.models import Item
from cse_portal.ui.asked import PLAIN, lines, narrative
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, PhoneField
from cse_portal.ui.forms import PortalForm

OLDEST = 120
MOST_ALIASES, LONGEST_ALIAS = 20, 100
SHORT = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"})


def number(label: str, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=OLDEST, widget=widget, **more)


def degrees(label: str, most: int, **more: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(-most),
        max_value=Decimal(most),
        max_digits=8,
        decimal_places=5,
        widget=widget,
        **more,
    )


def asked_of_item() -> dict[str, forms.Field]:
    """Every question there is; a form keeps those of its kind."""
    return {
        "label": forms.CharField(
            max_length=200, widget=PLAIN, error_messages={"required": "Enter what it is called, or “not known”"}
        ),
        "aliases": lines(
            "Other names and nicknames", most=1000, required=False, help_text="One on a line. A nickname links cases"
        ),
        "born_on": DateField(label="Date of birth", bound=Bound.TODAY_OR_PAST, required=False),
        "age_from": number("Youngest they may be", help_text="In years, where the date of birth is not known"),
        "age_to": number("Oldest they may be"),
        "ethnicity": forms.CharField(
            label="Ethnicity", required=False, max_length=100, widget=PLAIN, help_text="As they describe it themselves"
        ),
        "nationality": forms.CharField(label="Nationality", required=False, max_length=100, widget=PLAIN),
        "ask_by": DateField(
            label="If one of these is not yet known, by when will you ask?",
            required=False,
        ),
        "marker": forms.CharField(
            label="PNC or ViSOR marker", required=False, max_length=200, widget=PLAIN, help_text="Police know it"
        ),
        "position_of_trust": lines(
            "Do they work with children, or hold a position of trust?",
            most=300,
            required=False,
            help_text="Which, and where. The local authority’s designated officer must then be told",
        ),
        **_asked_of_thing(),
        "description": narrative(
            "What else is known?", rows=4, most=4000, required=False, help_text="How somebody would know them again"
        ),
    }


def _asked_of_thing() -> dict[str, forms.Field]:
    return {
        "place_kind": forms.ChoiceField(
            label="What kind of place is it?",
            required=False,
            choices=[("", "Not known"), *((one.value, title) for one, title in PLACES.items())],
        ),
        "address": lines(
            "Address", most=300, required=False, help_text="Number or name first, then the street, each on a line"
        ),
        "postcode": forms.CharField(label="Postcode", required=False, max_length=10, widget=SHORT),
        "latitude": degrees("Latitude", 90, help_text="Like 51.51217. It puts the place on the map"),
        "longitude": degrees("Longitude", 180, help_text="Like -0.09045"),
        "plate": forms.CharField(
            label="Number plate", required=False, max_length=20, widget=SHORT, help_text="As much of it as is known"
        ),
        "number": PhoneField(label="Telephone number", required=False),
        "platform": forms.CharField(
            label="On which app or site?", required=False, max_length=60, widget=PLAIN, help_text="Or game, or shop"
        ),
    }


class AsksOfItem(PortalForm):
    """Keeps the questions of one kind, and reads what was answered."""

    error_labels: ClassVar[dict[str, str]] = {
        "label": "Name",
        "ask_by": "Day to ask by",
        "age_from": "Youngest age",
        "age_to": "Oldest age",
    }
    sort: ItemKind

    def ask_of(self, kind: ItemKind) -> None:
        self.sort = kind
        asked = asked_of_item()
        label, hint = LABELS[kind]
        asked["label"].label, asked["label"].help_text = label, hint
        for name in FIELDS[kind]:
            self.fields[name] = asked[name]

    def clean_of_item(self, said: dict[str, Any]) -> None:
        self._clean_ages(said)
        self._clean_point(said)
        if said.get("postcode") and not tidy_postcode(said["postcode"]):
            self.add_error("postcode", "Enter a full UK postcode, like LK4 2QT")
        for one in _lines(said.get("aliases") or ""):
            if len(one) > LONGEST_ALIAS:
                self.add_error("aliases", f"Each name must be {LONGEST_ALIAS} characters or fewer")
                break
        if len(_lines(said.get("aliases") or "")) > MOST_ALIASES:
            self.add_error("aliases", f"Enter {MOST_ALIASES} names or fewer")

    def _clean_ages(self, said: dict[str, Any]) -> None:
        youngest, oldest = said.get("age_from"), said.get("age_to")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", "Oldest age must be the same as or above the youngest")

    def _clean_point(self, said: dict[str, Any]) -> None:
        latitude, longitude = said.get("latitude"), said.get("longitude")
        if (latitude is None) != (longitude is None) and not {"latitude", "longitude"} & set(self.errors):
            missing = "latitude" if latitude is None else "longitude"
            self.add_error(missing, f"Enter the {missing}, too, or leave both empty")

    @property
    def item_values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in FIELDS[self.sort]}
        if "aliases" in said:
            said["aliases"] = _lines(said["aliases"])
        if said.get("postcode"):
            said["postcode"] = tidy_postcode(said["postcode"])
        if "age_from" in said:
            said["age_from"], said["age_to"] = _range(said["age_from"], said["age_to"])
        return said


def _range(youngest: int | None, oldest: int | None) -> tuple[int | None, int | None]:
    """Of one end alone both are that age."""
    return (youngest if youngest is not None else oldest, oldest if oldest is not None else youngest)


def _lines(text: str) -> list[str]:
    found = (" ".join(one.split()) for one in re.split(r"[\r\n;]+", text))
    return list(dict.fromkeys(one for one in found if one))


def asked_as(item: Item) -> dict[str, Any]:
    """As the form shows what is on record."""
    said = {name: getattr(item, name) for name in FIELDS[item.get_kind()]}
    if "aliases" in said:
        said["aliases"] = "\n".join(said["aliases"])
    return said


class ItemForm(AsksOfItem, GradedForm):
    """One item by itself, put right."""

    field_order = (*DETAILS, *GRADE_FIELDS)

    def __init__(self, *args: Any, kind: ItemKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_of(kind)
        self.order_fields([*FIELDS[kind], *GRADE_FIELDS])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.clean_of_item(said)
        return said


class NewItemForm(ItemForm):
    """Where no case is about it yet; the page that is sent says what it is."""

    sort_code = forms.CharField(required=False, widget=forms.HiddenInput)

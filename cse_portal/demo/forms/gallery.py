"""One form with every kind of field, for the component gallery."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, MomentField, Option, TimeField
from cse_portal.ui.forms import FilterForm, PortalForm

TEAMS = [("", "Choose a team"), ("east", "East team"), ("west", "West team")]


class SampleForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {
        "account": "What you saw or heard",
        "reach": "How we may reach you",
    }

    name = forms.CharField(label="Name they are known by", max_length=60, help_text="As they say it")
    email = forms.EmailField(label="Email address", required=False)
    phone = forms.CharField(
        label="Telephone number", required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    )
    age = forms.IntegerField(label="Age", min_value=0, max_value=25)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    account = forms.CharField(
        label="What did you see or hear?",
        widget=forms.Textarea,
        max_length=400,
        help_text="Use the child’s own words where you can",
    )
    born = DateField(label="Date of birth", bound=Bound.PAST, help_text="For example, 27 3 2010")
    seen = MomentField(label="Last seen", bound=Bound.TODAY_OR_PAST, required=False, help_text="For example, 10:10pm")
    rings_at = TimeField(label="Time to ring back", required=False)
    team = forms.ChoiceField(label="Team", choices=TEAMS)
    reach = forms.ChoiceField(
        label="How may we reach you?",
        widget=forms.RadioSelect,
        choices=[
            ("phone", Option("By phone", hint="We ring from a withheld number", reveals="number")),
            ("email", Option("By email", reveals=("address", "reads_at"))),
            ("never", Option("Through my school", divider="or")),
        ],
    )
    number = forms.CharField(label="Which number is safe?", required=False, max_length=20)
    address = forms.EmailField(label="Which address is safe?", required=False)
    reads_at = TimeField(label="When do you read it alone?", required=False)
    signs = forms.MultipleChoiceField(
        label="Signs you have seen",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("missing", Option("Missing from home or school")),
            ("gifts", Option("Gifts without an explanation", hint="Such as a phone, clothes or lifts")),
            ("none", Option("None of these", divider="or")),
        ],
    )
    letter = forms.FileField(label="Letter from school", required=False, help_text="PDF or Word, up to 10MB")
    told = forms.BooleanField(label="I have told the child what I am recording", help_text="Or why I have not")


# Phrases its errors without the question's own words.


class PointForm(PortalForm):
    latitude = forms.FloatField(label="Latitude", required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label="Longitude", required=False, min_value=-180, max_value=180)


class SampleFilter(FilterForm):
    whose = forms.ChoiceField(
        label="Whose work",
        required=False,
        widget=forms.RadioSelect,
        initial="mine",
        choices=[("mine", "Mine"), ("team", "My team"), ("agency", "My agency")],
    )
    kind = forms.MultipleChoiceField(
        label="Kind of work",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("reviews", "Reviews"), ("meetings", "Meetings"), ("panel", "Panel and actions")],
    )


FILLED: dict[str, Any] = {
    "name": "Kai",
    "email": "beth.lindqvist@larkmere.example",
    "phone": "07700 900123",
    "age": 14,
    "account": "“He picks me up after school.” A silver car waited by the gate on Monday.",
    "team": "east",
    "reach": "phone",
    "number": "07700 900456",
    "signs": ["missing", "gifts"],
    "told": True,
}
WRONG = {
    "name": "",
    "email": "beth.lindqvist",
    "age": "fourteen",
    "account": "",
    "born_day": "31",
    "born_month": "",
    "born_year": "2010",
    "seen_day": "3",
    "seen_month": "3",
    "seen_year": "2199",
    "seen_time": "5",
    "rings_at": "quarter past",
    "team": "",
    "reach": "phone",
    "number": "the one with the long number on it",
}

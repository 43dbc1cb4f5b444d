"""The forms of the list of cases: narrowing it, keeping a view of it, and a deed on many."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from cse_portal.cases import listing
from cse_portal.cases.forms.team import PicksWorker
from cse_portal.cases.list_queries import Choices
from cse_portal.cases.listing import Review, Wanted, Whose, in_order, read_sort
from cse_portal.cases.models.list_view import LONGEST_QUERY
from cse_portal.cases.workflow import TITLES
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
Titles = Any


def options(titles: Titles) -> list[tuple[str, Option]]:
    return [(str(code), Option(title)) for code, title in titles.items()]


def tick(label: str, titles: Titles) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, choices=options(titles)
    )


def age(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=listing.OLDEST)


class NarrowForm(PortalForm):
    """Stands in the address: codes and references, never a name. What is odd in it is named, and left out."""

    marks_optional = False
    is_drawn_once = True
    error_labels: ClassVar[dict[str, str]] = {"age_from": "Age from", "age_to": "Age to", "area": "Postcode area"}

    whose = forms.ChoiceField(label="Which cases?", required=False, choices=options(listing.WHOSE))
    score = tick("Score", listing.SCORES)
    flag = tick("All of these hold", listing.FLAGS)
    stage = tick("Stage", TITLES)
    review = forms.ChoiceField(label="Review", required=False, choices=options(listing.REVIEWS))
    worker = forms.ChoiceField(label="Allocated worker", required=False)
    agency = forms.ChoiceField(label="Lead agency", required=False)
    school = forms.ChoiceField(label="School or college", required=False)
    area = forms.CharField(
        label="Postcode area",
        required=False,
        max_length=4,
        help_text="The first half, like W1A",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-4"}),
    )
    age_from = age("Age from")
    age_to = age("Age to")
    column = tick("Columns", {code: one.title for code, one in listing.COLUMNS.items()})
    sort = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, choices: Choices) -> None:
        super().__init__(query or None, initial={"column": listing.SHOWN_AT_FIRST})
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Who and what can be chosen, also after the form was read, where it names none of them."""
        said = {
            "worker": [("", "Anybody"), (listing.NOBODY, "Nobody yet"), *choices.workers],
            "agency": [("", "Any"), *choices.agencies],
            "school": [("", "Any"), *choices.schools],
        }
        for name, found in said.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    @property
    def is_read_by_choices(self) -> bool:
        """Whether it names somebody or something that must be among the choices."""
        return any(self.data.get(name) for name in ("worker", "agency", "school"))

    def clean_area(self) -> str:
        said = str(self.cleaned_data["area"]).upper().replace(" ", "")
        if said and not OUTWARD.fullmatch(said):
            raise forms.ValidationError("Enter the first half of a postcode, like W1A")
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high = said.get("age_from"), said.get("age_to")
        if low is not None and high is not None and high < low:
            self.add_error("age_to", "Age to must be the same as age from, or more")
        return said

    @property
    def is_more_used(self) -> bool:
        """Whether anything of what the page folds away is said, or wrong."""
        folded = ("stage", "agency", "school", "area", "age_from", "age_to")
        return self.is_bound and any(self[name].errors or self[name].value() for name in folded)

    @property
    def wanted(self) -> Wanted:
        """What of it can be understood."""
        if not self.is_bound:
            return Wanted()
        self.full_clean()
        said = self.cleaned_data
        order, is_reversed = read_sort(said.get("sort") or "")
        return Wanted(
            whose=Whose(said.get("whose") or ""),
            scores=in_order(said.get("score") or (), listing.SCORES),
            stages=in_order(said.get("stage") or (), TITLES),
            review=Review(said.get("review") or ""),
            agency=said.get("agency") or "",
            worker=said.get("worker") or "",
            flags=in_order(said.get("flag") or (), listing.FLAGS),
            school=said.get("school") or "",
            area=said.get("area") or "",
            age_from=said.get("age_from"),
            age_to=said.get("age_to"),
            order=order,
            is_reversed=is_reversed,
            columns=in_order(said.get("column") or listing.SHOWN_AT_FIRST, listing.COLUMNS),
        )


class KeepViewForm(PortalForm):
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    name = forms.CharField(
        label="What will you call it?",
        max_length=60,
        help_text="For yourself, for example “Late reviews”. Leave out names of children",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter what you will call it"},
    )
    opens_first = forms.BooleanField(label="Show this whenever I open Cases", required=False)


class AllocateManyForm(PicksWorker):
    """Which cases goes along unseen: references, or everything that the list showed."""

    cases = forms.CharField(required=False, widget=forms.HiddenInput)
    is_all = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].label = "Who is to work with these children?"
        self.fields["worker"].help_text = "Everybody who works cases in your agency, and in the teams below it"

    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)


class SpreadsheetForm(PortalForm):
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why do you need a copy outside the portal?",
        max_length=500,
        help_text="It is kept in the audit trail, with how many children the file names",
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Enter why you need a copy outside the portal"},
    )

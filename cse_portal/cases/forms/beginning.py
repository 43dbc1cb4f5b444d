"""Whom it is about, and then what was seen: the two steps in which a record is begun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.cases import identifiers
from cse_portal.cases.forms.child import IDENTITY, PLAIN, WhoForm
from cse_portal.cases.handling import TITLES, Handling
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea

NUMBERS = [("", "None, or not known"), *((kind.value, rule.title) for kind, rule in identifiers.RULES.items())]


class WhomForm(WhoForm):
    number_kind = forms.ChoiceField(
        label="Do you know a number of the child’s?",
        required=False,
        choices=NUMBERS,
        help_text="A number finds a child whose name is spelled in another way",
    )
    number = forms.CharField(label="The number", required=False, max_length=40, widget=forms.TextInput(attrs=PLAIN))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self._check_number(said)
        return said

    def _check_number(self, said: dict[str, Any]) -> None:
        kind, number = said.get("number_kind", ""), said.get("number", "")
        if number and not kind:
            self.add_error("number_kind", "Select which number it is, or leave the number empty")
        elif kind and not number:
            self.add_error("number", "Enter the number, or select that none is known")
        elif kind:
            which = identifiers.Kind(kind)
            if wrong := identifiers.problem(which, number):
                self.add_error("number", wrong)
            else:
                said["number"] = identifiers.tidy(which, number)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*IDENTITY, "number_kind", "number")}


class BeginForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"happened_on": "Day"}

    is_other = forms.BooleanField(
        label="I have looked at each of these. This is another child",
        error_messages={"required": "Open the records above. If it is another child, say so here"},
    )
    words = forms.CharField(
        label="What have you seen or heard?",
        max_length=4000,
        widget=NarrativeTextarea(attrs={"rows": 6}),
        help_text="What happened, in the child’s own words where you can. Say what you know, and what you think",
        error_messages={"required": "Enter what you have seen or heard"},
    )
    happened_on = DateField(label="When was it, or when did you hear of it?", bound=Bound.TODAY_OR_PAST)
    handling = forms.ChoiceField(
        label="Who may read this?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who may read this"},
    )

    def __init__(self, *args: Any, marks: Sequence[Handling], asks_whether_other: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_whether_other:
            del self.fields["is_other"]
        self.fields["handling"].choices = [(mark.value, Option(TITLES[mark])) for mark in marks]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "words": said["words"],
            "happened_on": said["happened_on"],
            "handling": Handling(said["handling"]),
        }

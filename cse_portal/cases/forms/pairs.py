"""What people say of two records that may be of one child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from cse_portal.cases.merging import SIDES
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

WORDS = forms.Textarea(attrs={"rows": "3"})
CONFIRM, TURN_DOWN = "confirm", "turn_down"
VALUE, CASE = "value_", "case_"


class NotTheSameForm(PortalForm):
    why = forms.CharField(
        label="How do you know that they are two children?",
        widget=WORDS,
        max_length=500,
        help_text="For example: they are twins, or both were seen on one day. Whoever sees both records reads this",
        error_messages={"required": "Enter how you know that they are two children"},
    )


@dataclass(frozen=True)
class Asked:
    """One thing in which the two differ: its name, its title, and what each of them says."""

    name: str
    title: str
    choices: Sequence[tuple[str, str]]


def _one_of(asked: Asked, label: str, required: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        widget=forms.RadioSelect,
        choices=[(code, Option(words)) for code, words in asked.choices],
        error_messages={"required": required},
    )


class ProposeMergeForm(PortalForm):
    """Asks only in what the two records differ."""

    marks_optional = False
    kept = forms.ChoiceField(
        label="Which record goes on?",
        widget=forms.RadioSelect,
        help_text="The other becomes part of it. Both references go on working",
        error_messages={"required": "Select which record goes on"},
    )

    def __init__(
        self,
        *args: Any,
        records: Sequence[tuple[str, str]],
        values: Sequence[Asked],
        cases: Sequence[Asked],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._values, self._cases = values, cases
        self.fields["kept"].choices = [  # type: ignore[attr-defined]
            (side, Option(name, hint=hint)) for side, (name, hint) in zip(SIDES, records, strict=True)
        ]
        for one in values:
            required = f"Select which stays: {one.title.lower()}"
            self.fields[f"{VALUE}{one.name}"] = _one_of(one, f"{one.title}: which stays?", required)
        for one in cases:
            required = f"Select which case goes on in {one.title}"
            self.fields[f"{CASE}{one.name}"] = _one_of(one, f"Which case goes on in {one.title}?", required)
        self.fields["why"] = forms.CharField(
            label="How do you know that both are one child?",
            widget=WORDS,
            max_length=500,
            help_text="The second person reads this before they decide",
            error_messages={"required": "Enter how you know that both are one child"},
        )

    @property
    def values_from(self) -> dict[str, str]:
        return {one.name: self.cleaned_data[f"{VALUE}{one.name}"] for one in self._values}

    @property
    def closes(self) -> list[str]:
        """Of each partnership all open cases but the one that goes on."""
        chosen: Mapping[str, str] = {one.name: self.cleaned_data[f"{CASE}{one.name}"] for one in self._cases}
        return [ref for one in self._cases for ref, _ in one.choices if ref != chosen[one.name]]


class ProposeApartForm(PortalForm):
    why = forms.CharField(
        label="How do you know that they are two children after all?",
        widget=WORDS,
        max_length=500,
        help_text="The second person reads this before they decide",
        error_messages={"required": "Enter how you know that they are two children"},
    )


class SecondForm(PortalForm):
    """The second person’s word: a reason is needed for a no."""

    marks_optional = False
    decision = forms.ChoiceField(
        label="What do you say?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you confirm it or turn it down"},
    )
    why = forms.CharField(
        label="Why?",
        widget=WORDS,
        max_length=500,
        required=False,
        help_text="Needed when you turn it down. Whoever proposed it reads this",
    )

    def __init__(self, *args: Any, yes: str, no: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [(CONFIRM, Option(yes)), (TURN_DOWN, Option(no))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == TURN_DOWN and not str(said.get("why") or "").strip():
            self.add_error("why", "Enter why you turn it down")
        return said

    @property
    def confirms(self) -> bool:
        return bool(self.cleaned_data["decision"] == CONFIRM)

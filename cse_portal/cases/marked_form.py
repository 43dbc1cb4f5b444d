"""Who may read what somebody writes: the question under every entry, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.handling import TITLES, Handling
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm


class MarkedForm(PortalForm):
    """Offers the marks under which the person may write."""

    handling = forms.ChoiceField(
        label="Who may read this?",
        widget=forms.RadioSelect,
        choices=[],
        error_messages={"required": "Select who may read this"},
    )
    named = forms.MultipleChoiceField(
        label="Which agencies?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select agencies from the list"},
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], marks: Sequence[Handling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {one.ref: one for one in agencies}
        reveals = {Handling.NAMED_AGENCIES: "named"}
        self.fields["handling"].choices = [  # type: ignore[attr-defined]
            (mark.value, Option(TITLES[mark], reveals=reveals.get(mark, ()))) for mark in marks
        ]
        self.fields["named"].choices = [  # type: ignore[attr-defined]
            (ref, Option(one.name)) for ref, one in self._agencies.items()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("handling") == Handling.NAMED_AGENCIES and not said.get("named") and "named" not in self.errors:
            self.add_error("named", "Select which agencies may read this")
        return said

    @property
    def mark(self) -> Handling:
        return Handling(self.cleaned_data["handling"])

    @property
    def named_agencies(self) -> list[Agency]:
        if self.mark != Handling.NAMED_AGENCIES:
            return []
        return [self._agencies[ref] for ref in self.cleaned_data["named"]]

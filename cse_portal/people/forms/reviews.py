"""Deciding about each person in an access review, and signing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cse_portal.people.models import ReviewLine
from cse_portal.people.reviews import Decision
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

CHOICES = [
    (Decision.KEEP.value, Option("Keep")),
    (Decision.CHANGE.value, Option("Change the role")),
    (Decision.END.value, Option("End")),
]


class DecideForm(PortalForm):
    """Lines may be left for later: what is decided is saved."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[ReviewLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {field_of(line): line for line in lines}
        for name, line in self.lines.items():
            held = line.membership
            label = f"{held.user.name}, {held.get_role_display()}"
            field = forms.ChoiceField(
                label=label,
                required=False,
                widget=forms.RadioSelect,
                choices=CHOICES,
                error_messages={"invalid_choice": f"Select what happens with the access of {held.user.name}"},
            )
            field.is_inline = True  # type: ignore[attr-defined]
            self.fields[name] = field

    def decisions(self) -> dict[str, Decision]:
        return {line.ref: Decision(self.cleaned_data.get(name) or "") for name, line in self.lines.items()}


class SignForm(PortalForm):
    is_checked = forms.BooleanField(
        label="I have looked at every line, and what it says is right",
        error_messages={"required": "Confirm that you have looked at every line"},
    )
    note = forms.CharField(
        label="Anything whoever reads this should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


def field_of(line: ReviewLine) -> str:
    return f"line_{line.ref}"

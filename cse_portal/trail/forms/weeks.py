"""Deciding about each look of a week, signing it, and answering why one looked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from cse_portal.trail.models import WeekLine
from cse_portal.trail.weeks import Decision
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

CHOICES = [
    (Decision.KNOWN.value, Option("There was a reason")),
    (Decision.ASKED.value, Option("Ask them why")),
    (Decision.RAISED.value, Option("Raise it with information governance")),
]


class DecideForm(PortalForm):
    """Lines may be left for later: what is decided is saved."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[WeekLine], named: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {field_of(line): line for line in lines}
        for name, line in self.lines.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{line.person.name}, {_case(line, named)}",
                help_text=_said(line),
                required=False,
                widget=forms.RadioSelect,
                choices=CHOICES,
                error_messages={"invalid_choice": f"Select what to do about {line.person.name}"},
            )
            self.fields[name].is_inline = True  # type: ignore[attr-defined]

    def decisions(self) -> dict[str, Decision]:
        return {line.ref: Decision(self.cleaned_data.get(name) or "") for name, line in self.lines.items()}


def _case(line: WeekLine, named: Collection[str]) -> str:
    return f"case {line.case_ref}" if line.case_ref in named else "a case you do not see"


def _said(line: WeekLine) -> str:
    times = "once" if line.times == 1 else f"{line.times} times"
    answered = f" Asked, they answered: “{line.answer}”" if line.answer else ""
    waits = " They have not answered yet." if line.waits_for_answer else ""
    return f"Looked {times}. On the day they said: “{line.said}”.{answered}{waits}"


def field_of(line: WeekLine) -> str:
    return f"line_{line.ref}"


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


class AnswerForm(PortalForm):
    words = forms.CharField(
        label="Why did you look?",
        help_text="What you were asked to do, and by whom. Do not write about the child here",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Enter why you looked"},
    )

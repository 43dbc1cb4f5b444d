"""The words of a pledge or of terms of use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from cse_portal.agencies.agreements import ONE_DAY, paragraphs, problem_with_start
from cse_portal.core import clock
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

LONGEST_WORDS = 20_000


class WordsForm(PortalForm):
    text = forms.CharField(
        label="Words",
        max_length=LONGEST_WORDS,
        help_text="Plain paragraphs, with an empty line between them",
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    starts_on = DateField(label="First day", help_text="Tomorrow or later. From this day everyone is asked")

    def clean_text(self) -> str:
        """Kept as it will be shown: paragraphs with an empty line between them."""
        return "\n\n".join(paragraphs(str(self.cleaned_data["text"])))

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if problem := problem_with_start(day, today=clock.today()):
            raise forms.ValidationError(problem)
        return day

    @staticmethod
    def suggested(text: str) -> dict[str, Any]:
        return {"text": text, "starts_on": clock.today() + 7 * ONE_DAY}

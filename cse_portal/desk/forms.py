"""What is typed into the search box."""

from __future__ import annotations

from django import forms

from cse_portal.agencies.find import LONGEST


class FindForm(forms.Form):
    q = forms.CharField(
        label="What are you looking for?",
        help_text="A reference like K7MX-4TRP-W9HC, a name, a date of birth like 27 3 2010, or words from a title",
        max_length=LONGEST,
        error_messages={
            "required": "Enter a reference or a few words",
            "max_length": f"What you are looking for must be {LONGEST} characters or fewer",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )

    def clean_q(self) -> str:
        return " ".join(str(self.cleaned_data["q"]).split())

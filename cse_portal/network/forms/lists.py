"""What is looked for in the network."""

from __future__ import annotations

from django import forms

from cse_portal.ui.forms import PortalForm


class FindForm(PortalForm):
    words = forms.CharField(
        label="Find a person, place or thing",
        max_length=200,
        help_text="A name or nickname, part of a number plate, a phone number, a postcode",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a name, a number or a part of one"},
    )

"""The usual questions: a line, some lines, a longer text, and one of several answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cse_portal.ui.fields import Option
from cse_portal.ui.narrative import NarrativeTextarea

PLAIN = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


def narrative(label: str, *, rows: int = 4, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=NarrativeTextarea(attrs={"rows": rows}), **more)


def lines(label: str, *, most: int = 500, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 2}), **more)


def radios(label: str, choices: Sequence[tuple[str, Option]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=list(choices), **more)

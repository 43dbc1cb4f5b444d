"""Forms of whoever keeps the tools: from when an edition is in force, and links to documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from cse_portal.ui.asked import lines
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm
from screening.guidance.loading import Document, library
from screening.instruments.shape import Instrument
from screening.library import field_of

SAFE = "Enter a web address that begins with https://, like https://www.example.com/paper.pdf"


class InForceForm(PortalForm):
    edition = forms.ChoiceField(
        label="Which edition?", widget=forms.RadioSelect, error_messages={"required": "Select which edition"}
    )
    since = DateField(
        label="From which day is it filled in?",
        bound=Bound.TODAY_OR_FUTURE,
        help_text="Today or later. What is begun before that day goes on with the edition on which it was begun",
        error_messages={"required": "Enter from which day it is filled in"},
    )
    because = lines("Why?", help_text="Stands in the history", error_messages={"required": "Enter why"})
    error_labels = {"since": "The day from which it is filled in"}

    def __init__(self, *args: Any, offered: Sequence[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {one.name: one for one in offered}
        self.fields["edition"].choices = [  # type: ignore[attr-defined]
            (name, Option(f"{one.title}, edition {one.edition}")) for name, one in self._offered.items()
        ]

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"instrument": self._offered[said["edition"]], "since": said["since"], "because": said["because"]}


class LinksForm(PortalForm):
    """A box for each document of the toolkit; an empty one is a document without a link."""

    @property
    def links(self) -> Mapping[Document, str]:
        return {one: self.cleaned_data[field_of(one)] for one in library().documents}


class SafeLink(forms.URLField):
    def clean(self, value: Any) -> str:
        typed = str(value or "").strip()
        if typed and not typed.lower().startswith("https://"):
            raise forms.ValidationError(SAFE)
        return str(super().clean(typed))


def links_form() -> type[LinksForm]:
    return type("LinksForm", (LinksForm,), {field_of(one): _box(one) for one in library().documents})


def _box(document: Document) -> SafeLink:
    return SafeLink(
        label=f"{document.title}, version {document.version}",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": SAFE},
    )

"""Which documents of the case belong to a tool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cse_portal.cases.models import Document
from cse_portal.ui.dates import in_words
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm


class AttachForm(PortalForm):
    marks_optional = False

    documents = forms.MultipleChoiceField(
        label="Which documents belong to it?",
        help_text="Documents of this case that you may open. Each stays under its own mark: whoever may not open it"
        " does not see it here either",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, there: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._there = {one.ref: one for one in there}
        choices = [(ref, Option(one.title, hint=_hint(one))) for ref, one in self._there.items()]
        self.fields["documents"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Document]:
        return [self._there[ref] for ref in self.cleaned_data["documents"]]


def _hint(one: Document) -> str:
    return f"{one.get_kind_display()}, {in_words(one.dated_on)}, {one.agency}. {one.get_handling_display()}"

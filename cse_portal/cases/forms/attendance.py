"""A school’s file of absence: chosen, its columns said, and why somebody copies the list of the unscreened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cse_portal.cases.attendance.columns import TITLES, Column
from cse_portal.cases.attendance.tables import MOST_BYTES, MOST_ROWS, TOO_MUCH, lines_of
from cse_portal.cases.files import FileRefused
from cse_portal.cases.unscreened import DAYS, WHATS
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm

NOTHING = "The file must hold headings in its first rows, and at least one row below them"


class SheetField(forms.FileField):
    """Judged by what is in it; nothing of it is kept."""

    widget = forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"})

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        if data.size > MOST_BYTES:
            raise ValidationError(TOO_MUCH, "too_big")
        try:
            lines = lines_of(data.read())
        except FileRefused as wrong:
            raise ValidationError(wrong.sentence, "refused") from wrong
        if len(lines) < 2:
            raise ValidationError(NOTHING, "nothing")
        if len(lines) > MOST_ROWS + 1:
            raise ValidationError(TOO_MUCH, "too_long")
        return lines


class SheetForm(PortalForm):
    sheet = SheetField(
        label="Which file?",
        help_text=f"CSV or XLSX, at most {MOST_ROWS:,} rows and 2 MB",
        error_messages={"required": "Choose a file"},
    )


class ColumnsForm(PortalForm):
    """What each column holds; the sheet itself goes along unseen, since nothing of it is stored here."""

    marks_optional = False

    sheet = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, headings: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number = len(headings)
        choices = [(one.value, title) for one, title in TITLES.items()]
        for place, heading in enumerate(headings):
            label = f"Column {place + 1}, {heading}" if heading else f"Column {place + 1}"
            self.fields[f"column_{place}"] = forms.ChoiceField(label=label, required=False, choices=choices)

    @property
    def chosen(self) -> list[Column]:
        return [Column(self.cleaned_data.get(f"column_{place}") or "") for place in range(self._number)]


class NarrowUnscreenedForm(PortalForm):
    """In the address of the list."""

    marks_optional = False

    what = forms.ChoiceField(
        label="Show children who were", required=False, choices=[(one.value, Option(t)) for one, t in WHATS.items()]
    )
    days = forms.ChoiceField(label="In the last", required=False, choices=[(str(n), t) for n, t in DAYS.items()])


class UnscreenedForm(PortalForm):
    """Which list a file is of goes along unseen."""

    what = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    days = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why do you need a copy outside the portal?",
        max_length=500,
        help_text="It is kept in the audit trail, with how many children the file names",
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Enter why you need a copy outside the portal"},
    )

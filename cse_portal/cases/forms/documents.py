"""A document is added, replaced, put right and withdrawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cse_portal.cases.document_kinds import KINDS, SORTS
from cse_portal.cases.drawing import Checked, check
from cse_portal.cases.files import ENDINGS, MOST_BYTES, FileRefused, in_size
from cse_portal.cases.files.kinds import EMPTY, NOT_TAKEN, TOO_BIG
from cse_portal.cases.forms.marked import MarkedForm
from cse_portal.cases.forms.meetings import lines, narrative
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

AGAIN = "Choose the file again. A browser cannot keep it while a form comes back"
HINT = f"{NOT_TAKEN.removeprefix('The file must be a ')}. {in_size(MOST_BYTES)} at most, without macros or a password"


class CheckedFileField(forms.FileField):
    """Judged by what is in it; its name says nothing, and is not kept."""

    widget = forms.FileInput(attrs={"accept": ",".join((*ENDINGS, ".jpeg"))})

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        if not data.size:
            raise ValidationError(EMPTY, "empty")
        if data.size > MOST_BYTES:
            raise ValidationError(TOO_BIG, "too_big")
        try:
            return check(data.read())
        except FileRefused as wrong:
            raise ValidationError(wrong.sentence, "refused") from wrong


class FileForm(PortalForm):
    """`why_again`: what was wrong with the file that was sent before, since no browser sends it again by itself."""

    file = CheckedFileField(label="Which file?", help_text=HINT, error_messages={"required": "Choose a file"})

    def __init__(self, *args: Any, why_again: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if why_again and "file" in self.fields:
            self.fields["file"].error_messages["required"] = why_again

    @property
    def checked(self) -> Checked:
        found: Checked = self.cleaned_data["file"]
        return found


class AboutDocument(MarkedForm):
    """What is said about a document, whatever its file is."""

    error_labels: ClassVar[dict[str, str]] = {"dated_on": "Date of the document"}

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="So that a colleague knows it in the list. Leave out who may not be known to every reader",
        error_messages={"required": "Enter a title"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("", "Choose"), *((one.value, title) for one, title in KINDS.items())],
        error_messages={"required": "Select what it is"},
    )
    dated_on = DateField(
        label="Date of the document",
        bound=Bound.TODAY_OR_PAST,
        help_text="The day on the letter or the picture",
        error_messages={"required": "Enter the date of the document"},
    )
    description = narrative(
        "What should a colleague know about it?",
        required=False,
        help_text="For example what it says about the child, and where it came from",
    )

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "kind", "dated_on", "description")}


class AddDocumentForm(FileForm, AboutDocument):
    field_order = ("file", "title", "kind", "dated_on", "description", "handling", "named")


class ChangeDocumentForm(AboutDocument):
    """Who may read it is asked of its own agency only."""

    field_order = ("title", "kind", "dated_on", "description", "handling", "named")

    def __init__(self, *args: Any, may_mark: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._may_mark = may_mark
        if not may_mark:
            del self.fields["handling"], self.fields["named"]

    @property
    def marked(self) -> dict[str, Any]:
        return {"handling": self.mark, "named_agencies": self.named_agencies} if self._may_mark else {}


class NewVersionForm(FileForm):
    field_order = ("file", "what_changed")

    what_changed = lines(
        "What is different in it?", error_messages={"required": "Enter what is different in this version"}
    )


class WithdrawDocumentForm(PortalForm):
    why = lines(
        "Why is it withdrawn?",
        help_text="For example: it belongs to another child. Everybody who sees the document reads this",
        error_messages={"required": "Enter why it is withdrawn"},
    )


class NarrowDocumentsForm(PortalForm):
    """In the address of the list; it holds no words, since a title may name somebody."""

    marks_optional = False

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Every kind"), *((one.value, name) for one, name in KINDS.items())]
    )
    agency = forms.ChoiceField(label="Added for", required=False)
    sort = forms.ChoiceField(
        label="Order", required=False, choices=[(one.value, title) for one, title in SORTS.items()]
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Every agency"), *agencies]  # type: ignore[attr-defined]

"""A document is added, replaced, put right and withdrawn."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cse_portal.cases.document_kinds import KINDS, MOST_FILES, MOST_TOGETHER, SORTS, TOO_MANY_FILES, of_file
from cse_portal.cases.drawing import Checked, check
from cse_portal.cases.files import ENDINGS, MOST_BYTES, FileRefused, in_size
from cse_portal.cases.files.kinds import EMPTY, NOT_TAKEN, TOO_BIG
from cse_portal.cases.forms.meetings import lines, narrative
from cse_portal.cases.marked_form import MarkedForm
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm

AGAIN = "Choose the file again. A browser cannot keep it while a form comes back"
HINT = f"{NOT_TAKEN.removeprefix('The file must be a ')}. {in_size(MOST_BYTES)} at most, without macros or a password"


ACCEPTED = ",".join((*ENDINGS, ".jpeg"))


class CheckedFileField(forms.FileField):
    """Judged by what is in it; its name says nothing, and is not kept."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

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


@dataclass(frozen=True)
class Chosen:
    """Of several files at once: those that are taken, and what is said of each other one."""

    taken: list[Checked]
    refused: list[str]


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class CheckedFilesField(CheckedFileField):
    """Each is judged by itself: one that is not taken costs none of the others."""

    widget = ManyFiles(attrs={"accept": ACCEPTED})

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        if len(data) > MOST_FILES or sum(one.size for one in data) > MOST_TOGETHER:
            raise ValidationError(TOO_MANY_FILES, "too_many")
        taken: list[Checked] = []
        refused: list[str] = []
        for place, one in enumerate(data, 1):
            try:
                taken.append(super().to_python(one))
            except ValidationError as wrong:
                refused.append(of_file(place, len(data), str(wrong.messages[0])))
        if not taken:
            raise ValidationError(refused, "refused")
        return Chosen(taken, refused)


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

    @property
    def fingerprint(self) -> str:
        """The same words with another file are another document."""
        return hashlib.sha256(self.checked.data).hexdigest()


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
    """One file or several of one kind, under one mark: a report with its annexes, the pictures of one evening."""

    field_order = ("file", "title", "kind", "dated_on", "description", "handling", "named")

    file = CheckedFilesField(
        label="Which file, or which files?",
        help_text=f"{HINT}. Several at once become a document each: {MOST_FILES} files at most",
        error_messages={"required": "Choose a file"},
    )

    @property
    def chosen(self) -> Chosen:
        found: Chosen = self.cleaned_data["file"]
        return found

    @property
    def fingerprint(self) -> str:
        return " ".join(hashlib.sha256(one.data).hexdigest() for one in self.chosen.taken)


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

"""What is typed into a practice note."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from cse_portal.demo.models import Worry
from cse_portal.demo.practice import NoteWords
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField
from cse_portal.ui.forms import PortalForm
from cse_portal.ui.narrative import NarrativeTextarea


class PracticeNoteForm(PortalForm):
    """What the child said stands before what adults make of it."""

    error_labels: ClassVar[dict[str, str]] = {
        "title": "A title",
        "happened_on": "The date it happened",
        "child_said": "What the child said",
        "what_happened": "What happened",
        "worry": "How worried you are",
        "what_next": "What happens next",
    }

    title = forms.CharField(label="Title", max_length=120, help_text="A few words, no names")
    happened_on = DateField(label="When did it happen?", help_text="For example, 27 3 2026", bound=Bound.TODAY_OR_PAST)
    child_said = forms.CharField(
        label="What did the child say?",
        help_text="In the child’s own words. They come before anyone else’s",
        widget=NarrativeTextarea(attrs={"rows": 4}),
        required=False,
    )
    what_happened = forms.CharField(
        label="What happened?",
        help_text="What you saw or were told, and who did what",
        widget=NarrativeTextarea(attrs={"rows": 8}),
    )
    worry = forms.ChoiceField(label="How worried are you?", choices=Worry.choices, widget=forms.RadioSelect)
    what_next = forms.CharField(
        label="What happens next?",
        help_text="Who does what, and by when",
        widget=NarrativeTextarea(attrs={"rows": 4}),
        required=False,
    )

    @property
    def words(self) -> NoteWords:
        return NoteWords(**self.cleaned_data)

"""What of the practice room the search box finds."""

from __future__ import annotations

from django.urls import reverse

from cse_portal.agencies.find import Found
from cse_portal.agencies.models import User
from cse_portal.core.references import tidy
from cse_portal.demo.models import PracticeNote


def find_practice_notes(user: User, words: str) -> list[Found]:
    notes = PracticeNote.objects.visible_to(user).about(words, tidy(words)).latest_first()[:20]
    return [Found("Practice note", note.title, _address(note), f"{note.happened_on:%-d %B %Y}") for note in notes]


def _address(note: PracticeNote) -> str:
    return reverse("demo:practice_note", kwargs={"ref": note.ref})

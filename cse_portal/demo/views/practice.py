"""The practice room: try every form, lose nothing, harm nobody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.core.models import Record
from cse_portal.demo.actions import change_practice_note, write_practice_note
from cse_portal.demo.forms.practice import PracticeNoteForm
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import PRACTICE_FORM
from cse_portal.desk.guards import SafeFormView
from cse_portal.desk.queries import last_save_of

MOST_SHOWN = 50


class PracticeRoom(Guarded):
    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest) -> HttpResponse:
        notes = PracticeNote.objects.visible_to(self.person).latest_first().select_related("written_by")[:MOST_SHOWN]
        return render(request, "demo/practice_room.html", {"notes": notes})


class PracticeNoteWrite(SafeFormView):
    permission = Permission.OWN_WORK
    kind = PRACTICE_FORM
    form_class = PracticeNoteForm
    template_name = "demo/practice_note_form.html"

    def perform(self, form: PracticeNoteForm) -> str:
        agency = access.memberships(self.person)[0].agency
        note = write_practice_note(agency=agency, words=form.words, by=self.person)
        messages.success(self.request, "The note is saved.")
        return reverse("demo:practice_note", kwargs={"ref": note.ref})

    def page_context(self) -> dict[str, Any]:
        return {"heading": "Write a practice note", "button": "Save note", "back": reverse("demo:practice")}


class PracticeNoteEdit(SafeFormView):
    permission = Permission.OWN_WORK
    kind = PRACTICE_FORM
    form_class = PracticeNoteForm
    template_name = "demo/practice_note_form.html"

    def get_record(self) -> PracticeNote:
        return get_object_or_404(PracticeNote.objects.visible_to(self.person), ref=self.kwargs["ref"])

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in PracticeNoteForm.base_fields}

    def perform(self, form: PracticeNoteForm) -> str:
        note = self.get_record()
        change_practice_note(note=note, version=self.opened_version, words=form.words, by=self.person)
        messages.success(self.request, "The note is saved.")
        return reverse("demo:practice_note", kwargs={"ref": note.ref})

    def page_context(self) -> dict[str, Any]:
        back = reverse("demo:practice_note", kwargs={"ref": self.kwargs["ref"]})
        return {"heading": "Change the practice note", "button": "Save note", "back": back}


class PracticeNotePage(Guarded):
    permission = Permission.OWN_WORK

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        note = get_object_or_404(PracticeNote.objects.visible_to(self.person).select_related("written_by"), ref=ref)
        last_save = last_save_of(note) if note.version > 1 else None
        return render(request, "demo/practice_note.html", {"note": note, "last_save": last_save})

"""Opening and sending a practice note's form as a browser does."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.demo.actions import write_practice_note
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import NoteWords
from cse_portal.desk.posted import controls_in
from tests.factories import agency_of

WRITE = "/demo/practice/write/"
NOTE = {
    "title": "Seen at the bus station",
    "happened_on_day": "20",
    "happened_on_month": "11",
    "happened_on_year": "2025",
    "worry": "worried",
    "what_happened": "Collected by a silver car on 4 and 11 November.",
    "child_said": "",
    "what_next": "",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def written_note(user: User, **words: Any) -> PracticeNote:
    from datetime import date

    said = {
        "title": "Seen at the bus station",
        "happened_on": date(2025, 11, 20),
        "worry": "worried",
        "what_happened": "Collected by a silver car on 4 November.",
        **words,
    }
    return write_practice_note(agency=agency_of(user), words=NoteWords(**said), by=user)


def edit_address(note: PracticeNote) -> str:
    return reverse("demo:practice_edit", kwargs={"ref": note.ref})


def opened(client: Client, address: str = WRITE, part: str = 'class="p-safe-form"') -> dict[str, list[str]]:
    """Everything the page's form would post if left untouched."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return form_of(response, part)


def form_of(response: HttpResponse, part: str = 'class="p-safe-form"') -> dict[str, list[str]]:
    page = response.content.decode()
    start = page.index(part)
    return controls_in(page[start : page.index("</form>", start)])


def landed(client: Client, response: HttpResponse) -> HttpResponse:
    """A form that came back: kept as a draft, and shown at an address of its own."""
    assert response.status_code == 303, response.status_code
    page = client.get(response.headers["Location"])
    assert page.status_code == 200, page.status_code
    return page


def filled(form: dict[str, list[str]], **typed: Any) -> dict[str, Any]:
    return {**form, **typed}


def saved(client: Client, form: dict[str, Any], *, turn: int = 1, about: str = "", **typed: Any) -> HttpResponse:
    """What the page's script sends while a person types."""
    data = {**form, **typed, "_turn": str(turn), "_kind": "practice_note", "_about": about}
    return client.post(reverse("desk:draft_save"), data, headers={"Accept": "application/json"})

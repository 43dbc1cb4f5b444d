"""The practice room: colleagues practise together, others see nothing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.demo.actions import seed_practice_notes
from cse_portal.demo.models import PracticeNote
from cse_portal.ui.language import prompts
from cse_portal.worklist.models import DueItem
from tests.integration.desk.forms import edit_address, filled, opened, signed_in, written_note
from tests.reading import count_of, one_of

ROOM = "/demo/practice/"


@pytest.fixture
def teacher(cast: dict[str, User]) -> Client:
    return signed_in(cast["teacher"])


def test_an_empty_room_says_how_to_begin(teacher: Client) -> None:
    assert "Nobody in your agency has written a practice note yet" in teacher.get(ROOM).content.decode()


def test_a_colleague_reads_a_note_and_an_outsider_does_not(cast: dict[str, User], teacher: Client) -> None:
    note = written_note(cast["school_spoc"], title="Seen at the bus station", what_happened="<b>A silver car</b>")
    page = teacher.get(f"{ROOM}{note.ref}/").content.decode()
    assert "&lt;b&gt;A silver car" in page
    outsider = signed_in(cast["outsider"])
    assert outsider.get(f"{ROOM}{note.ref}/").status_code == 404
    assert "Seen at the bus station" not in outsider.get(ROOM).content.decode()


def test_writing_opens_an_item_and_changing_closes_it(cast: dict[str, User]) -> None:
    note = written_note(cast["school_spoc"])
    assert one_of(DueItem.objects.open().mine(cast["school_spoc"])).source_ref == note.ref
    spoc = signed_in(cast["school_spoc"])
    spoc.post(edit_address(note), filled(opened(spoc, edit_address(note)), title="Read again"))
    assert count_of(DueItem.objects.open()) == 0
    kinds = AuditEvent.objects.filter(object_ref=note.ref).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["practice_note.written", "practice_note.changed"]


def test_a_note_says_who_changed_it_last_and_when(cast: dict[str, User], teacher: Client) -> None:
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False) as traveller:
        note = written_note(cast["school_spoc"])
        teacher = signed_in(cast["teacher"])
        page = teacher.get(f"{ROOM}{note.ref}/").content.decode()
        assert "Beth Lindqvist, 23 November 2026, 9am" in page
        assert "Not since it was written" in page
        traveller.shift(timedelta(minutes=20))
        teacher.post(edit_address(note), filled(opened(teacher, edit_address(note)), title="Read again"))
        traveller.shift(timedelta(minutes=5))
        page = teacher.get(f"{ROOM}{note.ref}/").content.decode()
    assert "Gareth Onwuachi, 23 November 2026, 9:20am" in page
    assert "Not since it was written" not in page


def test_the_childs_words_come_before_the_adults(teacher: Client) -> None:
    page = teacher.get(f"{ROOM}write/").content.decode()
    order = [page.index(f'name="{name}"') for name in ("child_said", "what_happened", "worry", "what_next")]
    assert order == sorted(order)


def test_the_first_notes_are_told_without_blame(cast: dict[str, User]) -> None:
    assert seed_practice_notes(people=cast) == PracticeNote.objects.count()
    for note in PracticeNote.objects.all():
        assert [prompts(text) for text in (note.what_happened, note.child_said, note.what_next)] == [[], [], []]

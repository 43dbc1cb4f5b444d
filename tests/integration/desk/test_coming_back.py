"""A form that comes back has an address of its own: Back and reload ask for nothing to be sent again."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.actions.drafts import MOST_BYTES
from cse_portal.desk.models import Draft, Ending, Submission
from tests.integration.desk.forms import (
    NOTE,
    WRITE,
    edit_address,
    filled,
    form_of,
    landed,
    opened,
    saved,
    signed_in,
    written_note,
)

LONDON = ZoneInfo("Europe/London")
UNFINISHED = {"title": "Maya at the gate", "what_happened": "Maya said that he waits."}


@pytest.fixture
def writer(cast: dict[str, User]) -> Client:
    return signed_in(cast["social_worker"])


def page_of(response: HttpResponse) -> str:
    return response.content.decode()


def test_errors_are_shown_at_an_address_that_can_be_loaded_again(writer: Client) -> None:
    response = writer.post(WRITE, filled(opened(writer), **UNFINISHED))
    address = response.headers["Location"]
    assert address == f"{WRITE}?draft={Draft.objects.get().ref}&look=errors"
    for _ in range(2):
        page = writer.get(address)
        assert page.headers["Cache-Control"] == "no-store"
        assert "<title>Error: Write a practice note" in page_of(page)
        assert "There is a problem" in page_of(page)
        assert form_of(page)["what_happened"] == ["Maya said that he waits."]
    assert Draft.objects.count() == 1
    assert AuditEvent.objects.filter(kind="draft.begun").count() == 1


def test_no_one_else_sees_a_form_that_came_back(cast: dict[str, User], writer: Client) -> None:
    address = writer.post(WRITE, filled(opened(writer), **UNFINISHED)).headers["Location"]
    for other in ("team_manager", "teacher"):
        page = page_of(signed_in(cast[other]).get(address))
        assert "Maya" not in page
        assert "There is a problem" not in page
        assert "set aside or past its last day" in page


def test_saved_from_there_it_is_saved_once(writer: Client) -> None:
    back = writer.post(WRITE, filled(opened(writer), **UNFINISHED)).headers["Location"]
    one, other = form_of(writer.get(back)), form_of(writer.get(back))
    assert one["_token"] != other["_token"]
    assert writer.post(WRITE, filled(one, **NOTE)).status_code == 302
    assert writer.post(WRITE, filled(other, **NOTE)).status_code == 302
    assert PracticeNote.objects.count() == 1
    page = landed(writer, writer.post(WRITE, filled(other, **{**NOTE, "title": "Other words"})))
    assert "already, with other words" in page_of(page)
    assert PracticeNote.objects.count() == 1
    assert Draft.objects.live().get().fields["title"] == ["Other words"]


def test_back_after_saving_says_what_became_of_the_words(writer: Client) -> None:
    back = writer.post(WRITE, filled(opened(writer), **UNFINISHED)).headers["Location"]
    outcome = writer.post(WRITE, filled(form_of(writer.get(back)), **NOTE)).headers["Location"]
    for address in (back, back.partition("&")[0]):
        page = page_of(writer.get(address))
        assert "This was saved already" in page
        assert f'href="{outcome}"' in page
        assert "<textarea" not in page


def test_the_same_words_from_an_empty_form_are_asked_about(writer: Client) -> None:
    """As when Back opens the form anew and the browser fills in what was typed."""
    outcome = writer.post(WRITE, filled(opened(writer), **NOTE)).headers["Location"]
    page = landed(writer, writer.post(WRITE, filled(opened(writer), **NOTE)))
    assert "You saved the same words before" in page_of(page)
    assert f'href="{outcome}"' in page_of(page)
    assert PracticeNote.objects.count() == 1
    assert writer.post(WRITE, form_of(page, 'class="p-repeat"')).status_code == 302
    assert PracticeNote.objects.count() == 2
    assert not Draft.objects.live().exists()


def test_the_same_words_on_another_day_are_another_form(cast: dict[str, User]) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(2):
            writer = signed_in(cast["social_worker"])
            assert writer.post(WRITE, filled(opened(writer), **NOTE)).status_code == 302
            traveller.shift(timedelta(hours=12, minutes=1))
    assert PracticeNote.objects.count() == 2


def test_the_same_words_of_two_people_are_two_forms(cast: dict[str, User], writer: Client) -> None:
    teacher = signed_in(cast["teacher"])
    for client in (writer, teacher):
        assert client.post(WRITE, filled(opened(client), **NOTE)).status_code == 302
    assert PracticeNote.objects.count() == 2


def test_a_change_back_to_earlier_words_is_not_asked_about(cast: dict[str, User], writer: Client) -> None:
    note = written_note(cast["social_worker"])
    for words in ("One thing.", "Another thing.", "One thing."):
        form = filled(opened(writer, edit_address(note)), what_happened=words)
        assert writer.post(edit_address(note), form).status_code == 302
    note.refresh_from_db()
    assert note.what_happened == "One thing."


def test_wording_is_checked_at_an_address_too(writer: Client) -> None:
    words = "She keeps putting herself at risk."
    response = writer.post(WRITE, filled(opened(writer), what_happened=words, _check_wording="yes"))
    page = landed(writer, response)
    assert response.headers["Location"].endswith("&look=wording")
    assert "1 wording to think again about" in page_of(page)


def test_more_than_a_draft_holds_is_shown_in_place(writer: Client) -> None:
    response = writer.post(WRITE, filled(opened(writer), what_happened="x" * (MOST_BYTES + 1)))
    assert response.status_code == 200
    assert "There is a problem" in page_of(response)
    assert len(form_of(response)["what_happened"][0]) == MOST_BYTES + 1


def test_a_look_that_no_longer_fits_shows_the_form_as_it_was_typed(cast: dict[str, User], writer: Client) -> None:
    note = written_note(cast["social_worker"])
    address = edit_address(note)
    writer.post(address, filled(opened(writer, address), title="Changed", _save_draft="yes"))
    ref = Draft.objects.get().ref
    for look in ("conflict", "choices", "other-words", "same-words", "nonsense", ""):
        assert opened(writer, f"{address}?draft={ref}&look={look}&sent=%00")["title"] == ["Changed"]


def test_what_is_typed_after_saving_is_a_draft_of_its_own(writer: Client) -> None:
    """The page comes back from the browser's memory, with its old keys."""
    form = opened(writer)
    saved(writer, form, **NOTE, turn=3)
    writer.post(WRITE, filled(form, **NOTE, _turn="3"))
    late = saved(writer, form, title="An early word", turn=2)
    assert (late.status_code, late.json()["problem"]) == (409, "already_sent")
    more = saved(writer, form, **{**NOTE, "what_next": "Ring Helen on Monday."}, turn=4)
    assert more.status_code == 200
    kept = Draft.objects.live().get()
    assert kept.fields["what_next"] == ["Ring Helen on Monday."]
    told = {"_draft": kept.ref, "_draft_version": str(kept.version), "_turn": "4"}
    page = landed(writer, writer.post(WRITE, filled(form, **{**NOTE, **told, "what_next": "Ring Helen on Monday."})))
    assert "already, with other words" in page_of(page)
    assert Draft.objects.live().get().pk == kept.pk
    again = opened(writer, f"{WRITE}?draft={kept.ref}")
    assert writer.post(WRITE, again).status_code == 302
    assert PracticeNote.objects.count() == 2


def test_save_and_come_back_later_keeps_what_was_typed_after_saving(writer: Client) -> None:
    form = opened(writer)
    writer.post(WRITE, filled(form, **NOTE))
    writer.post(WRITE, filled(form, **{**NOTE, "what_next": "Ring Helen."}, _save_draft="yes"))
    assert Draft.objects.live().get().fields["what_next"] == ["Ring Helen."]


def test_two_devices_with_one_draft_make_one_record(writer: Client) -> None:
    phone = opened(writer)
    ref = saved(writer, phone, **UNFINISHED).json()["draft"]
    laptop = opened(writer, f"{WRITE}?draft={ref}")
    assert writer.post(WRITE, filled(laptop, **NOTE)).status_code == 302
    page = landed(writer, writer.post(WRITE, filled(phone, **{**NOTE, "title": "From the phone"}, _draft=ref)))
    assert "already, with other words" in page_of(page)
    assert PracticeNote.objects.count() == 1
    assert Draft.objects.live().get().fields["title"] == ["From the phone"]


def test_a_draft_from_before_this_release_is_restored_and_sent_once(writer: Client) -> None:
    ref = saved(writer, opened(writer), **UNFINISHED).json()["draft"]
    Draft.objects.update(sending=None, first_words="")
    form = opened(writer, f"{WRITE}?draft={ref}")
    assert writer.post(WRITE, filled(form, **NOTE)).status_code == 302
    assert Draft.objects.get().ending == Ending.SENT
    assert Submission.objects.get().token == Draft.objects.get().page
    assert "This was saved already" in page_of(writer.get(f"{WRITE}?draft={ref}"))


def test_a_draft_is_offered_by_its_first_words_and_its_time(cast: dict[str, User]) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with time_machine.travel(datetime.combine(tomorrow, time(10, 42), LONDON), tick=False) as traveller:
        writer = signed_in(cast["social_worker"])
        saved(writer, opened(writer), **UNFINISHED)
        page = page_of(writer.get(WRITE))
        assert "You have an unsaved record from 10:42am: “Practice note \N{EN DASH} Maya at the gate”" in page
        assert "Practice note \N{EN DASH} Maya at the gate" in page_of(writer.get("/desk/drafts/"))
        traveller.shift(timedelta(days=1))
        page = page_of(signed_in(cast["social_worker"]).get(WRITE))
        assert f"from {tomorrow:%A} {tomorrow.day} {tomorrow:%B}, 10:42am: “Practice note" in page


def test_first_words_stand_on_the_page_of_their_writer_alone(cast: dict[str, User], writer: Client) -> None:
    ref = saved(writer, opened(writer), title="Zephyrine Quillfeather").json()["draft"]
    for address in (WRITE, f"{WRITE}?draft={ref}", "/desk/drafts/", "/"):
        page = writer.get(address)
        assert "Quillfeather" in page_of(page)
        assert "Quillfeather" not in page_of(page).partition("<title>")[2].partition("</title>")[0]
        assert "Quillfeather" not in str(page.headers)
    manager = signed_in(cast["team_manager"])
    for address in (WRITE, "/desk/drafts/", "/"):
        assert "Quillfeather" not in page_of(manager.get(address))
    assert not any("Quillfeather" in str(vars(event)) for event in AuditEvent.objects.all())
    found = page_of(writer.post("/find/", {"q": "Quillfeather"}))
    assert "Nothing you can see matches" in found

"""Two people change one record: both sides are shown, and what was chosen is what stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.models import Draft, Ending
from tests.integration.desk.forms import (
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

MERGE = 'class="p-merge"'
BEFORE = "Collected by a silver car on 4 November."
MINE = "Collected by a silver car on 4 and 11 November."
THEIRS = "Collected by a silver car on 4 and 12 November."


@pytest.fixture
def note(cast: dict[str, User]) -> PracticeNote:
    return written_note(cast["police_spoc"], what_happened=BEFORE)


@pytest.fixture
def tom(cast: dict[str, User]) -> Client:
    return signed_in(cast["police_spoc"])


@pytest.fixture
def ngozi(cast: dict[str, User]) -> Client:
    return signed_in(cast["mase_chair"])


def conflict(
    tom: Client, ngozi: Client, note: PracticeNote, mine: dict[str, Any], theirs: dict[str, Any]
) -> HttpResponse:
    """Both open the note; Tom saves first, then Ngozi sends."""
    address = edit_address(note)
    form_of_tom, form_of_ngozi = opened(tom, address), opened(ngozi, address)
    assert tom.post(address, filled(form_of_tom, **theirs)).status_code == 302
    return landed(ngozi, ngozi.post(address, filled(form_of_ngozi, **mine)))


def test_both_texts_are_shown_with_who_saved_and_what_differs(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    page = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS}).content.decode()
    assert "Tom Akers saved this at" in page
    assert '<mark class="p-differs">11</mark>' in page
    assert '<mark class="p-differs">12</mark>' in page
    note.refresh_from_db()
    assert note.what_happened == THEIRS
    assert Draft.objects.live().get().fields["what_happened"] == [MINE]


@pytest.mark.parametrize(
    ("choice", "text", "stands"),
    [
        ("mine", "", MINE),
        ("theirs", "", THEIRS),
        ("together", "Collected on 4, 11 and 12 November.", "Collected on 4, 11 and 12 November."),
    ],
)
def test_what_was_chosen_stands(
    tom: Client, ngozi: Client, note: PracticeNote, choice: str, text: str, stands: str
) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    merge = filled(form_of(response, MERGE), _choice_what_happened=choice, _text_what_happened=text)
    assert ngozi.post(edit_address(note), merge).status_code == 302
    note.refresh_from_db()
    assert note.what_happened == stands
    assert not Draft.objects.live().exists()


def test_changes_to_different_fields_are_both_kept(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    response = conflict(
        tom, ngozi, note, {"what_next": "Visit on Thursday"}, {"worry": "very", "happened_on_day": "19"}
    )
    page = response.content.decode()
    assert "do not touch each other" in page
    assert "Very worried" in page
    assert "19 November 2025" in page
    assert ngozi.post(edit_address(note), form_of(response, MERGE)).status_code == 302
    note.refresh_from_db()
    assert (note.what_next, note.worry, note.happened_on.day) == ("Visit on Thursday", "very", 19)


def test_without_a_choice_nothing_is_saved_and_the_error_names_the_field(
    tom: Client, ngozi: Client, note: PracticeNote
) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    response = landed(ngozi, ngozi.post(edit_address(note), form_of(response, MERGE)))
    page = response.content.decode()
    assert "There is a problem" in page
    assert "Select which words to keep" in page
    note.refresh_from_db()
    assert note.what_happened == THEIRS


def test_a_merge_may_meet_a_third_version(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    third = "Nobody was seen on 12 November."
    tom.post(edit_address(note), filled(opened(tom, edit_address(note)), what_happened=third))
    merge = filled(form_of(response, MERGE), _choice_what_happened="theirs")
    again = landed(ngozi, ngozi.post(edit_address(note), merge))
    assert "Nobody" in again.content.decode()
    note.refresh_from_db()
    assert note.what_happened == third
    merge = filled(form_of(again, MERGE), _choice_what_happened="mine")
    assert ngozi.post(edit_address(note), merge).status_code == 302
    note.refresh_from_db()
    assert note.what_happened == MINE


def test_a_merge_that_is_not_right_keeps_its_words_and_can_be_mended(
    tom: Client, ngozi: Client, note: PracticeNote
) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    empty = filled(form_of(response, MERGE), _choice_what_happened="together", _text_what_happened=" ")
    response = landed(ngozi, ngozi.post(edit_address(note), empty))
    assert "There is a problem" in response.content.decode()
    mended = filled(form_of(response), what_happened="Both of us saw the car.")
    assert ngozi.post(edit_address(note), mended).status_code == 302
    note.refresh_from_db()
    assert note.what_happened == "Both of us saw the car."


@pytest.mark.parametrize("sealed", ["", "rubbish", "eyJyZWYiOiJYIn0:1abc:def"])
def test_a_form_that_cannot_say_what_it_saw_overwrites_nothing(ngozi: Client, note: PracticeNote, sealed: str) -> None:
    form = filled(opened(ngozi, edit_address(note)), what_happened=MINE, _opened=sealed)
    response = landed(ngozi, ngozi.post(edit_address(note), form))
    assert BEFORE.split()[0] in response.content.decode()
    note.refresh_from_db()
    assert note.what_happened == BEFORE


def test_the_seal_of_one_record_opens_no_other(cast: dict[str, User], ngozi: Client, note: PracticeNote) -> None:
    other = written_note(cast["police_spoc"], title="Another")
    form = filled(
        opened(ngozi, edit_address(note)), title="Mine", _opened=opened(ngozi, edit_address(other))["_opened"]
    )
    page = landed(ngozi, ngozi.post(edit_address(note), form))
    assert "Someone changed this while you typed" in page.content.decode()


def test_a_restored_draft_meets_what_was_saved_meanwhile(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    address = edit_address(note)
    ngozi.post(address, filled(opened(ngozi, address), what_happened=MINE, _save_draft="yes"))
    tom.post(address, filled(opened(tom, address), what_happened=THEIRS))
    page = ngozi.get(f"{address}?draft={Draft.objects.live().get().ref}")
    assert "Tom Akers has saved this since" in page.content.decode()
    response = landed(ngozi, ngozi.post(address, form_of(page)))
    assert "Someone changed this while you typed" in response.content.decode()
    note.refresh_from_db()
    assert note.what_happened == THEIRS


def test_an_outsider_gets_no_side_of_it(cast: dict[str, User], note: PracticeNote) -> None:
    outsider = signed_in(cast["outsider"])
    assert outsider.get(edit_address(note)).status_code == 404
    assert outsider.post(edit_address(note), {}).status_code == 404


def test_words_sent_again_after_a_colleague_saved_do_not_replace_theirs(
    tom: Client, ngozi: Client, note: PracticeNote
) -> None:
    """Saved, changed by a colleague, then sent from the page that Back brought up: a draft, which must still ask."""
    address = edit_address(note)
    form = opened(ngozi, address)
    assert ngozi.post(address, filled(form, what_next="Visit on Monday.")).status_code == 302
    assert tom.post(address, filled(opened(tom, address), what_happened=THEIRS)).status_code == 302
    page = landed(ngozi, ngozi.post(address, filled(form, what_next="Visit on Tuesday.")))
    assert "already, with other words" in page.content.decode()
    kept = Draft.objects.live().get()
    again = opened(ngozi, f"{address}?draft={kept.ref}")
    page = landed(ngozi, ngozi.post(address, again))
    assert "Someone changed this while you typed" in page.content.decode()
    note.refresh_from_db()
    assert note.what_happened == THEIRS


def test_leaving_it_keeps_the_others_version_and_ones_own_words_as_a_draft(
    tom: Client, ngozi: Client, note: PracticeNote
) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    assert "Leave it: keep Tom’s version" in response.content.decode()
    left = ngozi.post(edit_address(note), {**form_of(response, MERGE), "_leave": "yes"}, follow=True)
    kept = Draft.objects.get()
    assert "Tom Akers’s version stays" in left.content.decode()
    assert f"until {kept.expires_at:%-d %B}" in left.content.decode()
    assert (kept.ending, kept.fields["what_happened"]) == (Ending.SET_ASIDE, [MINE])
    note.refresh_from_db()
    assert note.what_happened == THEIRS
    again = ngozi.post(f"/desk/drafts/{kept.ref}/take-up/", follow=True)
    assert "Tom Akers has saved this since" in again.content.decode()
    assert form_of(again)["what_happened"] == [MINE]


def test_what_was_written_together_is_kept_when_it_is_left(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    both = {"_choice_what_happened": "together", "_text_what_happened": "We both saw the car."}
    ngozi.post(edit_address(note), {**form_of(response, MERGE), **both, "_leave": "yes"})
    assert Draft.objects.get().fields["what_happened"] == ["We both saw the car."]


def test_a_choice_that_was_left_out_costs_none_of_those_made(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    mine, theirs = {"what_happened": MINE, "title": "My title"}, {"what_happened": THEIRS, "title": "Their title"}
    response = conflict(tom, ngozi, note, mine, theirs)
    half = {"_choice_what_happened": "together", "_text_what_happened": "We both saw the car."}
    response = landed(ngozi, ngozi.post(edit_address(note), {**form_of(response, MERGE), **half}))
    assert "Select which words to keep: Title" in response.content.decode()
    form = form_of(response, MERGE)
    assert form["_text_what_happened"] == ["We both saw the car."]
    assert form["_choice_what_happened"] == ["together"]
    assert ngozi.post(edit_address(note), {**form, "_choice_title": "mine"}).status_code == 302
    note.refresh_from_db()
    assert (note.title, note.what_happened) == ("My title", "We both saw the car.")


def test_what_is_written_together_saves_itself(tom: Client, ngozi: Client, note: PracticeNote) -> None:
    response = conflict(tom, ngozi, note, {"what_happened": MINE}, {"what_happened": THEIRS})
    form = form_of(response, MERGE)
    half = {"_choice_what_happened": "together", "_text_what_happened": "We both saw"}
    assert saved(ngozi, {**form, **half}, turn=9, about=note.ref).status_code == 200
    page = ngozi.get(f"{edit_address(note)}?draft={Draft.objects.get().ref}&look=conflict")
    assert form_of(page, MERGE)["_text_what_happened"] == ["We both saw"]
    assert Draft.objects.get().first_words == "Seen at the bus station"


def test_a_form_for_something_new_has_no_other_side(ngozi: Client) -> None:
    assert ngozi.post(WRITE, {**opened(ngozi), "_leave": "yes"}).status_code == 404

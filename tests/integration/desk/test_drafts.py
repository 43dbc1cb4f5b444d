"""Drafts: kept while a person types, restored anywhere, seen by nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.practice import PRACTICE_FORM
from cse_portal.desk.actions import keep_draft, sweep_desk
from cse_portal.desk.actions.drafts import MOST_BYTES, Page
from cse_portal.desk.models import Draft, Ending
from cse_portal.desk.queries import live_drafts_of
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

SWEEP = System("test the sweep")


@pytest.fixture
def writer(cast: dict[str, User]) -> Client:
    return signed_in(cast["social_worker"])


def test_what_is_typed_is_kept_and_offered_again(writer: Client) -> None:
    answer = saved(writer, opened(writer), what_happened="She got into a silver car")
    assert answer.status_code == 200
    page = writer.get(WRITE).content.decode()
    assert "You have an unsaved record" in page
    draft = Draft.objects.get()
    restored = opened(writer, f"{WRITE}?draft={draft.ref}")
    assert restored["what_happened"] == ["She got into a silver car"]


def test_a_draft_is_restored_on_another_device(cast: dict[str, User], writer: Client) -> None:
    saved(
        writer, opened(writer), title="Begun on the phone", happened_on_day="31", happened_on_month="2", worry="very"
    )
    laptop = signed_in(cast["social_worker"])
    restored = opened(laptop, f"{WRITE}?draft={Draft.objects.get().ref}")
    assert restored["title"] == ["Begun on the phone"]
    assert (restored["happened_on_day"], restored["happened_on_month"]) == (["31"], ["2"])
    assert restored["worry"] == ["very"]


def test_nobody_else_sees_a_draft(cast: dict[str, User], writer: Client) -> None:
    saved(writer, opened(writer), title="Mine alone")
    draft = Draft.objects.get()
    manager = signed_in(cast["team_manager"])
    assert "Mine alone" not in manager.get(f"{WRITE}?draft={draft.ref}").content.decode()
    assert manager.post(f"/desk/drafts/{draft.ref}/set-aside/").status_code == 404
    assert manager.post(f"/desk/drafts/{draft.ref}/take-up/").status_code == 404
    assert live_drafts_of(cast["team_manager"]) == []


def test_a_page_of_another_person_is_refused(cast: dict[str, User], writer: Client) -> None:
    form = opened(writer)
    manager = signed_in(cast["team_manager"])
    assert saved(manager, form, title="Typed by Priya").status_code == 409
    assert manager.post(WRITE, filled(form, **NOTE)).status_code == 409
    assert not Draft.objects.exists()
    assert not PracticeNote.objects.exists()


def test_saving_again_changes_the_same_draft(writer: Client) -> None:
    form = opened(writer)
    for turn, words in enumerate(["a", "ab", "abc"], 1):
        saved(writer, form, turn=turn, title=words)
    assert Draft.objects.get().fields["title"] == ["abc"]
    assert AuditEvent.objects.filter(kind="draft.begun").count() == 1


def test_a_save_that_arrives_late_overwrites_nothing(writer: Client) -> None:
    form = opened(writer)
    saved(writer, form, turn=2, title="newer")
    saved(writer, form, turn=1, title="older")
    assert Draft.objects.get().fields["title"] == ["newer"]


def test_the_same_form_in_two_tabs_keeps_both(writer: Client) -> None:
    first, second = opened(writer), opened(writer)
    saved(writer, first, title="In the first tab")
    saved(writer, second, title="In the second tab")
    assert {draft.fields["title"][0] for draft in Draft.objects.all()} == {"In the first tab", "In the second tab"}
    assert writer.get(WRITE).content.decode().count("Restore it") == 2


def test_a_draft_restored_twice_overwrites_neither(writer: Client) -> None:
    saved(writer, opened(writer), title="Begun")
    draft = Draft.objects.get()
    phone, laptop = (opened(writer, f"{WRITE}?draft={draft.ref}") for _ in range(2))
    assert saved(writer, phone, title="Begun, on the phone").json()["is_apart"] is False
    assert saved(writer, laptop, title="Begun, on the laptop").json()["is_apart"] is True
    titles = {draft.fields["title"][0] for draft in Draft.objects.live()}
    assert titles == {"Begun, on the phone", "Begun, on the laptop"}


def test_sending_the_form_closes_its_draft(writer: Client) -> None:
    form = opened(writer)
    saved(writer, form, **NOTE)
    assert writer.post(WRITE, filled(form, **NOTE)).status_code == 302
    assert Draft.objects.get().ending == Ending.SENT
    assert "You have an unsaved record" not in writer.get(WRITE).content.decode()


def test_sending_a_restored_draft_untouched_closes_it(writer: Client) -> None:
    saved(writer, opened(writer), **NOTE)
    restored = opened(writer, f"{WRITE}?draft={Draft.objects.get().ref}")
    assert writer.post(WRITE, restored).status_code == 302
    assert Draft.objects.get().ending == Ending.SENT


def test_a_save_that_arrives_after_sending_leaves_no_draft(writer: Client) -> None:
    form = opened(writer)
    writer.post(WRITE, filled(form, **NOTE))
    answer = saved(writer, form, **NOTE)
    assert (answer.status_code, answer.json()["problem"]) == (409, "already_sent")
    assert not Draft.objects.exists()


def test_without_javascript_a_button_saves_and_lists_the_draft(writer: Client) -> None:
    form = opened(writer)
    response = writer.post(WRITE, filled(form, title="Half a note", _save_draft="yes"), follow=True)
    page = response.content.decode()
    assert response.request["PATH_INFO"] == "/desk/drafts/"
    assert "Practice note" in page
    assert "Your draft is saved" in page


def test_a_form_with_errors_is_kept_as_a_draft_too(writer: Client) -> None:
    form = opened(writer)
    response = landed(writer, writer.post(WRITE, filled(form, title="No day given")))
    assert "There is a problem" in response.content.decode()
    assert Draft.objects.get().fields["title"] == ["No day given"]
    again = form_of(response)
    writer.post(WRITE, filled(again, **NOTE))
    assert Draft.objects.get().ending == Ending.SENT


def test_starting_afresh_sets_the_old_words_aside_for_a_while(writer: Client) -> None:
    saved(writer, opened(writer), title="Old words")
    draft = Draft.objects.get()
    response = writer.post(f"/desk/drafts/{draft.ref}/set-aside/", {"afresh": "yes"})
    assert response.headers["Location"] == WRITE
    assert "You have an unsaved record" not in writer.get(WRITE).content.decode()
    assert "Go on with it" in writer.get("/desk/drafts/").content.decode()
    response = writer.post(f"/desk/drafts/{draft.ref}/take-up/", follow=True)
    assert form_of(response)["title"] == ["Old words"]


def test_a_draft_expires_fourteen_days_after_the_last_word(cast: dict[str, User]) -> None:
    page, writer = Page("practice_note", "", uuid4()), cast["social_worker"]
    with time_machine.travel("2026-11-02 09:00Z", tick=False) as time:
        keep_draft(page=page, fields={"title": ["First words"]}, by=writer)
        time.shift(timedelta(days=13))
        keep_draft(page=page, fields={"title": ["More words"]}, by=writer)
        time.shift(timedelta(days=13))
        assert sweep_desk(by=SWEEP) == 0
        assert Draft.objects.live().exists()
        time.shift(timedelta(days=1))
        assert not Draft.objects.live().exists()
        assert sweep_desk(by=SWEEP) == 1
    assert not Draft.objects.exists()
    assert AuditEvent.objects.filter(kind="desk.swept").count() == 1


def test_whoever_loses_the_right_keeps_the_draft_but_does_not_see_it(cast: dict[str, User], writer: Client) -> None:
    saved(writer, opened(writer), title="Kept")
    user = cast["social_worker"]
    held = Membership.objects.get(user=user)
    agency, role = held.agency, held.get_role()
    Membership.objects.filter(pk=held.pk).update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )
    assert live_drafts_of(User.objects.get(pk=user.pk)) == []
    assert writer.get(WRITE).status_code == 403
    give_role(user=user, agency=agency, role=role, by=SWEEP)
    assert len(live_drafts_of(User.objects.get(pk=user.pk))) == 1


def test_a_signed_out_page_is_told_so_in_data(client: Client, writer: Client) -> None:
    answer = saved(client, opened(writer), title="Too late")
    assert (answer.status_code, answer.json()) == (401, {"problem": "signed_out"})
    assert client.get("/desk/drafts/session/").json() == {"person": ""}


def test_more_than_a_draft_holds_is_refused_in_words(writer: Client) -> None:
    answer = saved(writer, opened(writer), what_happened="x" * (MOST_BYTES + 1))
    assert answer.status_code == 413
    assert "more text than a draft can hold" in answer.json()["words"]
    assert not Draft.objects.exists()


def test_a_megabyte_comes_back_whole(writer: Client) -> None:
    text = "Ünïcødé 🦊 «» \u202eright to left\u202c zero\u200bwidth " * 20_000
    assert len(text.encode()) > 1_000_000
    saved(writer, opened(writer), what_happened=text)
    assert Draft.objects.get().fields["what_happened"] == [text]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_any_text_comes_back_as_it_was_typed(writer: Client, text: str) -> None:
    form = opened(writer)
    ref = saved(writer, form, what_happened=text).json()["draft"]
    restored = opened(writer, f"{WRITE}?draft={ref}")
    kept = text.replace("\x00", "")
    assert Draft.objects.get(ref=ref).fields["what_happened"] == [kept]
    assert restored["what_happened"] == [kept]


def test_a_draft_about_a_record_is_offered_on_that_record_only(cast: dict[str, User], writer: Client) -> None:
    note, other = written_note(cast["social_worker"]), written_note(cast["social_worker"], title="Another")
    saved(writer, opened(writer, edit_address(note)), about=note.ref, title="Changed")
    assert "You have an unsaved record" in writer.get(edit_address(note)).content.decode()
    assert "You have an unsaved record" not in writer.get(edit_address(other)).content.decode()
    assert "You have an unsaved record" not in writer.get(WRITE).content.decode()


def test_the_words_of_a_draft_stand_in_no_audit_event(writer: Client) -> None:
    saved(writer, opened(writer), title="Maya Okonjo-Vale")
    assert not any("Maya" in str(vars(event)) for event in AuditEvent.objects.all())


@pytest.mark.parametrize("about", ["a/b", "../..", "K7MX"])
def test_a_draft_about_no_record_is_refused(writer: Client, about: str) -> None:
    assert saved(writer, opened(writer), about=about, title="Words").status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("address", [f"{WRITE}?draft=%00", "/demo/practice/%00/", "/desk/drafts/%00/set-aside/"])
def test_an_odd_reference_in_an_address_breaks_nothing(writer: Client, address: str) -> None:
    assert writer.get(address).status_code in {200, 404}
    assert writer.post(address, {}).status_code in {400, 404}


def test_odd_keys_of_a_form_break_nothing(writer: Client) -> None:
    form = opened(writer)
    odd = {"_draft": "\x00", "_draft_version": "\u0663", "_turn": "-1", "_opened": "\x00"}
    assert writer.post(WRITE, filled(form, **NOTE, **odd)).status_code == 302
    assert saved(writer, opened(writer), **odd, title="\x00Words").status_code in {200, 400}


def test_a_page_left_open_past_its_drafts_last_day_goes_on_saving(cast: dict[str, User]) -> None:
    page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
    draft = keep_draft(page=page, fields={"title": ["Seen"]}, by=cast["teacher"])
    with time_machine.travel(draft.expires_at + timedelta(hours=1)):
        kept = keep_draft(page=page, fields={"title": ["Seen again"]}, by=cast["teacher"])
        assert kept.pk == draft.pk
        assert kept.expires_at > clock.now()

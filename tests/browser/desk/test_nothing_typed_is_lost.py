"""A tab is closed, the connection goes, the session ends: the words stay."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.models import Draft
from tests.browser.desk.conftest import Device, sign_in_at_once, sign_out_behind_the_back
from tests.browser.desk.notes import WRITE, expect_saved, fill_note, save, status, what_happened

pytestmark = pytest.mark.browser
WORDS = "She got into a silver car at the bus station."


def test_a_draft_survives_its_closed_tab_and_is_restored_on_another_device(
    people: dict[str, User], device: Device
) -> None:
    phone = device(people["social_worker"], viewport={"width": 390, "height": 800})
    phone.goto(WRITE)
    what_happened(phone).fill(WORDS)
    expect_saved(phone)
    phone.close()
    laptop = device(people["social_worker"])
    laptop.goto(WRITE)
    expect(laptop.get_by_text("You have an unsaved record")).to_be_visible()
    laptop.get_by_role("button", name="Restore it").click()
    expect(what_happened(laptop)).to_have_value(WORDS)
    fill_note(laptop, what_happened=f"{WORDS} He waved.")
    save(laptop)
    expect(laptop.get_by_text("The note is saved.")).to_be_visible()
    laptop.goto(WRITE)
    expect(laptop.get_by_text("You have an unsaved record")).to_have_count(0)


def test_words_typed_just_before_the_tab_is_left_are_saved(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    with page.expect_response("**/desk/drafts/save/"):
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert Draft.objects.get().fields["what_happened"] == [WORDS]


def test_nothing_is_put_into_the_browsers_own_storage(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    expect_saved(page)
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length]"
    )
    assert stored == [0, 0, 0, 0]


def test_without_a_connection_the_words_wait_and_are_then_sent(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill("Before.")
    expect_saved(page)
    page.context.set_offline(True)
    what_happened(page).fill(WORDS)
    expect(status(page)).to_contain_text("No connection since")
    page.get_by_label("Title", exact=True).fill("Seen")
    expect(status(page)).to_contain_text("2 changes waiting")
    assert Draft.objects.get().fields["what_happened"] == ["Before."]
    page.context.set_offline(False)
    expect_saved(page)
    assert Draft.objects.get().fields["what_happened"] == [WORDS]


def test_saving_without_a_connection_stays_on_the_page(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    page.context.set_offline(True)
    fill_note(page, what_happened=WORDS)
    save(page)
    expect(status(page)).to_contain_text("No connection since")
    expect(what_happened(page)).to_have_value(WORDS)
    page.context.set_offline(False)
    expect_saved(page)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened == WORDS


def test_the_page_asks_before_unsaved_words_are_left(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    page.context.set_offline(True)
    what_happened(page).press_sequentially("Not saved")
    expect(status(page)).to_contain_text("No connection since")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.context.set_offline(False)
    page.route("**/desk/drafts/save/", lambda route: route.abort())
    what_happened(page).press_sequentially(", still not")
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_after_the_session_ended_one_signs_in_beside_the_form(
    people: dict[str, User], device: Device, password: str
) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    sign_out_behind_the_back(page.context)
    fill_note(page, what_happened=WORDS)
    expect(status(page)).to_contain_text("You were signed out")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opening.value, people["social_worker"], password)
    expect(opening.value.get_by_role("heading", name="You are signed in again")).to_be_visible()
    opening.value.close()
    come_back(page)
    expect_saved(page)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened == WORDS


def test_another_person_on_the_same_device_gets_none_of_it(
    people: dict[str, User], device: Device, live_server: object
) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    sign_out_behind_the_back(page.context)
    sign_in_at_once(page.context, people["team_manager"], live_server.url)  # type: ignore[attr-defined]
    fill_note(page, what_happened=WORDS)
    expect(status(page)).to_contain_text("Someone else is signed in on this device")
    save(page)
    expect(status(page)).to_contain_text("Someone else is signed in on this device")
    assert not Draft.objects.exists()
    assert not PracticeNote.objects.exists()


def test_two_quick_presses_save_one_note(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    fill_note(page)
    page.get_by_role("button", name="Save note").dblclick()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    assert PracticeNote.objects.count() == 1
    assert not Draft.objects.live().exists()


def sign_in(page: Page, user: User, password: str) -> None:
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")


def come_back(page: Page) -> None:
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")

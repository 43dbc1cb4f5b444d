"""Without JavaScript buttons do what the page otherwise does by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from tests.browser.desk.conftest import Device, sign_out_behind_the_back
from tests.browser.desk.notes import WRITE, fill_note, save, what_happened
from tests.browser.desk.test_nothing_typed_is_lost import sign_in

pytestmark = pytest.mark.browser
WORDS = "She keeps putting herself at risk."


def test_save_and_come_back_later(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"], java_script_enabled=False)
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    page.get_by_role("link", name="Practice note").click()
    expect(what_happened(page)).to_have_value(WORDS)


def test_check_wording(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"], java_script_enabled=False)
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    page.get_by_role("button", name="Check wording").click()
    expect(page.get_by_text("1 wording to think again about")).to_be_visible()
    expect(page.get_by_text("“is being targeted”")).to_be_visible()
    expect(what_happened(page)).to_have_value(WORDS)
    assert not PracticeNote.objects.exists()


def test_a_form_sent_after_the_session_ended_is_sent_again(
    people: dict[str, User], device: Device, password: str
) -> None:
    page = device(people["social_worker"], java_script_enabled=False)
    page.goto(WRITE)
    fill_note(page, what_happened="Line one.\nLine two, with “quotes” & <angles>.")
    sign_out_behind_the_back(page.context)
    save(page)
    expect(page.get_by_role("heading", name="You were signed out, but your words are still here")).to_be_visible()
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opening.value, people["social_worker"], password)
    expect(opening.value.get_by_role("heading", name="You are signed in again")).to_be_visible()
    page.get_by_role("button", name="Send again").click()
    # The sign-in gave the session a new key, so without a script the portal asks once more.
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert PracticeNote.objects.get().what_happened.splitlines() == [
        "Line one.",
        "Line two, with “quotes” & <angles>.",
    ]

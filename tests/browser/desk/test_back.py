"""The browser's Back button: it never asks to send a form again, and never makes a second record."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from cse_portal.desk.models import Draft
from tests.browser.desk.conftest import Device
from tests.browser.desk.notes import (
    WRITE,
    expect_accessible,
    expect_no_sideways_scroll,
    expect_saved,
    fill_note,
    save,
    what_happened,
)
from tests.integration.desk.forms import edit_address, written_note

pytestmark = pytest.mark.browser
WORDS = "Maya said that he waits by the gate."
OFFER = "[data-draft-offer]"


@pytest.mark.parametrize("with_javascript", [True, False])
def test_back_and_forward_after_an_error_only_open_pages(
    people: dict[str, User], device: Device, with_javascript: bool
) -> None:
    page = device(people["social_worker"], java_script_enabled=with_javascript)
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    save(page)
    expect(page).to_have_title("Error: Write a practice note - CSE Portal")
    page.go_back()
    expect(page).to_have_title("Write a practice note - CSE Portal")
    page.go_forward()
    expect(page).to_have_title("Error: Write a practice note - CSE Portal")
    page.reload()
    expect(page.get_by_role("link", name="Enter a title")).to_be_visible()
    expect(what_happened(page)).to_have_value(WORDS)
    fill_note(page, what_happened=WORDS)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="This was saved already")).to_be_visible()
    if with_javascript:
        expect_accessible(page)
    page.get_by_role("button", name="See what was saved").click()
    expect(page.get_by_role("heading", name="Seen at the bus station")).to_be_visible()
    assert PracticeNote.objects.count() == 1
    assert not Draft.objects.live().exists()


def test_after_back_the_words_are_in_the_form_and_not_offered_as_well(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    expect_saved(page)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_role("heading", name="Practice room")).to_be_visible()
    page.go_back()
    expect(what_happened(page)).to_have_value(WORDS)
    expect(page.locator(OFFER)).to_have_count(0)
    what_happened(page).fill(f"{WORDS} He waved.")
    expect_saved(page)
    page.reload()
    expect(what_happened(page)).to_have_value(f"{WORDS} He waved.")
    assert Draft.objects.live().count() == 1


def test_back_shows_what_was_typed_last_not_what_the_browser_remembers(
    people: dict[str, User], device: Device
) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill("First words.")
    save(page)
    expect(page.get_by_role("link", name="Enter a title")).to_be_visible()
    what_happened(page).fill("Later words.")
    expect_saved(page)
    page.go_back()
    expect(what_happened(page)).to_have_value("Later words.")


@pytest.mark.parametrize("with_javascript", [True, False])
def test_back_after_saving_and_saving_once_more_makes_no_second_note(
    people: dict[str, User], device: Device, with_javascript: bool
) -> None:
    page = device(people["social_worker"], java_script_enabled=with_javascript)
    page.goto(WRITE)
    fill_note(page, what_happened=WORDS)
    save(page)
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    page.go_back()
    if with_javascript:
        expect(page.get_by_role("heading", name="This was saved already")).to_be_visible()
        return
    expect(what_happened(page)).to_have_value(WORDS)  # the browser's own memory of it
    save(page)
    expect(page.get_by_role("heading", name="You saved the same words before")).to_be_visible()
    assert PracticeNote.objects.count() == 1
    page.get_by_role("button", name="See what was saved").click()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_an_offer_names_the_draft_and_folds_away_when_typing_begins(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"], viewport={"width": 375, "height": 800})
    page.goto(WRITE)
    what_happened(page).fill(WORDS)
    expect_saved(page)
    page.goto(WRITE)
    offer = page.locator(OFFER)
    expect(offer).to_contain_text("You have an unsaved record from")
    expect(offer).to_contain_text(f"Practice note \N{EN DASH} {WORDS}")
    expect(page.get_by_role("button", name="Restore it")).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    page.get_by_label("Title", exact=True).press_sequentially("S")
    expect(page.get_by_role("button", name="Restore it")).to_be_hidden()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    offer.locator("summary").click()
    expect(page.get_by_role("button", name="Restore it")).to_be_visible()


def test_back_from_a_conflict_only_opens_pages(people: dict[str, User], device: Device) -> None:

    note = written_note(people["police_spoc"], what_happened="Seen on 4 November.")
    tom, ngozi = device(people["police_spoc"]), device(people["mase_chair"])
    for page in (tom, ngozi):
        page.goto(edit_address(note))
    what_happened(tom).fill("Seen on 4 and 12 November.")
    save(tom)
    expect(tom.get_by_text("The note is saved.")).to_be_visible()
    what_happened(ngozi).fill("Seen on 4 and 11 November.")
    save(ngozi)
    expect(ngozi.get_by_role("heading", name="Someone changed this while you typed")).to_be_visible()
    assert_same_size(ngozi)
    save(ngozi)
    expect(ngozi.get_by_role("link", name="Select which words to keep: What happened?")).to_be_visible()
    expect_accessible(ngozi)
    ngozi.go_back()
    ngozi.go_forward()
    expect(ngozi.get_by_role("link", name="Select which words to keep: What happened?")).to_be_visible()
    ngozi.get_by_role("button", name="Leave it: keep Tom’s version").click()
    expect(ngozi.get_by_text("Tom Akers’s version stays.")).to_be_visible()
    ngozi.go_back()
    expect(ngozi.get_by_text("is set aside or past its last day")).to_be_visible()
    note.refresh_from_db()
    assert note.what_happened == "Seen on 4 and 12 November."
    assert Draft.objects.set_aside().get().fields["what_happened"] == ["Seen on 4 and 11 November."]


def assert_same_size(page: Page) -> None:
    """As in every other form: the radios of a conflict once stood larger than the portal's."""
    sizes = page.locator(".govuk-radios__input").evaluate_all("all => all.map(one => one.offsetWidth)")
    page.context.new_page().goto(WRITE)
    form = page.context.pages[-1]
    usual = form.locator(".govuk-radios__input").evaluate_all("all => all.map(one => one.offsetWidth)")
    form.close()
    assert set(sizes) == set(usual)

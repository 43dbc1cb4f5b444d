"""Every page of this room is accessible, quiet in the console and fits a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from tests.browser.desk.conftest import Device
from tests.browser.desk.notes import WRITE, expect_accessible, expect_no_sideways_scroll, expect_saved, what_happened
from tests.integration.desk.forms import edit_address, written_note

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit(people: dict[str, User], device: Device, width: int) -> None:
    note: PracticeNote = written_note(people["social_worker"], child_said="“I sleep better now.”")
    page = device(people["social_worker"], viewport={"width": width, "height": 800})
    page.goto(WRITE)
    what_happened(page).fill("A silver car.")
    expect_saved(page)
    for address in (
        WRITE,
        "/demo/practice/",
        f"/demo/practice/{note.ref}/",
        edit_address(note),
        "/desk/drafts/",
        "/desk/signed-in-again/",
        "/find/",
    ):
        page.goto(address)
        expect_accessible(page)
        expect_no_sideways_scroll(page)


def test_errors_are_summed_up_and_keep_what_was_typed(people: dict[str, User], device: Device) -> None:
    page = device(people["social_worker"])
    page.goto(WRITE)
    what_happened(page).fill("A silver car.")
    page.get_by_role("button", name="Save note").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Error: Write a practice note - CSE Portal")
    summary.get_by_role("link", name="Enter a title").click()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    expect(what_happened(page)).to_have_value("A silver car.")
    expect_accessible(page)


def test_what_is_sought_stands_in_no_address(people: dict[str, User], device: Device) -> None:
    written_note(people["social_worker"], title="Visit after school")
    page = device(people["social_worker"])
    page.goto("/find/")
    page.get_by_label("What are you looking for?").fill("after school")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Visit after school")).to_be_visible()
    assert page.url.endswith("/find/")
    page.get_by_label("What are you looking for?").fill("Nobody of that name")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Nothing you can see matches")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("01632 960200")
    expect_accessible(page)

"""A child is looked for as it was heard: from the box at the top, without JavaScript, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import User
from cse_portal.cases.actions import open_case
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.factories import TEST, agency_of

PHONE = {"width": 375, "height": 740}
NAMES = ("Maya", "Mya", "Maia", "Noor")


@pytest.fixture
def _children(transactional_db: None, cast: dict[str, User]) -> None:
    agency = agency_of(cast["team_manager"])
    for day, given in enumerate(NAMES, 4):
        about = {
            "family_name": "Ferncroft",
            "known_as": "Pip" if given == "Noor" else "",
            "born_on": date(2011, 5, day),
        }
        open_case(given_names=given, **about, lead_agency=agency, by=TEST)
    for number in range(21):
        name = {"given_names": f"Robin{'ab'[number % 2]}", "family_name": "Quillfeather"}
        open_case(**name, born_on=date(2012, 1, 1 + number), lead_agency=agency, by=TEST)


def search(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_label("What are you looking for?").fill(words)
    page.get_by_role("main").get_by_role("button", name="Find").click()


@pytest.mark.usefixtures("_children", "watch")
@pytest.mark.parametrize("wanted", [{}, {"viewport": PHONE, "java_script_enabled": False}], ids=["desk", "phone"])
def test_a_child_is_found_as_it_was_heard(
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
    wanted: dict[str, object],
) -> None:
    context = open_browser(**wanted)
    sign_in_to(context, "team_manager")
    page = context.new_page()
    page.goto("/find/")
    search(page, "Fernkroft Maja 5/4/2011")
    expect(
        page.get_by_text("Matches: sounds like, spelled nearly alike, date of birth with day and month swapped")
    ).to_be_visible()
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Maya Ferncroft")
    if not wanted:
        assert_accessible(page)
    no_sideways_scroll(page)
    search(page, "Pip Ferncroft")
    expect(page.get_by_text("Matches: known as")).to_be_visible()
    search(page, "Quillfeather")
    expect(page.get_by_role("heading", name="20 results")).to_be_visible()
    expect(page.get_by_text("There may be more. Only the first 20 are shown")).to_be_visible()
    no_sideways_scroll(page)
    page.get_by_role("link", name="Robin").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have no part in this case today")

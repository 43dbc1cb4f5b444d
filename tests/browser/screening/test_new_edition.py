"""The partnership manager puts a new edition in force while a form is half filled in on the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import User
from cse_portal.core import clock
from tests.architecture.screening_objects import a_screening
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.integration.screening import shelves

SignInTo = Callable[[BrowserContext, str], None]
Open = Callable[..., BrowserContext]
WORDS = "They wait for me in the car"


@pytest.fixture
def shelf(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with shelves.shelf(tmp_path / "editions", monkeypatch) as folder:
        yield folder


def check(page: Page) -> None:
    assert_accessible(page)
    no_sideways_scroll(page)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def put_in_force(page: Page) -> None:
    page.goto("/screening/editions/")
    heading(page, "Tools and editions")
    check(page)
    page.get_by_role("link", name="Multi-agency screening tool, edition 2027").click()
    heading(page, "Multi-agency screening tool, edition 2027")
    check(page)
    page.goto(f"/screening/editions/compare/?older={shelves.SCREENING}-2018&newer={shelves.SCREENING}-2027")
    expect(page.get_by_text("1 difference")).to_be_visible()
    check(page)
    page.goto("/screening/editions/")
    page.get_by_role("button", name="Put an edition in force").click()
    heading(page, "Decide from when an edition is in force")
    check(page)
    page.get_by_label("Multi-agency screening tool, edition 2027").check()
    today = clock.today()
    for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_label("Why?").fill("Agreed by the board")
    page.get_by_role("button", name="Put in force", exact=True).click()
    expect(page.get_by_text("edition 2027, is in force from")).to_be_visible()


def test_a_half_filled_form_stays_on_its_edition(
    shelf: Path, cast: dict[str, User], open_browser: Open, sign_in_to: SignInTo
) -> None:
    tool = a_screening(cast["teacher"])
    shelves.put(shelf, shelves.later, edition="2027")
    desk, office = open_browser(), open_browser()
    sign_in_to(desk, "teacher")
    sign_in_to(office, "lscb_manager")
    page = desk.new_page()
    page.goto(f"/screening/{tool.ref}/")
    page.get_by_role("link", name="What the child says", exact=True).click()
    page.get_by_label("What did the child say?").fill(WORDS)
    put_in_force(office.new_page())
    page.get_by_role("button", name="Save and come back later").click()
    heading(page, "Multi-agency screening tool")
    expect(page.get_by_text("This one stays on edition 2018, and nothing is lost")).to_be_visible()
    check(page)
    page.get_by_role("link", name="What the child says", exact=True).click()
    expect(page.get_by_label("What did the child say?")).to_have_value(WORDS)
    page.get_by_text("What to remember", exact=True).click()
    check(page)
    page.goto("/screening/library/")
    heading(page, "Library")
    check(page)

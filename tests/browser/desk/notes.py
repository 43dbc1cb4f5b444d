"""What a person does with a practice note's form."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WRITE = "/demo/practice/write/"


def fill_note(page: Page, **typed: Any) -> None:
    page.get_by_label("Title", exact=True).fill(typed.get("title", "Seen at the bus station"))
    for part, number in (("Day", "2"), ("Month", "11"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Worried", exact=True).check()
    what_happened(page).fill(typed.get("what_happened", "Collected by a silver car on 4 and 11 November."))


def what_happened(page: Page) -> Any:
    return page.get_by_label("What happened?", exact=True)


def status(page: Page) -> Any:
    return page.locator("[data-draft-status]")


def expect_saved(page: Page) -> None:
    expect(status(page)).to_contain_text("Saved")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save note").click()


def expect_accessible(page: Page) -> None:
    """WCAG 2.2 AA. The design system's revealing radios say aria-expanded, which axe knows only for later ARIA."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    nodes = [(problem["id"], node["html"]) for problem in found for node in problem["nodes"]]
    assert [
        (rule, html) for rule, html in nodes if not (rule == "aria-allowed-attr" and "govuk-radios__input" in html)
    ] == []


def expect_no_sideways_scroll(page: Page) -> None:
    wide, narrow = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= narrow, page.url

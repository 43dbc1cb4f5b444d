"""What every page must pass: accessibility rules, and no sideways scrolling at 320 pixels."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROWEST = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """No violation that axe can find. Radios that reveal a question carry aria-expanded, as upstream accepts."""
    reveals = page.locator(".govuk-radios__conditional, .govuk-checkboxes__conditional").count() > 0
    options = {"runOnly": TAGS, "rules": {"aria-allowed-attr": {"enabled": not reveals}}}
    found = Axe().run(page, options=options).response["violations"]
    said = [_said(violation) for violation in found]
    assert said == [], f"{page.url}: {said}"


def _said(violation: dict[str, object]) -> str:
    nodes = violation["nodes"]
    assert isinstance(nodes, list)
    return f"{violation['id']}: {[node['html'][:160] for node in nodes[:4]]}"


def no_sideways_scroll(page: Page) -> None:
    before = page.viewport_size
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    width = page.evaluate("document.documentElement.scrollWidth")
    if before:
        page.set_viewport_size(before)
    assert width <= NARROWEST["width"], f"{page.url} is {width} pixels wide"

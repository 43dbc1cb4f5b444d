"""The gallery as people meet it: desk and phone, without JavaScript, in forced colours, on paper, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cse_portal.agencies.models import User
from cse_portal.demo.views.gallery import PAGES as PAGES_OF_ERRORS
from tests.browser.checks import assert_accessible, no_sideways_scroll

GALLERY = "/demo/components/"
SECTIONS = (
    "design-language/",
    "lists-and-tables/",
    "states/",
    "network/",
    "messages/",
    "forms/empty/",
    "forms/filled/",
)
PAGES = (GALLERY, *(GALLERY + section for section in SECTIONS), GALLERY + "forms/errors/")
WIDE_PAGES = ("/help/", "/help/now/", "/accessibility/", "/privacy/")
ERROR_PAGES = tuple(f"{GALLERY}pages/{page}/" for page in PAGES_OF_ERRORS)
OpenBrowser = Callable[..., BrowserContext]
PHONE = {"width": 390, "height": 800}

pytestmark = pytest.mark.usefixtures("cast")


@pytest.mark.parametrize("path", [*PAGES, *WIDE_PAGES, *ERROR_PAGES])
def test_every_page_is_accessible_at_desk_and_phone_width(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)
    no_sideways_scroll(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert_accessible(page)


def test_the_inter_typeface_comes_from_the_portal_itself(page: Page) -> None:
    page.goto(GALLERY)
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("document.fonts.check('16px \"Inter Variable\"')")


def test_a_partnership_s_own_colour_reaches_the_header(page: Page, cast: dict[str, User]) -> None:
    partnership = cast["social_worker"].memberships.get().agency.partnership
    partnership.brand_colour = "#5a2a6e"
    partnership.save()
    page.goto(GALLERY)
    expect(page.locator(".p-head")).to_have_css("background-color", "rgb(90, 42, 110)")


def test_the_error_summary_takes_focus_and_leads_to_each_field(page: Page) -> None:
    page.goto(GALLERY + "forms/errors/")
    expect(page).to_have_title("Error: Forms - CSE Portal")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    for words, first_input in (
        ("Enter name they are known by", "id_name"),
        ("Date of birth must include a month", "id_born_1"),
        ("Select signs you have seen", "id_signs_0"),
    ):
        summary.get_by_role("link", name=words).click()
        expect(page.locator(f"#{first_input}")).to_be_focused()


def test_a_form_is_filled_and_sent_by_keyboard_alone(page: Page) -> None:
    page.goto(GALLERY + "forms/empty/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_name":
            break
    page.keyboard.type("Kai")
    page.locator("#id_reach_0").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Which number is safe?")).to_be_visible()
    page.get_by_role("button", name="Check my answers").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator("#id_name")).to_have_value("Kai")
    expect(page.locator("#id_reach_0")).to_be_checked()


def test_without_javascript_every_question_shows_and_the_form_is_sent(open_browser: OpenBrowser) -> None:
    page = open_browser(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(GALLERY + "forms/empty/")
    expect(page.get_by_label("Which number is safe?")).to_be_visible()
    page.get_by_label("Name they are known by").fill("Kai")
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Name they are known by")).to_have_value("Kai")


def test_marks_keep_a_border_in_forced_colours(open_browser: OpenBrowser) -> None:
    page = open_browser(forced_colors="active").new_page()
    page.goto(GALLERY + "design-language/")
    for mark in (".p-score", ".p-band", ".p-rag", ".p-mark", ".p-flag", ".p-harm", ".p-clock--over", ".p-tile"):
        widths = page.locator(mark).evaluate_all(
            "marks => marks.map(mark => parseFloat(getComputedStyle(mark).borderTopWidth))"
        )
        assert min(widths) >= 2, mark


def test_paper_keeps_the_marking_and_the_words_and_drops_the_machinery(page: Page) -> None:
    page.goto(GALLERY + "design-language/")
    page.emulate_media(media="print")
    expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
    expect(page.locator(".p-head")).to_be_hidden()
    expect(page.locator(".p-foot")).to_be_hidden()
    expect(page.get_by_role("heading", name="Design language")).to_be_visible()


def test_navigation_folds_on_a_phone_and_stands_open_without_javascript(
    open_browser: OpenBrowser, sign_in_to: Callable[[BrowserContext, str], None]
) -> None:
    scripted = open_browser(viewport=PHONE)
    sign_in_to(scripted, "social_worker")
    page = scripted.new_page()
    page.goto("/help/")
    link = page.get_by_role("navigation").get_by_role("link", name="My work")
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_be_visible()
    expect(link).to_be_hidden()
    menu.click()
    expect(link).to_be_visible()

    plain = open_browser(viewport=PHONE, java_script_enabled=False)
    sign_in_to(plain, "social_worker")
    page = plain.new_page()
    page.goto("/help/")
    expect(page.get_by_role("navigation").get_by_role("link", name="My work")).to_be_visible()


def test_signing_out_is_one_press_on_every_page(signed_in: Callable[[str], Page]) -> None:
    page = signed_in("social_worker")
    page.goto("/help/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    assert "/account/sign-in/" in page.url


def test_a_picture_is_read_by_keyboard_and_its_map_by_keyboard_too(page: Page) -> None:
    page.goto(GALLERY + "network/")
    nodes = page.locator("a.p-net__node")
    nodes.nth(0).focus()
    expect(page.get_by_role("link", name="Maya Oyelaran, 15, score 2, child, 4 links")).to_be_focused()
    faded = page.locator("a.p-net__node.p-net__faded")
    expect(faded).to_have_count(nodes.count() - 5)
    page.keyboard.press("Tab")
    expect(nodes.nth(1)).to_be_focused()
    page.get_by_role("link", name="Component gallery").focus()
    expect(faded).to_have_count(0)

    places = page.get_by_role("region", name="Map of places")
    marker = places.get_by_role("button", name="Kestrel Lodge, Hotel")
    marker.focus()
    page.keyboard.press("Enter")
    expect(places.get_by_role("link", name="Kestrel Lodge")).to_be_focused()
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")  # it fades in
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()

    picker = page.get_by_role("region", name="Choose the point on a map")
    picker.scroll_into_view_if_needed()
    picker.click(position={"x": 40, "y": 200})
    expect(page.get_by_label("Longitude")).not_to_have_value("-0.0931")
    page.get_by_role("button", name="Clear the point").click()
    expect(page.get_by_label("Latitude")).to_have_value("")
    page.get_by_role("button", name="Use the middle of the map").click()
    expect(page.get_by_text("The point is 51.51430, -0.09310.")).to_be_visible()


def test_no_page_without_a_map_loads_one_and_none_asks_another_host(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(GALLERY + "lists-and-tables/")
    assert not [url for url in asked if "leaflet" in url or "map.js" in url]
    page.goto(GALLERY + "network/")
    expect(page.get_by_role("region", name="Map of places")).to_be_visible()
    assert [url for url in asked if "leaflet.js" in url]
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {page.url.split("/")[2]}

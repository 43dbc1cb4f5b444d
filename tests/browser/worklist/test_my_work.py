"""My work in a browser: by mouse, by keyboard, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from cse_portal.agencies.models import User
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.browser.conftest import SignIn
from tests.factories import agency_of, due_item

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def busy(cast: dict[str, User]) -> dict[str, User]:
    manager = cast["team_manager"]
    due_item(manager, due_in=-3 * DAY, critical_at=None, kind="people", task="Confirm who works here", url="/help/")
    due_item(manager, due_in=2 * timedelta(hours=1), kind="service", task="Read about backups", url="/help/")
    due_item(manager, due_in=40 * DAY, kind="service", task="Plan the spring audit", url="/help/")
    due_item(cast["social_worker"], due_in=DAY, task="Answer the school", url="/help/")
    due_item(agency=agency_of(manager), due_in=DAY, task="Take the new case", url="/help/")
    return cast


def test_a_manager_finds_the_most_urgent_and_opens_it(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.goto("/")
    expect(page.get_by_role("heading", level=1, name="My work")).to_be_visible()
    expect(page.get_by_role("link", name="My work 2 to do")).to_be_visible()
    tasks = page.locator("article h3").all_inner_texts()
    assert tasks == ["Confirm who works here", "Read about backups", "Take the new case"]
    assert_accessible(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Confirm who works here").first.click()
    expect(page).to_have_url("/help/")


def test_filters_narrow_and_later_unfolds(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.goto("/")
    page.get_by_label("The service itself").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Confirm who works here")).to_have_count(0)
    page.get_by_role("link", name="Later: 1 more").click()
    expect(page.get_by_role("link", name="Plan the spring audit").first).to_be_visible()
    expect(page.get_by_label("The service itself")).to_be_checked()


def test_the_whole_agency_shows_whose_work_it_is(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.goto("/")
    page.get_by_label("Everyone in my agency").check()
    page.get_by_role("button", name="Show").click()
    row = page.locator("article", has_text="Answer the school")
    expect(row).to_contain_text("Priya Nair")
    assert_accessible(page)


def test_on_a_phone_the_filter_folds(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    expect(page.get_by_label("The service itself")).to_be_hidden()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("The service itself").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("The service itself")).to_be_visible()
    assert_accessible(page)


def test_everything_works_without_javascript(
    busy: dict[str, User],
    open_browser: Callable[..., BrowserContext],
    sign_in_to: Callable[[BrowserContext, str], None],
) -> None:
    context = open_browser(java_script_enabled=False, viewport=PHONE)
    sign_in_to(context, "team_manager")
    page = context.new_page()
    page.goto("/")
    page.get_by_label("The service itself").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Read about backups").first).to_be_visible()
    expect(page.get_by_role("link", name="Confirm who works here")).to_have_count(0)


def test_by_keyboard_the_first_stop_skips_to_the_work(busy: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("team_manager")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_an_empty_list_teaches(cast: dict[str, User], signed_in: SignIn) -> None:
    page = signed_in("outsider")
    page.goto("/")
    expect(page.get_by_role("heading", name="Nothing is due")).to_be_visible()
    assert_accessible(page)

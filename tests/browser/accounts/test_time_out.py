"""Nobody loses words to a time-out: one is warned, can stay, and if not, what was typed is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.accounts.conftest import Age, Enter
from tests.browser.checks import assert_accessible
from tests.browser.conftest import Watch

FORM = "/account/password/change/"
pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def at_work(page: Page, enter: Enter) -> Page:
    """Signed in, half-way through a form, with a clock that the test winds on."""
    page.clock.install()
    page.goto("/account/sign-in/")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    return at_form(page)


def at_form(page: Page) -> Page:
    page.goto(FORM)
    page.get_by_label("Current password").fill("half a thought")
    return page


def another_tab(context: BrowserContext) -> Page:
    page = context.new_page()
    page.clock.install()
    return at_form(page)


def warning(page: Page) -> Locator:
    return page.get_by_role("dialog", name="You will be signed out soon")


def told(page: Page) -> Locator:
    return page.locator("[data-ended]").get_by_role("alert")


def pass_minutes(page: Page, minutes: int) -> None:
    page.clock.fast_forward(minutes * 60_000 + 2_000)


def test_a_warning_comes_five_minutes_before(at_work: Page, age: Age) -> None:
    pass_minutes(at_work, 24)
    expect(warning(at_work)).to_have_count(0)
    age(at_work.context, minutes=25)
    pass_minutes(at_work, 1)
    expect(warning(at_work)).to_be_visible()
    expect(at_work.locator("#timeout-title")).to_be_focused()
    expect(warning(at_work)).to_contain_text("You will be signed out in 5 minutes")
    assert_accessible(at_work)
    age(at_work.context, minutes=4)
    pass_minutes(at_work, 4)
    expect(warning(at_work)).to_contain_text("in 1 minute,")


def test_staying_keeps_the_session_and_the_place(at_work: Page, age: Age) -> None:
    age(at_work.context, minutes=26)
    pass_minutes(at_work, 26)
    expect(warning(at_work)).to_be_visible()
    with at_work.expect_response("**/account/still-here/") as answered:
        warning(at_work).get_by_role("button", name="Stay signed in").click()
    assert answered.value.json()["seconds"] == 1800
    expect(warning(at_work)).to_have_count(0)
    expect(at_work.get_by_label("Current password")).to_be_focused()
    expect(at_work.get_by_label("Current password")).to_have_value("half a thought")


def test_escape_stays_too(at_work: Page, age: Age) -> None:
    age(at_work.context, minutes=26)
    pass_minutes(at_work, 26)
    expect(warning(at_work)).to_be_visible()
    with at_work.expect_response("**/account/still-here/") as answered:
        at_work.keyboard.press("Escape")
    assert answered.value.request.method == "POST"
    expect(warning(at_work)).to_have_count(0)


def test_work_in_one_tab_keeps_the_others_quiet(at_work: Page, age: Age) -> None:
    other = another_tab(at_work.context)
    age(at_work.context, minutes=26)
    pass_minutes(at_work, 26)
    pass_minutes(other, 26)
    expect(warning(at_work)).to_be_visible()
    expect(warning(other)).to_be_visible()
    warning(other).get_by_role("button", name="Stay signed in").click()
    expect(warning(at_work)).to_have_count(0)


def test_a_tab_asks_the_server_before_it_warns(at_work: Page) -> None:
    """A form saving itself, or another browser window, has kept the session alive meanwhile."""
    with at_work.expect_response("**/account/still-here/") as answered:
        pass_minutes(at_work, 26)
    assert answered.value.json()["seconds"] > 300
    expect(warning(at_work)).to_have_count(0)


def test_after_the_end_the_page_keeps_its_words_and_goes_on(
    at_work: Page, age: Age, enter: Enter, watch: Watch
) -> None:
    watch.expect_status(401)
    age(at_work.context, minutes=31)
    pass_minutes(at_work, 31)
    expect(told(at_work)).to_contain_text("You were signed out after 30 minutes without activity.")
    expect(told(at_work)).to_contain_text("What you typed is still on this page.")
    at_work.mouse.wheel(0, 2000)
    expect(told(at_work)).to_be_in_viewport()
    expect(at_work.get_by_label("Current password")).to_have_value("half a thought")
    assert_accessible(at_work)

    with at_work.context.expect_page() as opened:
        told(at_work).get_by_role("link", name="Sign in (opens in a new tab)").click()
    enter(opened.value)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("My work")
    expect(told(at_work)).to_contain_text("You are signed in again.")
    at_work.bring_to_front()
    at_work.get_by_role("button", name="Save new password").click()
    expect(at_work.locator(".govuk-error-summary")).to_contain_text("The current password is not right")


def test_someone_else_on_the_same_device_is_named_as_such(at_work: Page, age: Age, enter: Enter, watch: Watch) -> None:
    watch.expect_status(401)
    age(at_work.context, minutes=31)
    pass_minutes(at_work, 31)
    expect(told(at_work)).to_be_visible()
    other = at_work.context.new_page()
    other.goto("/account/sign-in/")
    enter(other, "teacher")
    expect(told(at_work)).to_contain_text("Someone else has signed in on this device.")


def test_signing_out_in_one_tab_is_said_in_the_others(at_work: Page, watch: Watch) -> None:
    watch.expect_status(401)
    other = another_tab(at_work.context)
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(told(at_work)).to_contain_text("You are signed out.")
    expect(at_work.get_by_label("Current password")).to_have_value("half a thought")


def test_at_the_end_of_the_day_staying_is_not_offered(at_work: Page, age: Age) -> None:
    age(at_work.context, begun_minutes=12 * 60 - 4)
    pass_minutes(at_work, 26)
    expect(warning(at_work)).to_contain_text("You will be signed out in 4 minutes: everyone signs in again once a day")
    expect(warning(at_work).get_by_role("button", name="Stay signed in")).to_have_count(0)
    expect(warning(at_work).get_by_role("button", name="Sign out")).to_be_visible()
    at_work.keyboard.press("Escape")
    expect(warning(at_work)).to_have_count(0)

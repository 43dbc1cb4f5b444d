"""From a link in a colleague's message to the page it names, by two steps, and out again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from cse_portal.agencies.models import User
from tests.browser.accounts.conftest import Enter
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.totp import code_for

PHONE = {"width": 390, "height": 800}
OpenBrowser = Callable[..., BrowserContext]
pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def _required(settings: Settings) -> None:
    settings.MFA_REQUIRED = True


def looked_over(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_accessible(page)
    no_sideways_scroll(page)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_first_day_and_the_second(open_browser: OpenBrowser, enter: Enter, with_javascript: bool) -> None:
    page = open_browser(java_script_enabled=with_javascript).new_page()
    check = looked_over if with_javascript else lambda page, heading: expect(page.locator("h1")).to_have_text(heading)

    page.goto("/desk/drafts/")
    check(page, "Sign in")
    enter(page)
    check(page, "Set up the second step")
    page.get_by_role("button", name="Use an authenticator app").click()
    expect(page.locator(".p-qr")).to_have_js_property("complete", True)
    assert page.locator(".p-qr").evaluate("image => image.naturalWidth") > 50
    secret = page.locator(".p-secret").inner_text()

    page.get_by_label("Code from the app").fill("000000")
    press(page, "Continue")
    expect(page.get_by_text("The code is not right").first).to_be_visible()
    assert page.locator(".p-secret").inner_text() == secret
    page.get_by_label("Code from the app").fill(code_for(secret))
    press(page, "Continue")
    check(page, "Your recovery codes")
    expect(page.get_by_role("button", name="Print")).to_have_count(1 if with_javascript else 0)
    code = page.locator(".p-codes code").first.inner_text()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile(r"/desk/drafts/$"))

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/desk/drafts/")
    enter(page)
    check(page, "Enter a code")
    page.get_by_label("Code", exact=True).fill(code_for(secret, at=time.time() + 30))
    press(page, "Continue")
    expect(page).to_have_url(re.compile(r"/desk/drafts/$"))

    page.get_by_role("button", name="Sign out").click()
    enter(page)
    page.get_by_label("Code", exact=True).fill(code)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")


def test_the_error_takes_focus_and_the_address_stays(page: Page, cast: dict[str, User]) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").fill(cast["social_worker"].email)
    page.get_by_label("Password", exact=True).fill("not-the-password")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Sign in - CSE Portal")
    expect(page.get_by_label("Email address")).to_have_value(cast["social_worker"].email)
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    assert_accessible(page)
    page.get_by_role("link", name="The email address or password is not right").click()
    expect(page.get_by_label("Email address")).to_be_focused()


def test_with_the_keyboard_alone(page: Page, cast: dict[str, User], password: str) -> None:
    page.goto("/account/sign-in/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "login":
            break
    page.keyboard.type(cast["social_worker"].email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")


def test_after_signing_out_the_back_button_shows_nothing(page: Page, enter: Enter) -> None:
    page.goto("/account/sign-in/")
    enter(page)
    page.goto("/account/second-step/")
    expect(page.get_by_text("priya.nair@larkmere.example")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text("priya.nair@larkmere.example")).to_have_count(0)


def test_one_press_in_the_demo(page: Page) -> None:
    page.goto("/account/sign-in/?next=/help/")
    looked_over(page, "Sign in")
    page.get_by_role("button", name="Sign in as Priya Nair").click()
    expect(page).to_have_url(re.compile(r"/help/$"))
    expect(page.get_by_text("Social worker").first).to_be_visible()


ONES_ACCOUNT = {
    "/account/second-step/": "Your account",
    "/account/second-step/app/": "Set up the second step",
    "/account/password/change/": "Change your password",
    "/account/sign-out/": "Sign out?",
    "/account/sign-in/inactive/": "This account is switched off",
}
FORGOTTEN_PASSWORD = {
    "/account/password/forgotten/": "Choose a new password",
    "/account/password/forgotten/sent/": "Check your email",
    "/account/password/new/1-abc/": "This link no longer works",
    "/account/password/new/done/": "Your password is changed",
}


def test_every_page_of_ones_account_is_accessible(page: Page, enter: Enter) -> None:
    page.goto("/account/sign-in/")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    for path, heading in ONES_ACCOUNT.items():
        page.goto(path)
        looked_over(page, heading)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert_accessible(page)


def test_every_page_of_a_forgotten_password_is_accessible(page: Page) -> None:
    for path, heading in FORGOTTEN_PASSWORD.items():
        page.goto(path)
        looked_over(page, heading)

"""From the page that was asked for, by the agency's own sign-in, back to that page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cse_portal.agencies.models import User
from tests import identity_provider
from tests.browser.checks import assert_accessible, no_sideways_scroll
from tests.identity_provider import IdentityProvider

BUTTON = "Sign in with Larkmere Council"
OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture
def provider(settings: Settings, cast: dict[str, User], live_server: LiveServer) -> Iterator[IdentityProvider]:
    with identity_provider.running() as provider:
        provider.person["email"] = cast["social_worker"].email
        settings.SSO_PROVIDERS = (provider.registered(),)
        settings.PORTAL_URL = live_server.url
        yield provider


def go_there(page: Page, place: str) -> None:
    page.goto(place)
    page.get_by_role("button", name=BUTTON).click()


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_there_and_back_to_the_page_that_was_asked_for(
    provider: IdentityProvider, open_browser: OpenBrowser, with_javascript: bool
) -> None:
    page = open_browser(java_script_enabled=with_javascript).new_page()
    page.goto("/desk/drafts/")
    if with_javascript:
        expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
        assert_accessible(page)
        no_sideways_scroll(page)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_role("heading", name="Larkmere Council")).to_be_visible()
    page.get_by_role("link", name="Sign in here").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My drafts")
    page.goto("/account/sessions/")
    expect(page.get_by_text("Priya Nair").first).to_be_visible()


def test_whom_the_portal_does_not_know_is_told_whom_to_ask(provider: IdentityProvider, page: Page) -> None:
    provider.person["email"] = "nobody@larkmere.example"
    go_there(page, "/account/sign-in/")
    page.get_by_role("link", name="Sign in here").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert_accessible(page)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_provider_that_is_away_leaves_the_other_way_in(provider: IdentityProvider, page: Page) -> None:
    provider.metadata_lies["issuer"] = "https://elsewhere.example"
    go_there(page, "/account/sign-in/")
    expect(page.get_by_label("Email address")).to_be_visible()
    assert_accessible(page)

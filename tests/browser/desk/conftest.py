"""People at their browsers: each `device` is a browser of its own, signed in and watched for trouble."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from house import system_packages
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from cse_portal.agencies.models import User
from tests.desks import all_desks

__all__ = ["all_desks"]

Device = Callable[..., Page]
# What a browser says by itself when the connection, the session or the form's version is the point of the test.
EXPECTED = ("ERR_INTERNET_DISCONNECTED", *(f"status of {number}" for number in (401, 403, 409, 503)))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = [*sandbox, "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": system_packages.chromium(), "args": quiet}


@pytest.fixture(autouse=True)
def _reads_desks(all_desks: None) -> None:
    """What the browsers have left there; the server itself acts for whoever is signed in."""


@pytest.fixture(autouse=True)
def quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def people(transactional_db: None, request: pytest.FixtureRequest) -> dict[str, User]:
    found: dict[str, User] = request.getfixturevalue("cast")
    return found


@pytest.fixture
def device(browser: Browser, live_server: Any) -> Iterator[Device]:
    """device(user) → a page of a new browser; complaints of the console fail the test at its end."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in EXPECTED):
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def open_device(user: User | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="Europe/London", **options)
        opened.append(context)
        if user is not None:
            sign_in_at_once(context, user, live_server.url)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(15_000)
        return page

    yield open_device
    for context in opened:
        context.close()
    assert complaints == []


def sign_in_at_once(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def sign_out_behind_the_back(context: BrowserContext) -> None:
    """As when the session ended by itself: the page does not know yet."""
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

"""A real Chromium before a real server: who is signed in, and what must never appear in the console."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from house import system_packages
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError
from pytest_django.live_server_helper import LiveServer

from cse_portal.agencies.models import User

STATUS = re.compile(r"responded with a status of (\d+)")
SignIn = Callable[[str], Page]


class Watch:
    """Everything that a browser complains about; a policy violation is a complaint as well."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected_statuses: set[int] = set()

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", self._break)

    def expect_status(self, *statuses: int) -> None:
        """Chromium reports every refused request; name those that the test means to provoke."""
        self.expected_statuses |= set(statuses)

    def _hear(self, message: ConsoleMessage) -> None:
        found = STATUS.search(message.text)
        is_expected = found is not None and int(found.group(1)) in self.expected_statuses
        if message.type in {"error", "warning"} and not is_expected:
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def _break(self, error: WebError) -> None:
        self.complaints.append(f"{error.page.url if error.page else ''}: {error.error}")


class Conversations:
    """The connections that the server has open: a page that closes while it saves leaves one behind it."""

    def __init__(self, server: ThreadedWSGIServer) -> None:
        self._changed = threading.Condition()
        self._open = 0
        self._answer = server.process_request_thread
        server.process_request_thread = self._take_part  # type: ignore[method-assign]

    def wait_for_the_end(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._open == 0, timeout=seconds)

    def _take_part(self, *connection: Any) -> None:
        self._add(1)
        try:
            self._answer(*connection)
        finally:
            self._add(-1)

    def _add(self, number: int) -> None:
        with self._changed:
            self._open += number
            self._changed.notify_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        "executable_path": system_packages.chromium(),
        "args": [*sandbox, "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def browser_context_args(live_server: LiveServer) -> dict[str, Any]:
    """Pages are opened by their path alone: `page.goto("/help/")`."""
    return {
        "base_url": live_server.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def conversations(live_server: LiveServer) -> Conversations:
    return Conversations(live_server.thread.httpd)


@pytest.fixture(autouse=True)
def _nothing_is_being_answered_when_the_tables_are_emptied(
    transactional_db: None, conversations: Conversations
) -> Iterator[None]:
    """Set up after the database and before any browser, so that it ends between the two."""
    yield
    assert conversations.wait_for_the_end(10), "the server is still answering, ten seconds after the last page closed"


@pytest.fixture
def watch() -> Generator[Watch]:
    """Fails the test at its end when any of its pages complained."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def context(context: BrowserContext, watch: Watch) -> BrowserContext:
    watch.follow(context)
    return context


@pytest.fixture
def open_browser(
    browser: Browser, browser_context_args: dict[str, Any], watch: Watch
) -> Generator[Callable[..., BrowserContext]]:
    """Another browser, with whatever Playwright can be told: `java_script_enabled=False`, `viewport=…`."""
    opened: list[BrowserContext] = []

    def open_one(**wanted: Any) -> BrowserContext:
        opened.append(browser.new_context(**{**browser_context_args, **wanted}))
        watch.follow(opened[-1])
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def sign_in_to(cast: dict[str, User], live_server: LiveServer) -> Callable[[BrowserContext, str], None]:
    """Gives a browser the session of one of the cast, without going through the sign-in page."""

    def give_session(context: BrowserContext, key: str) -> None:
        client = Client()
        client.force_login(cast[key])
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return give_session


@pytest.fixture
def signed_in(page: Page, sign_in_to: Callable[[BrowserContext, str], None]) -> SignIn:
    """`page = signed_in("social_worker")`: this test's page, with that person's session."""

    def one(key: str) -> Page:
        sign_in_to(page.context, key)
        return page

    return one

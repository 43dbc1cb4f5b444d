"""What the journeys of signing in and staying signed in share."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from cse_portal.agencies import session_rules
from cse_portal.agencies.models import User

Enter = Callable[..., None]
Age = Callable[..., None]


@pytest.fixture
def enter(cast: dict[str, User], password: str) -> Enter:
    """Types email and password into the sign-in page that is open."""

    def type_in(page: Page, key: str = "social_worker") -> None:
        page.get_by_label("Email address").fill(cast[key].email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()

    return type_in


@pytest.fixture
def age() -> Age:
    """Makes a browser's session seem older to the server: `age(context, minutes=25)`."""

    def make_older(context: BrowserContext, *, minutes: int = 0, begun_minutes: int = 0) -> None:
        cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}  # type: ignore[typeddict-item]
        store = import_module(settings.SESSION_ENGINE).SessionStore(cookies[settings.SESSION_COOKIE_NAME])
        store[session_rules.SEEN_AT] -= minutes * 60
        store[session_rules.STARTED_AT] -= begun_minutes * 60
        store.save()

    return make_older

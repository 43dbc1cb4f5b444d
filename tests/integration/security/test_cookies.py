"""The portal's cookies: what they are called, who may read them, and what their values give away."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.signing import BadSignature, get_cookie_signer
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from cse_portal.agencies.models import PortalSession, User
from cse_portal.ui.notes import Notes, SealedCookie

SIGN_IN = "/account/sign-in/"
Cast = dict[str, User]

ASK_PRODUCTION = """
import django; django.setup()
from django.conf import settings
from cse_portal.ui.notes import SealedCookie
from django.test import RequestFactory
names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, SealedCookie(RequestFactory().get("/")).cookie_name)
print(*names, settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_DOMAIN)
"""


def test_every_cookie_is_bound_to_this_host_and_to_tls() -> None:
    """Read in a process of its own, since tests and the demo go without TLS."""
    env = {**os.environ, "COOKIES_SECURE": "yes", "DJANGO_SETTINGS_MODULE": "cse_portal.settings"}
    said = subprocess.run([sys.executable, "-c", ASK_PRODUCTION], env=env, capture_output=True, text=True, timeout=60)
    assert said.stdout.split() == ["__Host-session", "__Host-csrf", "__Host-messages", "True", "None"], said.stderr


def test_no_script_reads_a_cookie_and_no_other_site_sends_one(client: Client, cast: Cast, password: str) -> None:
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
    client.get("/")
    assert set(client.cookies) >= {"session", "csrf"}
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name


def test_the_key_of_a_session_stands_in_its_cookie_alone(client: Client, cast: Cast, password: str) -> None:
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
    key = client.cookies["session"].value
    for path in ("/", "/account/sessions/", "/account/second-step/"):
        response = client.get(path)
        assert key not in response.content.decode()
        assert not [name for name, value in response.headers.items() if key in value]


def test_keys_of_sessions_are_long_random_and_all_different(client: Client, cast: Cast, password: str) -> None:
    keys = set()
    for _ in range(8):
        fresh = Client()
        fresh.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
        keys.add(fresh.cookies["session"].value)
    assert len(keys) == 8
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys), "165 bits"


def test_signing_in_gives_the_session_a_new_key(client: Client, cast: Cast, password: str) -> None:
    """Whoever planted a key in somebody's browser beforehand holds nothing afterwards."""
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
    assert client.cookies["session"].value != before
    assert not PortalSession.objects.filter(pk=before).exists()
    thief = Client()
    thief.cookies["session"] = before
    assert thief.get("/").status_code == 302


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(client: Client, cast: Cast, password: str) -> None:
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
    copy = Client()
    copy.cookies["session"] = client.cookies["session"].value
    assert copy.get("/").status_code == 200
    client.post("/account/sign-out/")
    assert copy.get("/").status_code == 302


def test_an_invented_key_opens_nothing_and_is_not_taken_over(client: Client, cast: Cast) -> None:
    client.cookies["session"] = "a" * 32
    assert client.get("/").status_code == 302
    assert not PortalSession.objects.filter(pk="a" * 32).exists()


# --- what one page tells on the next ------------------------------------------------------------------------


def kept_in_cookie(words: str) -> tuple[str, HttpRequest]:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    response = HttpResponse()
    storage = Notes(request)
    storage.add(constants.SUCCESS, words)
    storage.update(response)
    return response.cookies["messages"].value, request


def read_back(value: str) -> list[Message]:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    request.COOKIES["messages"] = value
    return list(Notes(request))


def test_a_message_in_a_cookie_can_be_read_by_the_portal_alone() -> None:
    value, _ = kept_in_cookie("Priya Nair can see this case now")
    assert "Priya" not in value
    with pytest.raises(BadSignature):
        get_cookie_signer(salt=SealedCookie.key_salt).unsign_object(value)
    assert [str(one) for one in read_back(value)] == ["Priya Nair can see this case now"]


def test_a_message_that_somebody_else_wrote_is_thrown_away() -> None:
    value, _ = kept_in_cookie("Saved")
    for forged in (value[:-4] + "AAAA", "forged", "", "ÆØÅ"):
        assert read_back(forged) == []


def test_a_message_outlives_a_change_of_the_key(settings: Settings) -> None:
    value, _ = kept_in_cookie("Saved")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [settings.SECRET_KEY]
    assert [str(one) for one in read_back(value)] == ["Saved"]

"""Leaving is one press, and leaves nothing behind."""

from __future__ import annotations

import pytest
from django.test import Client

from cse_portal.agencies.models import PortalSession as Session
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent

SIGN_OUT = "/account/sign-out/"


@pytest.fixture
def signed_in(client: Client, cast: dict[str, User], password: str) -> Client:
    client.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": password})
    return client


def test_one_press_signs_out(signed_in: Client, cast: dict[str, User]) -> None:
    response = signed_in.post(SIGN_OUT, follow=True)
    assert response.redirect_chain == [("/account/sign-in/", 302)]
    assert "You are signed out." in response.content.decode()
    assert not Session.objects.exists()
    assert signed_in.get("/").status_code == 302
    assert AuditEvent.objects.get(kind="person.signed_out").actor_id == cast["social_worker"].pk


def test_a_link_asks_first(signed_in: Client) -> None:
    """Else any page on the web could sign people out with a picture."""
    assert "Sign out?" in signed_in.get(SIGN_OUT).content.decode()
    assert signed_in.get("/").status_code == 200


def test_without_a_session_it_leads_to_sign_in(client: Client, db: None) -> None:
    assert client.post(SIGN_OUT).headers["Location"] == "/account/sign-in/"
    assert AuditEvent.objects.count() == 0


def test_pages_are_never_kept_by_the_browser(signed_in: Client) -> None:
    for page in ("/", "/account/second-step/", "/account/sign-out/"):
        assert "no-store" in signed_in.get(page).headers["Cache-Control"]

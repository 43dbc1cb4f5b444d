"""In the demo one press signs in as one of the cast; everything after is as for anyone."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from cse_portal.agencies import session_rules
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent

SIGN_IN_AS = "/demo/sign-in-as/"


def test_the_sign_in_page_offers_the_cast(client: Client, cast: dict[str, User]) -> None:
    User.objects.filter(pk=cast["teacher"].pk).update(is_active=False)
    page = client.get("/account/sign-in/?next=/help/").content.decode()
    assert '<span class="govuk-visually-hidden">Sign in as </span>Priya Nair<small>Social worker</small>' in page
    assert "Gareth Onwuachi" not in page
    assert page.count('name="next" value="/help/"') == 3, "by password, by passkey, and as one of the cast"


@pytest.mark.django_db
def test_without_the_cast_nothing_is_offered(client: Client) -> None:
    assert "Look around as someone" not in client.get("/account/sign-in/").content.decode()


def test_one_press_makes_an_ordinary_session(client: Client, cast: dict[str, User]) -> None:
    response = client.post(SIGN_IN_AS, {"key": "social_worker", "next": "/help/"})
    assert response.headers["Location"] == "/help/"
    assert client.get("/").status_code == 200
    assert session_rules.STARTED_AT in client.session
    assert AuditEvent.objects.filter(kind="person.signed_in", actor_id=cast["social_worker"].pk).exists()


def test_the_second_step_is_still_asked_for(client: Client, cast: dict[str, User]) -> None:
    TOTP.activate(cast["social_worker"], generate_totp_secret())
    response = client.post(SIGN_IN_AS, {"key": "social_worker"})
    assert response.headers["Location"] == "/account/sign-in/second-step/"
    assert client.get("/").status_code == 302


def test_nobody_else_can_be_signed_in_as(client: Client, cast: dict[str, User]) -> None:
    User.objects.filter(pk=cast["teacher"].pk).update(is_active=False)
    for key in ("nobody", "", "teacher"):
        assert client.post(SIGN_IN_AS, {"key": key}).status_code == 404
    assert client.post(SIGN_IN_AS, {"key": "social_worker", "next": "https://evil.example/"})["Location"] == "/"


def test_a_link_signs_nobody_in(client: Client, cast: dict[str, User]) -> None:
    assert client.get(SIGN_IN_AS, {"key": "social_worker"}).status_code == 405

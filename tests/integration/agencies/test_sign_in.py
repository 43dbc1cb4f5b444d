"""Signing in by e-mail and password."""

from __future__ import annotations

import pytest
from django.test import Client

from cse_portal.agencies.models import User


@pytest.mark.django_db
def test_home_sends_strangers_to_sign_in(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/sign-in/?next=/"


def test_a_social_worker_signs_in_and_sees_their_work(client: Client, cast: dict[str, User], password: str) -> None:
    response = client.post(
        "/account/sign-in/", {"login": cast["social_worker"].email, "password": password}, follow=True
    )
    assert response.request["PATH_INFO"] == "/"
    assert "My work" in response.content.decode()

"""Signing in by e-mail and password, and how often one may try."""

from __future__ import annotations

import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cse_portal.agencies import session_rules
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent

SIGN_IN = "/account/sign-in/"
NOT_RIGHT = "The email address or password is not right. Check both and try again"
Cast = dict[str, User]


def sign_in(client: Client, email: str, password: str, **more: str) -> object:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def without_keys(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


@pytest.mark.django_db
def test_home_sends_strangers_to_sign_in(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/sign-in/?next=/"


def test_a_social_worker_signs_in_and_sees_their_work(client: Client, cast: Cast, password: str) -> None:
    response = client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password}, follow=True)
    assert response.request["PATH_INFO"] == "/"
    assert "My work" in response.content.decode()


def test_the_address_may_be_typed_in_capitals_and_with_spaces(client: Client, cast: Cast, password: str) -> None:
    assert client.post(SIGN_IN, {"login": " Priya.Nair@Larkmere.Example ", "password": password}).status_code == 302


@pytest.mark.parametrize("who", ["unknown", "wrong", "switched off"])
def test_wrong_details_are_answered_alike(client: Client, cast: Cast, password: str, who: str) -> None:
    User.objects.filter(pk=cast["teacher"].pk).update(is_active=False)
    details = {
        "unknown": ("nobody@larkmere.example", password),
        "wrong": (cast["social_worker"].email, "not-the-password"),
        "switched off": (cast["teacher"].email, password),
    }
    email, typed = details[who]
    response = client.post(SIGN_IN, {"login": email, "password": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="#id_login">{NOT_RIGHT}</a>' in page, "which of the two is wrong is never said"
    assert page.count(NOT_RIGHT) == 2, "in the summary and beside the field"
    assert f'value="{email}"' in page
    assert typed not in page
    other = client.post(SIGN_IN, {"login": "other@larkmere.example", "password": "x"}).content.decode()
    assert without_keys(page) == without_keys(other)


def test_nothing_typed_is_answered_beside_each_field(client: Client, cast: Cast) -> None:
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert page.count("Enter your email address") == page.count("Enter your password") == 2
    assert '<a href="#id_login">Enter your email address</a>' in page
    assert '<a href="#id_password">Enter your password</a>' in page
    assert "<title>Error: Sign in" in page


# --- where one is taken afterwards ----------------------------------------------------------------------------


def test_the_page_that_was_asked_for_comes_after_signing_in(client: Client, cast: Cast, password: str) -> None:
    assert 'name="next" value="/help/"' in client.get(f"{SIGN_IN}?next=/help/").content.decode()
    response = client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password, "next": "/help/"})
    assert response.headers["Location"] == "/help/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_another_site_never_does(client: Client, cast: Cast, password: str, elsewhere: str) -> None:
    response = client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password, "next": elsewhere})
    assert response.headers["Location"] == "/"


# --- how often ------------------------------------------------------------------------------------------------


def test_the_sixth_wrong_attempt_at_an_account_waits(client: Client, cast: Cast, password: str) -> None:
    email = cast["social_worker"].email
    for _ in range(5):
        assert client.post(SIGN_IN, {"login": email, "password": "wrong"}).status_code == 200
    response = client.post(SIGN_IN, {"login": email, "password": password})
    assert response.status_code == 429
    page = response.content.decode()
    assert '<a href="#id_login">There were too many wrong attempts. Wait 5 minutes' in page
    assert f'value="{email}"' in page
    assert client.post(SIGN_IN, {"login": cast["teacher"].email, "password": password}).status_code == 302


def test_an_address_that_nobody_has_waits_alike(client: Client, cast: Cast) -> None:
    statuses = [
        client.post(SIGN_IN, {"login": "nobody@larkmere.example", "password": "x"}).status_code for _ in range(6)
    ]
    assert statuses == [200] * 5 + [429]


def fail_often(client: Client, number: int, **headers: str) -> list[int]:
    return [
        client.post(SIGN_IN, {"login": f"n{n}@larkmere.example", "password": "x"}, **headers).status_code  # type: ignore[arg-type]
        for n in range(number)
    ]


def test_one_place_may_fail_thirty_times_a_minute(client: Client, cast: Cast) -> None:
    assert fail_often(client, 31) == [200] * 30 + [429]


def test_signing_in_rightly_is_never_counted(client: Client, cast: Cast, password: str) -> None:
    for _ in range(35):
        assert client.post(SIGN_IN, {"login": cast["teacher"].email, "password": password}).status_code == 302
        client.logout()


def test_behind_a_proxy_each_browser_is_counted_by_itself(client: Client, cast: Cast, settings: Settings) -> None:
    """What a browser writes into the header itself stands further left, and changes nothing."""
    settings.PROXY_COUNT = 1
    assert fail_often(client, 31, HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.5")[-1] == 429
    assert fail_often(client, 1, HTTP_X_FORWARDED_FOR="7.7.7.7, 203.0.113.5") == [429]
    assert fail_often(client, 1, HTTP_X_FORWARDED_FOR="203.0.113.9") == [200]


def test_without_a_proxy_the_header_counts_for_nothing(client: Client, cast: Cast) -> None:
    assert fail_often(client, 30)[-1] == 200
    assert fail_often(client, 1, HTTP_X_FORWARDED_FOR="203.0.113.77") == [429]


def test_a_request_that_did_not_pass_every_proxy_is_counted_too(
    client: Client, cast: Cast, settings: Settings
) -> None:
    settings.PROXY_COUNT = 2
    assert fail_often(client, 1, HTTP_X_FORWARDED_FOR="203.0.113.5", REMOTE_ADDR="") == [200]


# --- the trail ------------------------------------------------------------------------------------------------


def test_signing_in_is_on_the_trail(client: Client, cast: Cast, password: str) -> None:
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": password})
    event = AuditEvent.objects.get(kind="person.signed_in")
    assert (event.actor_id, event.object_ref) == (cast["social_worker"].pk, cast["social_worker"].ref)


def test_failing_is_on_the_trail_without_an_address(client: Client, cast: Cast) -> None:
    client.post(SIGN_IN, {"login": cast["social_worker"].email, "password": "wrong"})
    client.post(SIGN_IN, {"login": "nobody@larkmere.example", "password": "wrong"})
    client.post(SIGN_IN, {"login": "NOBODY@larkmere.example", "password": "wrong"})
    known, unknown, again = AuditEvent.objects.filter(kind="sign_in.failed").order_by("pk")
    assert {event.purpose for event in (known, unknown, again)} == {"sign-in"}
    assert known.object_ref == cast["social_worker"].ref
    assert unknown.detail["unknown"] == again.detail["unknown"]
    assert "nobody" not in str(unknown.detail)
    assert len(unknown.detail["unknown"]) == 32


# --- what it costs --------------------------------------------------------------------------------------------

TABLE = re.compile(r'FROM "(agencies_portalsession|agencies_user|agencies_membership|mfa_authenticator)"')


@pytest.mark.parametrize("is_required", [True, False])
def test_who_asks_costs_a_session_a_person_and_their_memberships(
    client: Client, cast: Cast, settings: Settings, is_required: bool
) -> None:
    """The second step is remembered in the session, so it is not looked up again."""
    settings.MFA_REQUIRED = is_required
    person = cast["social_worker"]
    client.force_login(person)
    session = client.session
    session_rules.begin(session, now=int(time.time()))
    session_rules.note_second_step(session, person=person.pk)
    session.save()
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    asked = [found.group(1) for query in queries if (found := TABLE.search(query["sql"]))]
    assert asked == ["agencies_portalsession", "agencies_user", "agencies_membership"]
    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]

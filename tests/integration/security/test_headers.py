"""What every answer says to the browser, page or error, and what it never says."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.env import ROOT

STRANGERS = ("/account/sign-in/", "/help/", "/no-such-page/", "/health/live", "/brand/5a2a6e.css")
PERSONAL = ("/", "/cases/", "/desk/downloads/", "/desk/drafts/", "/find/", "/account/second-step/")
Cast = dict[str, User]


def policy_of(response: HttpResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, _, values in parts}


@pytest.fixture
def over_tls(settings: Settings) -> Client:
    """As production sets it, behind a proxy that ended TLS."""
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return Client()


@pytest.mark.parametrize("path", STRANGERS)
def test_every_answer_is_kept_apart_from_other_sites(client: Client, cast: Cast, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize("path", [*STRANGERS, "/account/sign-in/?next=/"])
def test_every_answer_has_the_content_policy(client: Client, cast: Cast, path: str) -> None:
    policy = policy_of(client.get(path))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert not any(word in " ".join(policy.values()) for word in ("unsafe", "http:", "https:", "*"))


def test_files_that_whitenoise_serves_have_it_too(settings: Settings) -> None:
    """The middleware that serves them stands inside those that write headers."""
    order = settings.MIDDLEWARE
    serves = order.index("whitenoise.middleware.WhiteNoiseMiddleware")
    for outside in (
        "cse_portal.operations.middleware.ForUsOnly",
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
    ):
        assert order.index(outside) < serves


@pytest.mark.parametrize("path", [*STRANGERS, "/metrics"])
def test_text_says_in_which_alphabet_it_is(client: Client, cast: Cast, path: str) -> None:
    said = client.get(path).headers["Content-Type"]
    assert said == "application/json" or (said.startswith("text/") and "charset=utf-8" in said)


@pytest.mark.parametrize("path", PERSONAL)
def test_no_page_of_anyones_is_kept_by_browser_or_proxy(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast["social_worker"])
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/account/sign-in/", "/health/live"])
def test_no_other_site_is_let_in(client: Client, cast: Cast, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://evil.example"}).headers
    assert not [name for name in headers if name.lower().startswith("access-control-")]


def test_over_tls_every_answer_asks_for_tls_from_now_on(over_tls: Client, cast: Cast) -> None:
    for path in STRANGERS:
        headers = over_tls.get(path, headers={"x-forwarded-proto": "https"}).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_only_what_people_open_is_led_over_to_tls(over_tls: Client, cast: Cast) -> None:
    """A program that asks in the clear is to be noticed, not helped."""
    led = over_tls.get("/account/sign-in/")
    assert (led.status_code, led.headers["Location"]) == (301, "https://testserver/account/sign-in/")
    for path in ("/health/live", "/metrics"):
        assert over_tls.get(path).status_code == 200


def test_what_a_proxy_would_say_is_not_taken_from_a_browser_without_one(client: Client, cast: Cast) -> None:
    """Development and tests have no proxy: the header then proves nothing."""
    response = client.get(
        "/account/sign-in/", headers={"x-forwarded-proto": "https", "x-forwarded-host": "evil.example"}
    )
    assert not response.wsgi_request.is_secure()
    assert response.wsgi_request.get_host() == "testserver"


def test_the_proxy_answers_for_its_headers_itself() -> None:
    """Caddy replaces what clients say in X-Forwarded-*; nobody told it to trust them."""
    told = (ROOT / "docs/operating/proxy/Caddyfile").read_text()
    assert "trusted_proxies" not in told
    assert "header_up X-Forwarded" not in told

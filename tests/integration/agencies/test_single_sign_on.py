"""Single sign-on against a provider on this machine: whom it may vouch for, and every way in which it must not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from cse_portal.agencies import actions, session_rules
from cse_portal.agencies.models import ExternalIdentity, User
from cse_portal.audit.models import AuditEvent
from tests import identity_provider
from tests.identity_provider import KEYS, IdentityProvider

GO = "/account/sign-in/with/council/"
BACK = f"{GO}back/"
Cast = dict[str, User]
Walk = Callable[..., Any]


@pytest.fixture
def provider(settings: Settings, cast: Cast) -> Iterator[IdentityProvider]:
    with identity_provider.running() as provider:
        provider.person["email"] = cast["social_worker"].email
        settings.SSO_PROVIDERS = (provider.registered(),)
        settings.PORTAL_URL = "http://testserver"
        yield provider


def asked(client: Client, **posted: str) -> dict[str, str]:
    """What the browser would carry to the provider."""
    page = client.post(GO, posted).content.decode()
    place = unescape(re.search(r'content="0; url=([^"]+)"', page).group(1))  # type: ignore[union-attr]
    return {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}


@pytest.fixture
def walk(provider: IdentityProvider) -> Walk:
    """There and back again."""

    def through(client: Client, **posted: str) -> Any:
        back = provider.back(asked(client, **posted))
        return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")

    return through


def is_in(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


def why() -> list[str]:
    return [event.detail["why"] for event in AuditEvent.objects.filter(kind="sign_in.refused").order_by("pk")]


def test_a_person_gets_in_by_a_verified_address_and_is_linked(client: Client, walk: Walk, cast: Cast) -> None:
    response = walk(client, next="/desk/drafts/")
    assert response.headers["Location"] == "/desk/drafts/"
    assert is_in(client)
    identity = ExternalIdentity.objects.get()
    assert (identity.user, identity.subject) == (cast["social_worker"], "p-1")
    kinds = list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))[-2:]
    assert kinds == ["identity.linked", "person.signed_in"]
    assert AuditEvent.objects.get(kind="person.signed_in").detail == {"how": "sso"}


def test_the_request_asks_for_little_and_proves_whose_it_is(client: Client, provider: IdentityProvider) -> None:
    request = asked(client)
    assert request["scope"] == "openid email"
    assert request["code_challenge_method"] == "S256"
    assert request["response_type"] == "code"
    assert all(len(request[name]) >= 40 for name in ("state", "nonce", "code_challenge"))
    again = asked(client)
    assert not {request["state"], request["nonce"]} & {again["state"], again["nonce"]}


def test_it_is_begun_by_a_press_only(client: Client, provider: IdentityProvider) -> None:
    assert client.get(GO).status_code == 405


# --- whom the provider may speak for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "person",
    [
        {"email": "nobody@larkmere.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": None},
        {"email": ["priya.nair@larkmere.example"]},
    ],
    ids=["no account", "not verified", "not said", "no address", "a list"],
)
def test_nobody_signs_up_by_themselves(
    client: Client, walk: Walk, provider: IdentityProvider, person: dict[str, Any]
) -> None:
    before = User.objects.count()
    provider.person |= person
    walk(client)
    assert not is_in(client)
    assert (User.objects.count(), ExternalIdentity.objects.count()) == (before, 0)
    assert why() == ["council: no_account"]
    assert not AuditEvent.objects.filter(detail__icontains="larkmere.example").exists()


def test_a_provider_speaks_for_its_own_organisation_only(
    client: Client, walk: Walk, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SSO_PROVIDERS = (provider.registered(domains=frozenset({"brackwater.example"})),)
    walk(client)
    assert not is_in(client)
    assert not ExternalIdentity.objects.exists()


def test_whoever_is_switched_off_stays_out(client: Client, walk: Walk, cast: Cast) -> None:
    walk(client)
    client.post("/account/sign-out/")
    User.objects.filter(pk=cast["social_worker"].pk).update(is_active=False)
    walk(client)
    assert not is_in(client)


def test_a_changed_address_at_the_provider_moves_nothing(
    client: Client, walk: Walk, provider: IdentityProvider, cast: Cast
) -> None:
    walk(client)
    client.post("/account/sign-out/")
    provider.person["email"] = cast["team_manager"].email
    walk(client)
    assert client.get("/").wsgi_request.user == cast["social_worker"]


def test_another_person_with_the_same_address_does_not_take_the_account_over(
    client: Client, walk: Walk, provider: IdentityProvider
) -> None:
    """An address given to a new colleague must not open the old one's records."""
    walk(client)
    client.post("/account/sign-out/")
    provider.person["sub"] = "p-2"
    walk(client)
    assert not is_in(client)
    assert ExternalIdentity.objects.count() == 1
    assert why() == ["council: no_account"]


def test_a_forgotten_link_is_made_anew(client: Client, walk: Walk, provider: IdentityProvider, cast: Cast) -> None:
    walk(client)
    client.post("/account/sign-out/")
    administrator = cast["system_administrator"]
    actions.forget_identities(user=cast["social_worker"], reason="New account at the council", by=administrator)
    provider.person["sub"] = "p-2"
    walk(client)
    assert is_in(client)
    assert AuditEvent.objects.get(kind="identity.forgotten").reason == "New account at the council"


# --- the second step ----------------------------------------------------------------------------------------------


@pytest.fixture
def _has_app(cast: Cast, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    Authenticator.objects.create(user=cast["social_worker"], type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})


@pytest.mark.usefixtures("_has_app")
def test_ones_own_second_step_is_asked_when_the_provider_took_none(client: Client, walk: Walk) -> None:
    assert walk(client).headers["Location"] == "/account/sign-in/second-step/"
    assert not is_in(client)


@pytest.mark.usefixtures("_has_app")
@pytest.mark.parametrize("claims", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}])
@pytest.mark.parametrize("is_trusted", [True, False])
def test_the_providers_second_step_counts_where_settings_say_so(
    client: Client,
    walk: Walk,
    provider: IdentityProvider,
    settings: Settings,
    claims: dict[str, Any],
    is_trusted: bool,
) -> None:
    provider.person |= claims
    settings.SSO_PROVIDERS = (provider.registered(second_step_values=frozenset({"mfa"} if is_trusted else set())),)
    walk(client)
    assert is_in(client) is is_trusted


def test_without_any_second_step_one_is_set_up_first(client: Client, walk: Walk, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    walk(client)
    assert client.get("/").headers["Location"].startswith("/account/second-step/new/")


# --- a provider, or somebody between, that lies ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lies", "said"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "MissingRequiredClaimError"),
        ({"aud": "another-client"}, "InvalidAudienceError"),
        ({"aud": ["portal", "other"], "azp": "other"}, "for_another"),
        ({"iss": "https://evil.example"}, "InvalidIssuerError"),
        ({"exp": 1}, "ExpiredSignatureError"),
        ({"exp": None}, "MissingRequiredClaimError"),
        ({"iat": int(time.time()) + 3600}, "ImmatureSignatureError"),
        ({"sub": None}, "MissingRequiredClaimError"),
    ],
)
def test_a_token_that_is_not_for_us_and_now_opens_nothing(
    client: Client, walk: Walk, provider: IdentityProvider, lies: dict[str, Any], said: str
) -> None:
    provider.lies = lies
    walk(client)
    assert not is_in(client)
    assert why() == [f"council: {said}"]


@pytest.mark.parametrize(
    ("signature", "key"),
    [("RS256", KEYS[1]), ("HS256", None), ("none", None)],
    ids=["another key", "a secret", "none"],
)
def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    client: Client, walk: Walk, provider: IdentityProvider, signature: str, key: Any
) -> None:
    provider.signature, provider.signs_with = signature, key or KEYS[0]
    walk(client)
    assert not is_in(client)
    assert len(why()) == 1


def test_metadata_of_another_issuer_is_refused(client: Client, provider: IdentityProvider) -> None:
    provider.metadata_lies = {"issuer": "https://evil.example"}
    assert client.post(GO).headers["Location"] == "/account/sign-in/"
    assert why() == ["council: metadata_of_another_issuer"]


def test_a_provider_that_leads_on_to_another_address_is_not_followed(
    client: Client, provider: IdentityProvider
) -> None:
    """The address it leads to would answer rightly: only that the portal does not go there keeps it out."""
    provider.leads_on_to = f"{provider.issuer}/elsewhere"
    assert client.post(GO).headers["Location"] == "/account/sign-in/"
    assert why() == ["council: unreachable"]


def test_an_answer_of_another_provider_is_refused(client: Client, walk: Walk, provider: IdentityProvider) -> None:
    provider.answers_as = "https://other.example"
    walk(client)
    assert why() == ["council: another_issuer"]
    assert provider.tokens_given == 0, "the code went nowhere"


def test_an_answer_begun_in_another_browser_is_refused(client: Client, provider: IdentityProvider) -> None:
    """Else a stranger could sign somebody in as themselves, and read what they then type."""
    back = urlsplit(provider.back(asked(client)))
    victim = Client()
    victim.get(f"{back.path}?{back.query}")
    assert not is_in(victim)
    asked(victim)
    victim.get(f"{back.path}?{back.query}")
    assert not is_in(victim)
    assert why() == ["council: not_begun_here", "council: state"]


def test_an_answer_works_once_and_not_after_ten_minutes(client: Client, provider: IdentityProvider) -> None:
    back = urlsplit(provider.back(asked(client)))
    place = f"{back.path}?{back.query}"
    client.get(place)
    client.post("/account/sign-out/")
    client.get(place)
    assert not is_in(client)
    asked_again = urlsplit(provider.back(asked(client)))
    session = client.session
    session["single_sign_on"] = {**session["single_sign_on"], "begun_at": int(time.time()) - 601}
    session.save()
    client.get(f"{asked_again.path}?{asked_again.query}")
    assert why() == ["council: not_begun_here"] * 2


@pytest.mark.parametrize(
    ("error", "words"), [("access_denied", "You stopped signing in"), ("server_error", "could not show")]
)
def test_a_refusal_is_said_in_words(client: Client, provider: IdentityProvider, error: str, words: str) -> None:
    state = asked(client)["state"]
    page = client.get(BACK, {"error": error, "state": state, "iss": provider.issuer}, follow=True).content.decode()
    assert words in page
    assert "sign in with your password" in page


def test_a_provider_that_does_not_answer_is_said_too(
    client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.SSO_PROVIDERS = (provider.registered(issuer="http://127.0.0.1:9"),)
    page = client.post(GO, follow=True).content.decode()
    assert "Larkmere Council does not answer just now" in page


def test_an_unknown_provider_is_not_there(client: Client, provider: IdentityProvider) -> None:
    assert client.post("/account/sign-in/with/police/").status_code == 404


# --- showing again who one is ---------------------------------------------------------------------------------------


def make_stale(client: Client) -> None:
    session = client.session
    session[session_rules.CONFIRMED_AT] = 0
    session.save()


def test_the_provider_confirms_who_one_is_when_it_asked_just_now(
    client: Client, walk: Walk, provider: IdentityProvider, cast: Cast
) -> None:
    walk(client)
    make_stale(client)
    page = client.get("/account/second-step/app/", follow=True).content.decode()
    assert "Confirm with Larkmere Council" in page
    assert asked(client)["prompt"] == "login"
    assert walk(client, next="/account/second-step/app/").headers["Location"] == "/account/second-step/app/"
    assert client.get("/account/second-step/app/").status_code == 200
    assert AuditEvent.objects.get(kind="person.confirmed").detail == {"how": "sso"}


@pytest.mark.parametrize("lies", [{"auth_time": 1}, {"auth_time": None}, {"sub": "p-2"}])
def test_an_old_sign_in_there_or_somebody_else_confirms_nothing(
    client: Client, walk: Walk, provider: IdentityProvider, lies: dict[str, Any]
) -> None:
    walk(client)
    make_stale(client)
    provider.lies = lies
    walk(client)
    assert client.get("/account/second-step/app/").status_code == 302
    assert not AuditEvent.objects.filter(kind="person.confirmed").exists()

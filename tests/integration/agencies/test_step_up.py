"""Before something sensitive one shows again who one is, and goes on from where one was, with what one typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.actions import note_sign_in_failed
from cse_portal.agencies.models import PortalSession, User
from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import System
from cse_portal.operations.models import LegalHold
from tests.cast import PASSWORD

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
SENSITIVE = "/operations/retention/holds/new/"
AGAIN = "/account/sign-in/again/"
TYPED = {
    "scope": "everything",
    "authority": "The inquiry into Larkmere",
    "reason": "It asks for everything, “all” of it",
    "checked": "yes",
}
Cast = dict[str, User]
Forward = Callable[[int], None]


@pytest.fixture(autouse=True)
def wait(db: None) -> Iterator[Forward]:
    with time_machine.travel(NINE, tick=False) as traveller:
        yield lambda minutes: traveller.shift(timedelta(minutes=minutes))


@pytest.fixture
def lead(client: Client, cast: Cast, password: str) -> Client:
    client.post("/account/sign-in/", {"login": cast["governance_lead"].email, "password": password})
    return client


def proof(**given: str) -> dict[str, str]:
    return {f"_confirm-{name}": value for name, value in {"password": "", "code": "", **given}.items()}


def held_in(page: str) -> dict[str, str]:
    """What the page would send again."""
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)" autocomplete="off">', page)
    return {name: unescape(value) for name, value in found}


def test_having_just_signed_in_is_proof_enough(lead: Client, wait: Forward) -> None:
    wait(14)
    assert lead.get(SENSITIVE).status_code == 200


def test_a_page_is_opened_after_the_proof(lead: Client, wait: Forward) -> None:
    wait(16)
    response = lead.get(SENSITIVE, follow=True)
    assert response.redirect_chain == [(f"{AGAIN}?next={SENSITIVE.replace('/', '%2F')}", 302)]
    assert "Confirm that it is you" in response.content.decode()
    wrong = lead.post(AGAIN, {"next": SENSITIVE, **proof(password="wrong")})
    assert "The password is not right" in wrong.content.decode()
    assert lead.post(AGAIN, {"next": SENSITIVE, **proof(password=PASSWORD)}).headers["Location"] == SENSITIVE
    assert lead.get(SENSITIVE).status_code == 200


def test_a_form_that_was_sent_waits_and_goes_on_with_the_proof(lead: Client, wait: Forward) -> None:
    wait(16)
    asked = lead.post(SENSITIVE, TYPED)
    assert asked.status_code == 403
    assert held_in(asked.content.decode()) == TYPED
    assert LegalHold.objects.count() == 0
    wrong = lead.post(SENSITIVE, {**TYPED, **proof(password="not-it-at-all")})
    page = wrong.content.decode()
    assert "The password is not right" in page
    assert held_in(page) == TYPED
    assert "not-it-at-all" not in page
    done = lead.post(SENSITIVE, {**TYPED, **proof(password=PASSWORD)})
    assert done.headers["Location"] == "/operations/retention/holds/"
    assert LegalHold.objects.get().reason == TYPED["reason"]


def test_nothing_typed_is_an_error_at_the_field(lead: Client, wait: Forward) -> None:
    wait(16)
    page = lead.post(SENSITIVE, {**TYPED, **proof()}).content.decode()
    assert page.count("Enter your password") == 2


def test_whoever_may_not_open_it_is_told_so_and_asked_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast["social_worker"])
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    assert client.get(SENSITIVE).status_code == 403


def test_a_proof_gives_the_session_a_new_key_and_a_line_on_the_trail(lead: Client, wait: Forward, cast: Cast) -> None:
    before = lead.session.session_key
    wait(16)
    lead.post(AGAIN, {"next": "/", **proof(password=PASSWORD)})
    assert lead.session.session_key != before
    assert not PortalSession.objects.filter(session_key=before).exists()
    event = AuditEvent.objects.get(kind="person.confirmed")
    assert (event.actor_id, event.detail) == (cast["governance_lead"].pk, {"how": "password"})


def test_the_proof_is_good_for_a_quarter_of_an_hour(lead: Client, wait: Forward) -> None:
    wait(16)
    lead.post(AGAIN, {"next": "/", **proof(password=PASSWORD)})
    wait(14)
    assert lead.get(SENSITIVE).status_code == 200
    wait(2)
    assert lead.get(SENSITIVE).status_code == 302


def test_guessing_at_it_locks_like_guessing_at_sign_in(lead: Client, wait: Forward, cast: Cast) -> None:
    for _ in range(9):
        note_sign_in_failed(email=cast["governance_lead"].email, by=System("a test"))
    wait(16)
    lead.post(AGAIN, {"next": "/", **proof(password="wrong")})
    page = lead.post(AGAIN, {"next": "/", **proof(password=PASSWORD)}).content.decode()
    assert "locked until" in page
    assert lead.get(SENSITIVE).status_code == 302


def test_another_site_is_never_gone_on_to(lead: Client, wait: Forward) -> None:
    wait(16)
    answer = lead.post(AGAIN, {"next": "https://evil.example/", **proof(password=PASSWORD)})
    assert answer.headers["Location"] == "/"


def test_a_script_is_told_what_the_matter_is(lead: Client, wait: Forward) -> None:
    wait(16)
    answer = lead.post(SENSITIVE, TYPED, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (403, {"problem": "confirm"})


def test_signed_out_meanwhile_the_proof_is_written_into_no_page(lead: Client, wait: Forward) -> None:
    wait(16)
    PortalSession.objects.all().delete()
    page = lead.post(SENSITIVE, {**TYPED, **proof(password=PASSWORD)}).content.decode()
    assert "The inquiry into Larkmere" in page
    assert PASSWORD not in page
    assert "_confirm" not in page

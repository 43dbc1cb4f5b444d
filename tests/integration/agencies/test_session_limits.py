"""Sessions end in time, say why, and are not kept alive by pages that ask by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cse_portal.agencies.models import PortalSession as Session
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from tests.counting import asked

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
STILL_HERE = "/account/still-here/"
Cast = dict[str, User]
At = Callable[..., None]


@pytest.fixture
def at() -> object:
    """`at(minutes=31)`: so long after nine o'clock."""
    with time_machine.travel(NINE, tick=False) as traveller:
        yield lambda **after: traveller.move_to(NINE + timedelta(**after))


@pytest.fixture
def nurse(client: Client, cast: Cast, password: str, at: At) -> Client:
    """A browser that signed in at nine."""
    client.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": password})
    return client


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def ended() -> list[str]:
    return [event.detail["why"] for event in AuditEvent.objects.filter(kind="session.ended")]


def test_after_half_an_hour_without_activity_one_signs_in_again(nurse: Client, at: At) -> None:
    at(minutes=30)
    response = nurse.get("/desk/drafts/?page=2", follow=True)
    assert response.redirect_chain == [("/account/sign-in/?next=/desk/drafts/%3Fpage%3D2", 302)]
    assert "You were signed out after 30 minutes without activity. What you typed was kept." in (
        response.content.decode()
    )
    assert ended() == ["idle"]
    assert Session.objects.count() == 0


def test_the_notice_is_given_once(nurse: Client, at: At) -> None:
    at(minutes=30)
    nurse.get("/", follow=True)
    assert "You were signed out" not in nurse.get("/", follow=True).content.decode()


def test_activity_keeps_the_session(nurse: Client, at: At) -> None:
    for minutes in range(20, 12 * 60, 20):
        at(minutes=minutes)
        assert nurse.get("/").status_code == 200
    at(hours=12)
    page = nurse.get("/", follow=True).content.decode()
    assert "everyone signs in again after 12 hours" in page
    assert ended() == ["too_long"]


def test_the_limits_are_settings(nurse: Client, at: At, settings: Settings) -> None:
    settings.SESSION_IDLE = timedelta(minutes=10)
    at(minutes=10)
    assert "after 10 minutes without activity" in nurse.get("/", follow=True).content.decode()


def test_pages_write_the_session_once_a_minute_at_most(nurse: Client, at: At) -> None:
    with CaptureQueriesContext(connection) as queries:
        for seconds in (1, 20, 59):
            at(seconds=seconds)
            nurse.get("/help/")
    assert writes(queries) == []
    with CaptureQueriesContext(connection) as queries:
        at(seconds=60)
        nurse.get("/help/")
        at(seconds=80)
        nurse.get("/help/")
    assert len(writes(queries)) == 1


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(nurse: Client, at: At) -> None:
    for minutes in range(1, 30):
        at(minutes=minutes)
        assert nurse.get(STILL_HERE, headers={"X-Portal-By-Itself": "yes"}).json()["seconds"] == (30 - minutes) * 60
    at(minutes=30)
    assert nurse.get(STILL_HERE, headers={"X-Portal-By-Itself": "yes"}).status_code == 401


def test_staying_signed_in_is_activity(nurse: Client, cast: Cast, at: At) -> None:
    at(minutes=29)
    answer = nurse.post(STILL_HERE, headers={"X-Portal-By-Itself": "yes"}).json()
    assert (answer["seconds"], answer["can_stay"]) == (1800, True)
    assert answer["person"] == cast["social_worker"].ref
    at(minutes=58)
    assert nurse.get("/").status_code == 200


def test_staying_is_refused_to_whoever_is_signed_out(client: Client, db: None) -> None:
    for answer in (client.get(STILL_HERE), client.post(STILL_HERE)):
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["problem"] == "signed_out"


def test_near_the_end_of_the_day_staying_is_not_offered(nurse: Client, at: At) -> None:
    for minutes in range(20, 12 * 60, 20):
        at(minutes=minutes)
        nurse.get("/")
    at(minutes=11 * 60 + 58)
    assert nurse.get(STILL_HERE).json() | {"key": "", "person": ""} == {
        "seconds": 120,
        "can_stay": False,
        "key": "",
        "person": "",
    }


def test_a_form_sent_too_late_comes_back_with_its_words(nurse: Client, at: At) -> None:
    at(minutes=31)
    response = nurse.post("/desk/drafts/", {"note": "She told me on the way home"})
    assert response.status_code == 403
    assert "She told me on the way home" in response.content.decode()


def test_a_script_that_asks_too_late_is_told(nurse: Client, at: At) -> None:
    at(minutes=31)
    response = nurse.post("/find/", headers={"Accept": "application/json"})
    assert response.status_code == 401


def test_whoever_is_switched_off_is_out_on_the_next_request(nurse: Client, cast: Cast, at: At) -> None:
    person = cast["social_worker"]
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert nurse.get("/").status_code == 302
    assert Session.objects.count() == 0
    assert ended() == ["switched_off"]
    User.objects.filter(pk=person.pk).update(is_active=True)
    assert nurse.get("/").status_code == 302


def test_open_pages_stay_open_after_the_end(nurse: Client, at: At) -> None:
    at(minutes=31)
    response = nurse.get("/help/now/")
    assert response.status_code == 200
    assert "You were signed out after 30 minutes" in response.content.decode()


def test_a_browser_without_a_session_costs_nothing(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(STILL_HERE)
    assert asked(queries.captured_queries) == []


def test_pages_carry_what_the_warning_needs(nurse: Client, at: At) -> None:
    at(seconds=30)
    page = nurse.get("/").content.decode()
    assert 'data-left="1770"' in page
    assert 'data-warn-before="300"' in page
    nurse.post("/account/sign-out/")
    assert "data-left" not in nurse.get("/account/sign-in/").content.decode()

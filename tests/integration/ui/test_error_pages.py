"""Pages for when something is in the way: the right status, what to do next, and no dependence on what broke."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cse_portal.agencies.models import Partnership, User
from cse_portal.core.models import StaleRecord
from cse_portal.core.request_id import identified
from cse_portal.ui import errors


def test_a_wrong_address_tells_whom_to_ring(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["social_worker"])
    response = client.get("/nowhere/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is nothing here that you can open" in page
    assert "01632 960200" in page
    assert "999" in page


def test_strangers_get_the_same_answer_for_every_wrong_address(client: Client, cast: dict[str, User]) -> None:
    assert client.get("/nowhere/").status_code in {302, 404}


def test_no_permission_names_the_role_and_whom_to_ask(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["social_worker"])
    response = client.get("/operations/")
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your role is Social worker" in page
    assert "single point of contact in your agency" in page


def test_someone_without_any_role_is_told_so(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["social_worker"])
    cast["social_worker"].memberships.all().delete()
    response = client.get("/")
    assert response.status_code == 403
    assert "Your role has ended" in response.content.decode()


@pytest.mark.parametrize("too_much", ["words", "fields"])
def test_too_much_at_once_is_answered_with_413(client: Client, cast: dict[str, User], too_much: str) -> None:
    data = {"login": "x" * 6_000_000} if too_much == "words" else {f"f{number}": "" for number in range(5_001)}
    body = "&".join(f"{key}={value}" for key, value in data.items())
    response = client.post("/account/sign-in/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "That was too large to send" in response.content.decode()


def test_other_odd_requests_are_answered_with_400(client: Client, cast: dict[str, User]) -> None:
    assert errors.bad_request(RequestFactory().get("/"), ValueError()).status_code == 400
    assert errors.bad_request(RequestFactory().get("/"), TooManyFieldsSent()).status_code == 413


def answer_to(exception: Exception) -> HttpResponse | None:
    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError

    return errors.PlainAnswers(never).process_exception(RequestFactory().get("/"), exception)


@pytest.mark.django_db
def test_expected_exceptions_have_pages_of_their_own() -> None:
    stale = answer_to(StaleRecord(Partnership()))
    hurried = answer_to(errors.TooManyRequests(try_again_in=timedelta(seconds=90)))
    away = answer_to(errors.Unavailable())
    assert stale is not None
    assert hurried is not None
    assert away is not None
    assert (stale.status_code, hurried.status_code, away.status_code) == (409, 429, 503)
    assert hurried.headers["Retry-After"] == "90"
    assert "Wait 2 minutes" in hurried.content.decode()
    assert answer_to(ValueError()) is None


def test_a_fault_shows_a_reference_to_read_out_and_asks_nothing_of_the_database() -> None:
    with identified("3f2a91c4-7c1b-4713-91b9-c26c0bb974d1"):
        response = errors.server_error(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "<strong>3F2A91C4</strong>" in page
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_database_the_portal_says_that_it_is_away() -> None:
    try:
        raise OperationalError
    except OperationalError:
        assert sys.exc_info()[0] is OperationalError
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "record by hand" in response.content.decode()

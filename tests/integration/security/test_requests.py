"""Requests that no page of the portal sends: odd methods, odd hosts, too many words, words in the wrong place."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from house.docs.addresses import addresses
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.operations.logs import HarmlessFormatter

PLACES = (
    "/",
    "/account/sign-in/",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/help/",
    "/static/",
    "/no-such-page/",
)
Cast = dict[str, User]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(HarmlessFormatter(style="json"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "INVENTED"])
@pytest.mark.parametrize("path", PLACES)
def test_a_method_that_the_portal_does_not_know_is_refused(client: Client, cast: Cast, path: str, method: str) -> None:
    response = client.generic(method, path, headers={"x-echo": "nobody-says-this-back"})
    assert response.status_code == 405
    assert "TRACE" not in response.headers["Allow"]
    assert b"nobody-says-this-back" not in response.content


def test_nothing_changes_or_is_deleted_by_put_patch_or_delete(client: Client, cast: Cast) -> None:
    """Browsers' forms send neither, so no page answers them."""
    client.force_login(cast["social_worker"])
    for method in ("put", "patch", "delete"):
        for path in ("/", "/cases/", "/desk/drafts/", "/account/password/change/"):
            assert getattr(client, method)(path).status_code == 405, (method, path)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b"])
def test_a_host_that_is_not_ours_gets_no_page(cast: Cast, host: str) -> None:
    response = Client(raise_request_exception=False).get("/account/password/forgotten/", headers={"host": host})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


def test_no_folder_of_files_is_listed(client: Client, cast: Cast) -> None:
    for path in (
        "/static/",
        "/static/ui/",
        "/.git/config",
        "/.env",
        "/manage.py",
        "/static/../manage.py",
    ):
        assert client.get(path).status_code == 404, path


def posting_places() -> list[str]:
    """Every address without a reference in it whose view takes a form."""
    return sorted(
        reverse(one.name)
        for one in addresses()
        if "<" not in one.path
        and hasattr(getattr(one.view, "view_class", None), "post")
        and not one.name.startswith("account_still_here")
    )


def test_no_form_is_taken_from_another_site(cast: Cast) -> None:
    """Without the portal's own key every address that takes a form refuses it: nothing is exempt."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(cast["social_worker"])
    places = posting_places()
    assert len(places) > 20
    answers = {place: client.post(place, {"reason": "x"}).status_code for place in places}
    assert {place: status for place, status in answers.items() if status not in (403, 404)} == {}


def test_fields_that_a_form_does_not_have_change_nothing(client: Client, cast: Cast, password: str) -> None:
    person = cast["social_worker"]
    client.force_login(person)
    new = "copper-lantern-estuary"
    form = {"oldpassword": password, "password1": new, "password2": new}
    planted = {"email": "evil@evil.example", "name": "Evil", "is_active": "", "ref": "AAAA-AAAA-AAAA", "id": "1"}
    assert client.post("/account/password/change/", {**form, **planted}).status_code == 302
    now = User.objects.get(pk=person.pk)
    assert now.check_password(new)
    assert (now.email, now.name, now.is_active, now.ref) == (person.email, person.name, True, person.ref)


def test_words_in_the_address_are_no_part_of_a_form(client: Client, cast: Cast, password: str) -> None:
    """And of one field sent twice the last counts, as everywhere."""
    details = f"login={cast['social_worker'].email}&password={password}"
    page = client.post(f"/account/sign-in/?{details}", {})
    assert page.status_code == 200
    assert "Enter your password" in page.content.decode()
    assert client.get("/").status_code == 302


def test_no_line_of_the_log_can_be_forged(client: Client, cast: Cast, lines: io.StringIO, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    forged = '\r\n{"event": "forged", "level": "info"}'
    client.get("/no-such-page%0d%0a%7b%22event%22:%22forged%22%7d/", {"q": forged}, headers={"user-agent": forged})
    client.get("/", headers={"x-request-id": "forged", "host": "forged.example"})
    client.post("/account/sign-in/", {"login": f"a@b.example{forged}", "password": forged})
    logging.getLogger("a.library").warning("Nothing found for %s", forged)
    written = lines.getvalue()
    assert "forged" not in written
    entries = [json.loads(line) for line in written.splitlines()]
    assert len([one for one in entries if one["event"] == "request"]) == 3
    assert all(one["at"].endswith("+00:00") for one in entries)


def test_an_overlong_number_or_word_in_an_address_is_no_fault(client: Client, cast: Cast) -> None:
    client.force_login(cast["school_spoc"])
    for place in ("/people/", "/cases/", "/desk/downloads/", "/"):
        for odd in ("9" * 400, "-1", "%00", "' or 1=1 --", "${7*7}{{7*7}}"):
            assert client.get(place, {"page": odd, "after": odd, "sort": odd, "kind": odd}).status_code < 500

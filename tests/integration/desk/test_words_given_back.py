"""A form that is not let through gives its words back to whoever typed them, and to nobody else."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.demo.models import PracticeNote
from tests.integration.desk.forms import NOTE, WRITE, filled, form_of, opened, signed_in

AGAIN = 'data-module="portal-send-again"'
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def strict(cast: dict[str, User]) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["social_worker"])
    return client


def test_after_the_session_ended_the_words_come_back_to_be_sent_again(cast: dict[str, User]) -> None:
    client = signed_in(cast["social_worker"])
    form = filled(opened(client), **{**NOTE, "what_happened": "One.\r\nTwo & <three> “four”."})
    client.logout()
    response = client.post(WRITE, form)
    assert response.status_code == 403
    again = form_of(response, AGAIN)
    assert {name: again[name] for name in form if name != "csrfmiddlewaretoken"} == {
        name: value if isinstance(value, list) else [value]
        for name, value in form.items()
        if name != "csrfmiddlewaretoken"
    }
    client.force_login(cast["social_worker"])
    assert client.post(WRITE, again).status_code == 302
    assert PracticeNote.objects.get().what_happened.splitlines() == ["One.", "Two & <three> “four”."]


def test_with_an_old_key_the_words_come_back_with_a_new_one(strict: Client) -> None:
    form = filled(opened(strict), **NOTE, csrfmiddlewaretoken="x" * 64)
    response = strict.post(WRITE, form, headers=HERE)
    assert response.status_code == 403
    again = form_of(response, AGAIN)
    assert again["what_happened"] == [NOTE["what_happened"]]
    assert strict.post(WRITE, again, headers=HERE).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}, {}],
)
def test_what_another_site_posts_is_never_offered_for_sending(strict: Client, headers: dict[str, str]) -> None:
    response = strict.post(WRITE, {**NOTE, "what_happened": "Planted"}, headers=headers)
    assert response.status_code == 403
    assert "Planted" not in response.content.decode()
    assert "Nothing was sent" in response.content.decode()


def test_a_password_is_never_written_into_a_page(client: Client, db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"login": "someone@larkmere.example", "password": "a-secret-of-mine"}
    response = strict.post(reverse("account_login"), typed, headers=HERE)
    assert response.status_code == 403
    assert "a-secret-of-mine" not in response.content.decode()


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"Sec-Fetch-Mode": "cors"}])
def test_a_script_is_answered_in_data(strict: Client, db: None, headers: dict[str, str]) -> None:
    old: HttpResponse = strict.post("/desk/drafts/save/", {}, headers=headers)
    assert (old.status_code, old.json()) == (403, {"problem": "old_key"})
    gone: HttpResponse = Client().post(WRITE, {}, headers=headers)
    assert (gone.status_code, gone.json()) == (401, {"problem": "signed_out"})


def test_reading_while_signed_out_still_leads_to_sign_in(client: Client, db: None) -> None:
    assert client.get(WRITE).headers["Location"] == f"/account/sign-in/?next={WRITE}"

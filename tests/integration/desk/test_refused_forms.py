"""Whatever stops a form on its way, its words come back to whoever typed them, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cse_portal.agencies.models import Membership, User
from cse_portal.core import clock
from cse_portal.demo.forms.practice import PracticeNoteForm
from cse_portal.demo.models import PracticeNote
from cse_portal.demo.views import practice
from cse_portal.desk.guards.given_back import secret_names, words_of
from cse_portal.ui.errors import TooManyRequests, Unavailable
from tests.factories import agency_of
from tests.integration.desk.forms import NOTE, WRITE, edit_address, filled, form_of, opened, written_note

AGAIN = 'data-module="portal-send-again"'
HERE = {"Sec-Fetch-Site": "same-origin"}
SCRIPT = {**HERE, "Sec-Fetch-Mode": "cors", "Accept": "application/json"}
SAVE = "/desk/drafts/save/"
STILL_HERE = "Your words are still here"


def browser_of(user: User) -> Client:
    """As a browser: it says where a form came from, needs the key, and gets an answer to every fault."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers=HERE)
    client.force_login(user)
    return client


@pytest.fixture
def priya(cast: dict[str, User]) -> Client:
    return browser_of(cast["social_worker"])


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """The note's action fails, until it is mended."""

    def fail(exception: Exception) -> None:
        def action(**_: Any) -> None:
            raise exception

        monkeypatch.setattr(practice, "write_practice_note", action)

    return fail


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Nothing listens where the database should be: no session, no person, no record."""

    def away() -> None:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    yield away
    connection.close()


def end_role(user: User) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(user=user).update(starts_on=yesterday, ends_on=yesterday)


def words_in(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_second_step_asked_meanwhile_takes_no_words(priya: Client, settings: Settings) -> None:
    form = filled(opened(priya), **NOTE)
    settings.MFA_REQUIRED = True
    response = priya.post(WRITE, form)
    assert response.status_code == 403
    assert f'href="{reverse("mfa_choose")}?next=/desk/signed-in-again/"' in words_in(response)
    assert "Set up your second step" in words_in(response)
    again = form_of(response, AGAIN)
    settings.MFA_REQUIRED = False
    assert priya.post(WRITE, again).status_code == 302
    assert PracticeNote.objects.get().what_happened == NOTE["what_happened"]


def test_a_role_that_ended_meanwhile_takes_no_words(cast: dict[str, User], priya: Client) -> None:
    form = filled(opened(priya), **NOTE)
    end_role(cast["social_worker"])
    response = priya.post(WRITE, form)
    page = words_in(response)
    assert response.status_code == 403
    assert "Your words are still here" in page
    assert NOTE["what_happened"] in page


def test_a_record_out_of_sight_takes_no_words(cast: dict[str, User], priya: Client) -> None:
    note = written_note(cast["social_worker"])
    form = filled(opened(priya, edit_address(note)), what_next="Visit on Thursday with Helen.")
    elsewhere = agency_of(cast["outsider"])
    Membership.objects.filter(user=cast["social_worker"]).update(agency=elsewhere)
    response = priya.post(edit_address(note), form)
    assert response.status_code == 404
    assert "Visit on Thursday with Helen." in words_in(response)
    assert "this same answer in both cases" in words_in(response)
    assert "Send again" not in words_in(response)


@pytest.mark.parametrize(
    ("exception", "status", "said"),
    [
        (RuntimeError("it broke"), 500, "The fault is the portal’s, not yours"),
        (OperationalError("gone"), 503, "The portal is not available for the moment"),
        (Unavailable(), 503, "record by hand"),
        (TooManyRequests(try_again_in=timedelta(minutes=1)), 429, "Wait a minute"),
    ],
)
def test_a_fault_on_the_way_takes_no_words(
    priya: Client,
    failing: Callable[[Exception], None],
    monkeypatch: pytest.MonkeyPatch,
    exception: Exception,
    status: int,
    said: str,
) -> None:
    form = filled(opened(priya), **NOTE)
    failing(exception)
    response = priya.post(WRITE, form)
    assert response.status_code == status
    assert said in words_in(response)
    assert NOTE["what_happened"] in words_in(response)
    monkeypatch.undo()
    assert priya.post(WRITE, form_of(response, AGAIN)).status_code == 302
    assert PracticeNote.objects.get().what_happened == NOTE["what_happened"]


def test_the_headers_of_the_first_answer_still_count(priya: Client, failing: Callable[[Exception], None]) -> None:
    form = filled(opened(priya), **NOTE)
    failing(OperationalError("gone"))
    response = priya.post(WRITE, form)
    assert response.headers["Retry-After"] == "30"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Location" not in response.headers


def test_a_fault_can_be_read_out(priya: Client, failing: Callable[[Exception], None]) -> None:
    form = filled(opened(priya), **NOTE)
    failing(RuntimeError("it broke"))
    response = priya.post(WRITE, form)
    reference = response.headers["X-Request-ID"].partition("-")[0].upper()
    assert f"<strong>{reference}</strong>" in words_in(response)


class FailsAtTheEnd:
    """As a transaction that cannot be committed: the view has answered, and all of it is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST":
            raise OperationalError("could not commit")
        return response


class AsksForTerms:
    """As anything that must be answered first."""

    where = "/help/"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(self.where) if request.method == "POST" else self.get_response(request)


class AsksElsewhere(AsksForTerms):
    where = "https://identity.example/start"


def test_what_fails_after_the_view_has_answered_takes_no_words(priya: Client, settings: Settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.FailsAtTheEnd"]
    response = priya.post(WRITE, filled(opened(priya), **NOTE))
    assert response.status_code == 503
    assert NOTE["what_happened"] in words_in(response)


@pytest.mark.parametrize(
    ("middleware", "link"),
    [
        ("AsksForTerms", "/help/?next=/desk/signed-in-again/"),
        ("AsksElsewhere", "/account/sign-in/?next=/desk/signed-in-again/"),
    ],
)
def test_whatever_asks_first_is_linked_and_never_leads_out(
    priya: Client, settings: Settings, middleware: str, link: str
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.{middleware}"]
    response = priya.post(WRITE, filled(opened(priya), **NOTE))
    assert response.status_code == 403
    assert f'href="{link}"' in words_in(response)
    assert NOTE["what_happened"] in words_in(response)


@pytest.mark.django_db(transaction=True)
def test_with_the_database_away_the_words_come_back_and_are_saved_later(
    transactional_db: None,
    cast: dict[str, User],
    monkeypatch: pytest.MonkeyPatch,
    database_away: Callable[[], None],
) -> None:
    priya = browser_of(cast["social_worker"])
    form = filled(opened(priya), **NOTE)
    database_away()
    response = priya.post(WRITE, form)
    page = words_in(response)
    assert response.status_code == 503
    assert STILL_HERE in page
    assert "20 11 2025" in page
    assert "Worried" in page
    monkeypatch.undo()
    connection.close()
    assert priya.post(WRITE, form_of(response, AGAIN)).status_code == 302
    assert PracticeNote.objects.get().what_happened == NOTE["what_happened"]


@pytest.mark.django_db(transaction=True)
def test_with_the_database_away_a_script_is_told_so(
    transactional_db: None, cast: dict[str, User], database_away: Callable[[], None]
) -> None:
    priya = browser_of(cast["social_worker"])
    form = opened(priya)
    database_away()
    response = priya.post(SAVE, form, headers=SCRIPT)
    assert (response.status_code, response.json()) == (503, {"problem": "away", "where": ""})


def test_a_script_is_told_why_nothing_is_saved(cast: dict[str, User], priya: Client, settings: Settings) -> None:
    form = {**opened(priya), "_kind": "practice_note", "_about": "", "title": "Seen"}
    settings.MFA_REQUIRED = True
    asked = priya.post(SAVE, form, headers=SCRIPT)
    assert asked.status_code == 401
    assert asked.json() == {
        "problem": "second_step",
        "where": f"{reverse('mfa_choose')}?next=/desk/signed-in-again/",
    }
    settings.MFA_REQUIRED = False
    end_role(cast["social_worker"])
    refused = priya.post(SAVE, form, headers=SCRIPT)
    assert (refused.status_code, refused.json()["problem"]) == (403, "not_allowed")
    assert "words" not in refused.json()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_what_did_not_come_from_here_is_not_given_back(
    cast: dict[str, User], priya: Client, failing: Callable[[Exception], None], site: str
) -> None:
    form = filled(opened(priya), **NOTE)
    failing(OperationalError("gone"))
    response = priya.post(WRITE, form, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 503
    assert NOTE["what_happened"] not in words_in(response)


def test_a_form_of_another_kind_meets_the_ordinary_page(cast: dict[str, User], priya: Client) -> None:
    key = opened(priya)["csrfmiddlewaretoken"]
    response = priya.post("/desk/drafts/NOTH-INGH-EREX/set-aside/", {"csrfmiddlewaretoken": key})
    assert response.status_code == 404
    assert STILL_HERE not in words_in(response)


def test_an_address_that_is_gone_still_gives_the_words_back(priya: Client) -> None:
    response = priya.post("/moved/away/", filled(opened(priya), **NOTE))
    assert response.status_code == 404
    assert NOTE["what_happened"] in words_in(response)


def test_what_is_saved_is_answered_as_ever(priya: Client) -> None:
    assert priya.post(WRITE, filled(opened(priya), **NOTE)).status_code == 302
    later = filled(opened(priya), **NOTE, _save_draft="yes")
    assert priya.post(WRITE, later).headers["Location"] == reverse("desk:drafts")


def test_someone_elses_form_gives_the_words_back_but_only_to_its_writer_to_save(
    cast: dict[str, User], priya: Client
) -> None:
    form = filled(opened(priya), **NOTE)
    helen = browser_of(cast["team_manager"])
    own_key = opened(helen)["csrfmiddlewaretoken"]
    response = helen.post(WRITE, {**form, "csrfmiddlewaretoken": own_key})
    assert response.status_code == 409
    assert "begun by someone else" in words_in(response)
    assert "Priya" not in words_in(response)
    again = form_of(response, AGAIN)
    assert again["what_happened"] == [NOTE["what_happened"]]
    assert helen.post(WRITE, again).status_code == 409
    assert not PracticeNote.objects.exists()
    again["csrfmiddlewaretoken"] = opened(priya)["csrfmiddlewaretoken"]
    assert priya.post(WRITE, again).status_code == 302
    assert PracticeNote.objects.get().written_by == cast["social_worker"]


class Secretive(forms.Form):
    title = forms.CharField()
    agree = forms.BooleanField(label="I agree")
    who = forms.ModelChoiceField(queryset=User.objects.none(), label="Who leads?")
    seen = forms.MultipleChoiceField(choices=[("a", "At home"), ("Elsewhere", [("b", "At school")])])
    password = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)


def test_words_are_shown_as_the_form_names_them_and_secrets_never() -> None:
    posted = QueryDict("title=Seen&agree=on&who=7&seen=a&seen=b&password=a-secret&hidden=x&evidence_3=He%0Awaved")
    shown = [(one.label, one.text) for one in words_of(Secretive, posted)]
    assert shown == [
        ("Title", "Seen"),
        ("I agree", "Yes"),
        ("Who leads?", "As you chose it"),
        ("Seen", "At home, At school"),
        ("Evidence 3", "He\nwaved"),
    ]
    assert secret_names(Secretive) == {"password"}


def test_the_words_of_a_note_are_shown_in_its_own_order() -> None:
    posted = QueryDict(mutable=True)
    posted.update(NOTE)
    shown = [one.label for one in words_of(PracticeNoteForm, posted)]
    assert shown == ["Title", "When did it happen?", "What happened?", "How worried are you?"]


def test_the_words_stand_in_no_title_and_no_header(priya: Client, failing: Callable[[Exception], None]) -> None:
    form = filled(opened(priya), **{**NOTE, "title": "Zephyrine Quillfeather"})
    failing(RuntimeError("it broke"))
    response = priya.post(WRITE, form)
    assert "Quillfeather" in words_in(response)
    title = words_in(response).partition("<title>")[2].partition("</title>")[0]
    assert "Quillfeather" not in title
    assert "Quillfeather" not in str(response.headers)

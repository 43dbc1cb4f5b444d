"""Choosing a password, forgetting it, and what that does to other sessions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.signals import request_finished
from django.test import Client
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent

CHANGE = "/account/password/change/"
FORGOTTEN = "/account/password/forgotten/"
NEW = "copper-lantern-estuary"
LINK = re.compile(r"https?://testserver(/account/password/new/\S+/)")
Cast = dict[str, User]


@pytest.fixture
def signed_in(client: Client, cast: Cast, password: str) -> Client:
    client.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": password})
    return client


def change(client: Client, old: str, new: str, again: str = "") -> str:
    form = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(CHANGE, form).content.decode()


def link_in_mail() -> str:
    return LINK.search(str(mail.outbox[-1].body)).group(1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short-words", "Password must be 12 characters or more"),
        ("1234567890123456", "Password must not be one that many people use"),
        ("Passw0rd1234", "Password must not be one that many people use"),
        ("Priya1984!!!!", "Password must be harder to guess"),
        ("Larkmere-2026-East", "Password must not be made from the names of the portal, your area or your agency"),
        ("S4feguarding!2026", "Password must not be made from the names of the portal, your area or your agency"),
        ("summer2026winter", "Password must be harder to guess"),
        ("1qaz2wsx3edc", "Password must not be one that many people use"),
        ("priyanair-2026", "Password must not be like your name or email address"),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(signed_in: Client, password: str, new: str, words: str) -> None:
    page = change(signed_in, password, new)
    assert page.count(words) == 2, "in the summary and beside the field"
    assert new not in page


def test_every_rule_that_a_password_breaks_is_said_at_once(signed_in: Client, password: str) -> None:
    page = change(signed_in, "wrong", "priya", "pryia")
    summary = page[page.index("govuk-error-summary__list") : page.index("<form method")]
    for field, words in (
        ("oldpassword", "The current password is not right"),
        ("password1", "Password must be 12 characters or more"),
        ("password1", "Password must not be like your name or email address"),
        ("password2", "The two new passwords are not the same"),
    ):
        assert f'<a href="#id_{field}">{words}</a>' in summary
        assert page.count(words) == 2, "in the summary and beside the field"


def test_the_old_password_and_the_repetition_are_checked(signed_in: Client, password: str) -> None:
    assert "The current password is not right" in change(signed_in, "wrong", NEW)
    assert "The two new passwords are not the same" in change(signed_in, password, NEW, "something-else-here")


def test_changing_it_ends_every_other_session(signed_in: Client, cast: Cast, password: str) -> None:
    elsewhere = Client()
    elsewhere.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": password})
    assert elsewhere.get("/").status_code == 200
    form = {"oldpassword": password, "password1": NEW, "password2": NEW}
    page = signed_in.post(CHANGE, form, follow=True).content.decode()
    assert "Your password is changed. You are signed out everywhere else." in page
    assert signed_in.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert AuditEvent.objects.get(kind="password.changed").actor_id == cast["social_worker"].pk


def test_trying_often_waits(signed_in: Client) -> None:
    for _ in range(5):
        change(signed_in, "wrong", NEW)
    response = signed_in.post(CHANGE, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert "Too many attempts" in response.content.decode()


# --- forgotten ------------------------------------------------------------------------------------------------


def test_a_link_comes_by_mail_with_nothing_about_anyone(client: Client, cast: Cast) -> None:
    person = cast["social_worker"]
    response = client.post(FORGOTTEN, {"email": person.email}, follow=True)
    assert "If there is an account with that address" in response.content.decode()
    (message,) = mail.outbox
    assert message.subject == "Choose a new password"
    text = f"{message.subject} {message.body}"
    assert not any(word in text for word in (*person.name.split(), person.email, person.ref))


def test_an_unknown_address_gets_the_same_answer(client: Client, cast: Cast) -> None:
    known = client.post(FORGOTTEN, {"email": cast["social_worker"].email})
    unknown = client.post(FORGOTTEN, {"email": "nobody@larkmere.example"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [message.subject for message in mail.outbox] == ["Choose a new password", "No account with this address"]


def test_an_unknown_address_is_written_to_once_a_day(client: Client, db: None) -> None:
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False) as traveller:
        for typed in ("nobody@larkmere.example", "Nobody@Larkmere.example", " nobody@larkmere.example "):
            assert client.post(FORGOTTEN, {"email": typed}).headers["Location"] == f"{FORGOTTEN}sent/"
            traveller.shift(timedelta(hours=7))
        assert len(mail.outbox) == 1
        client.post(FORGOTTEN, {"email": "someone.else@larkmere.example"})
        assert len(mail.outbox) == 2
        traveller.shift(timedelta(hours=4))
        client.post(FORGOTTEN, {"email": "nobody@larkmere.example"})
        assert len(mail.outbox) == 3


def ask_from_many_places(client: Client, number: int) -> None:
    for one in range(number):
        place = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{one}"}
        response = client.post(FORGOTTEN, {"email": f"n{one}@larkmere.example"}, **place)  # type: ignore[arg-type]
        assert response.headers["Location"] == f"{FORGOTTEN}sent/"


def test_strangers_get_no_more_than_thirty_letters_an_hour(client: Client, cast: Cast, settings: Settings) -> None:
    settings.PROXY_COUNT = 1
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False) as traveller:
        ask_from_many_places(client, 32)
        assert len(mail.outbox) == 30
        client.post(FORGOTTEN, {"email": cast["social_worker"].email})
        assert mail.outbox[-1].subject == "Choose a new password", "people with an account are not kept waiting"
        traveller.shift(timedelta(minutes=61))
        client.post(FORGOTTEN, {"email": "n31@larkmere.example"})
        assert mail.outbox[-1].to == ["n31@larkmere.example"], "what was held back did not use up the day"


@pytest.mark.parametrize("email", ["priya.nair@larkmere.example", "nobody@larkmere.example"])
def test_the_answer_comes_before_the_mail(client: Client, cast: Cast, email: str) -> None:
    """So whether there is any, and for whom, cannot be told from the time taken."""
    sent_by_the_end: list[int] = []

    def watch(**more: object) -> None:
        sent_by_the_end.append(len(mail.outbox))

    request_finished.connect(watch)
    try:
        client.post(FORGOTTEN, {"email": email})
    finally:
        request_finished.disconnect(watch)
    assert (sent_by_the_end, len(mail.outbox)) == ([0], 1)


def test_whoever_is_switched_off_gets_no_link(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast["teacher"].pk).update(is_active=False)
    client.post(FORGOTTEN, {"email": cast["teacher"].email})
    assert "/password/new/" not in str(mail.outbox[-1].body)


def test_the_link_works_once(client: Client, cast: Cast, password: str) -> None:
    signed_in_before = Client()
    signed_in_before.post("/account/sign-in/", {"login": cast["social_worker"].email, "password": password})
    client.post(FORGOTTEN, {"email": cast["social_worker"].email})
    form_page = client.get(link_in_mail()).headers["Location"]
    assert form_page.endswith("-set-password/"), "the key is in no address that a log keeps"
    page = client.post(form_page, {"password1": "short", "password2": "short"}).content.decode()
    assert "Password must be 12 characters or more" in page
    done = client.post(form_page, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert signed_in_before.get("/").status_code == 302
    assert client.get("/").status_code == 302, "a new password does not sign in by itself"
    assert "This link no longer works" in Client().get(link_in_mail()).content.decode()
    details = {"login": cast["social_worker"].email, "password": NEW}
    assert client.post("/account/sign-in/", details).status_code == 302
    assert AuditEvent.objects.filter(kind="password.changed").count() == 1


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_the_link_works_for_an_hour(client: Client, cast: Cast, minutes: int, works: bool) -> None:
    with time_machine.travel("2026-11-23T09:00:00Z", tick=False) as traveller:
        client.post(FORGOTTEN, {"email": cast["social_worker"].email})
        traveller.shift(timedelta(minutes=minutes))
        assert (client.get(link_in_mail()).status_code == 302) is works


def test_a_mail_server_that_is_down_tells_nothing(
    client: Client, cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for email in (cast["social_worker"].email, "nobody@larkmere.example"):
        assert client.post(FORGOTTEN, {"email": email}).headers["Location"] == f"{FORGOTTEN}sent/"
    assert "mail_not_sent" in caplog.text
    assert "larkmere.example" not in caplog.text


def test_asking_for_links_has_a_limit(client: Client, cast: Cast) -> None:
    statuses = [client.post(FORGOTTEN, {"email": cast["social_worker"].email}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_one_is_asked_for_an_address(client: Client, db: None) -> None:
    page = client.post(FORGOTTEN, {"email": "priya"}).content.decode()
    assert "Enter an email address in the correct format, like name@example.com" in page
    assert 'value="priya"' in page


@pytest.mark.django_db
def test_whoever_has_no_password_yet_chooses_one(client: Client, cast: dict[str, User]) -> None:
    newcomer = cast["teacher"]
    newcomer.set_unusable_password()
    newcomer.save()
    client.force_login(newcomer)
    page = client.get("/account/password/set/")
    assert "Choose a password" in page.content.decode()
    words = "seven-quiet-otters-swim"
    response = client.post("/account/password/set/", {"password1": words, "password2": words}, follow=True)
    assert response.status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(words)


@pytest.mark.parametrize(
    "new",
    [
        "seven quiet otters swim",
        "ÆØÅ — ferðalag um vetur",
        "8304719264057318",
        "  spaces at both ends stay  ",
        "a long walk along the estuary in the rain, with a copper lantern and no umbrella " * 3,
    ],
    ids=["words with spaces", "any alphabet", "numbers alone", "spaces at the ends", "240 letters"],
)
def test_no_rule_asks_for_kinds_of_letters(signed_in: Client, cast: Cast, password: str, new: str) -> None:
    assert signed_in.post(CHANGE, {"oldpassword": password, "password1": new, "password2": new}).status_code == 302
    assert User.objects.get(pk=cast["social_worker"].pk).check_password(new), "kept exactly as typed"


def test_the_field_may_be_pasted_into_and_filled_by_a_password_manager(signed_in: Client) -> None:
    page = signed_in.get(CHANGE).content.decode()
    for name, completes in (("oldpassword", "current-password"), ("password1", "new-password")):
        (field,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert f'autocomplete="{completes}"' in field
        assert 'type="password"' in field
        assert "maxlength" not in field
        assert "onpaste" not in field

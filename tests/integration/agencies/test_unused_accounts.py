"""Accounts that nobody uses lock, say so only after the right password, and open again by a person's decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from cse_portal.agencies import actions
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.core.actor import System

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
DAY = timedelta(days=1)
UNUSED = timedelta(days=60)
NIGHTLY = System("lock unused accounts")
SIGN_IN = "/account/sign-in/"
Cast = dict[str, User]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def school(clock: time_machine.Traveller, cast: Cast) -> Cast:
    User.objects.update(created_at=MONDAY - 300 * DAY, last_login=MONDAY)
    return {key: User.objects.get(pk=user.pk) for key, user in cast.items()}


def lock() -> int:
    return actions.lock_unused(unused=UNUSED, by=NIGHTLY)


def is_locked(user: User) -> bool:
    return User.objects.filter(pk=user.pk, locked_unused_at__isnull=False).exists()


def unused_for(user: User, days: int) -> None:
    User.objects.filter(pk=user.pk).update(last_login=MONDAY - days * DAY)


def test_an_account_locks_sixty_days_after_the_last_sign_in_once(school: Cast) -> None:
    unused_for(school["teacher"], 59)
    assert lock() == 0
    unused_for(school["teacher"], 60)
    assert lock() == 1
    assert lock() == 0
    assert is_locked(school["teacher"])
    event = AuditEvent.objects.get(kind="account.locked_unused")
    assert (event.object_ref, event.purpose) == (school["teacher"].ref, "lock unused accounts")


def test_whoever_never_came_locks_too_and_whoever_has_no_place_is_left_alone(school: Cast) -> None:
    User.objects.filter(pk=school["teacher"].pk).update(last_login=None)
    unused_for(school["outsider"], 100)
    Membership.objects.filter(user=school["outsider"]).update(
        starts_on=(MONDAY - 90 * DAY).date(), ends_on=(MONDAY - 80 * DAY).date()
    )
    assert lock() == 1
    assert is_locked(school["teacher"])


def test_the_point_of_contact_lets_somebody_back_in_and_the_days_begin_anew(
    client: Client, school: Cast, password: str, clock: time_machine.Traveller
) -> None:
    unused_for(school["teacher"], 61)
    lock()
    actions.let_back_in(user=school["teacher"], reason="Back from leave", by=school["school_spoc"])
    assert lock() == 0
    assert client.post(SIGN_IN, {"login": school["teacher"].email, "password": password}).status_code == 302
    event = AuditEvent.objects.get(kind="account.let_back_in")
    assert (event.actor_id, event.reason) == (school["school_spoc"].pk, "Back from leave")
    with pytest.raises(NotAllowedNow):
        actions.let_back_in(user=school["teacher"], reason="Again", by=school["school_spoc"])
    User.objects.filter(pk=school["teacher"].pk).update(last_login=None)
    clock.move_to(MONDAY + 60 * DAY)
    assert lock() >= 1
    assert is_locked(school["teacher"])


@pytest.mark.parametrize("who", ["teacher", "police_spoc", "team_manager", "system_administrator"])
def test_nobody_else_lets_them_back_in(school: Cast, who: str) -> None:
    unused_for(school["teacher"], 61)
    lock()
    with pytest.raises(PermissionDenied):
        actions.let_back_in(user=school["teacher"], reason="", by=school[who])


def without_keys(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_a_wrong_password_tells_nothing_of_the_lock(client: Client, school: Cast, password: str) -> None:
    unused_for(school["teacher"], 61)
    lock()
    locked = client.post(SIGN_IN, {"login": school["teacher"].email, "password": "wrong"})
    unknown = client.post(SIGN_IN, {"login": "nobody@larkmere.example", "password": "wrong"})
    assert locked.status_code == unknown.status_code == 200
    assert without_keys(locked.content.decode()) == without_keys(unknown.content.decode())


def test_the_right_password_tells_why_and_whom_to_ask_and_opens_nothing(
    client: Client, school: Cast, password: str
) -> None:
    unused_for(school["teacher"], 61)
    lock()
    response = client.post(SIGN_IN, {"login": school["teacher"].email, "password": password})
    page = response.content.decode()
    assert response.status_code == 403
    assert "nobody has signed in to it for 60 days" in page
    assert "Beth Lindqvist" in page
    assert client.get("/").headers["Location"] == "/account/sign-in/?next=/"
    assert AuditEvent.objects.filter(kind="sign_in.refused", detail__why="no access: locked").count() == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("suspended", "Your access is suspended"),
        ("ended", "Your access has ended"),
        ("not_begun", "Your access begins on 1 December 2026"),
        ("nothing", "Your access has ended"),
    ],
)
def test_each_reason_has_its_words(client: Client, school: Cast, password: str, state: str, words: str) -> None:
    mine = Membership.objects.filter(user=school["teacher"])
    if state == "suspended":
        mine.update(suspended_at=MONDAY, suspended_by=school["school_spoc"], suspension_reason="Asked")
    if state == "ended":
        mine.update(starts_on=MONDAY.date() - 9 * DAY, ends_on=MONDAY.date() - DAY)
    if state == "not_begun":
        mine.update(starts_on=datetime(2026, 12, 1).date())
    if state == "nothing":
        mine.delete()
    page = client.post(SIGN_IN, {"login": school["teacher"].email, "password": password}).content.decode()
    assert words in page
    assert ("Beth Lindqvist" in page) is (state != "nothing")
    assert "Asked" not in page


def test_without_a_point_of_contact_the_partnership_manager_is_named(
    client: Client, school: Cast, password: str
) -> None:
    unused_for(school["social_worker"], 61)
    lock()
    page = client.post(SIGN_IN, {"login": school["social_worker"].email, "password": password}).content.decode()
    assert "Rosalind Achterberg" in page
    assert "Helen Marsh" not in page


def test_the_last_keeper_of_all_is_let_back_in_at_the_server(school: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    unused_for(school["lscb_manager"], 61)
    lock()
    monkeypatch.setattr("builtins.input", lambda _words: "nobody@larkmere.example")
    with pytest.raises(CommandError, match="Nobody has that e-mail address"):
        call_command("let_back_in", reason="Seen in person")
    monkeypatch.setattr("builtins.input", lambda _words: school["lscb_manager"].email.upper())
    with pytest.raises(CommandError, match="Say how"):
        call_command("let_back_in", reason=" ")
    call_command("let_back_in", reason="Seen in person")
    assert not is_locked(school["lscb_manager"])
    with pytest.raises(CommandError, match="not locked"):
        call_command("let_back_in", reason="Seen in person")

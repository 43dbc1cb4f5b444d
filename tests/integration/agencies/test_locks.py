"""Too many wrong attempts lock for a stated time, alike for whoever has an account and whoever has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client

from cse_portal.agencies import actions
from cse_portal.agencies.models import FailedSignIns, User
from cse_portal.audit.models import AuditEvent

SIGN_IN = "/account/sign-in/"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
UNKNOWN = "nobody@larkmere.example"
Cast = dict[str, User]
Forward = Callable[[int], None]


@pytest.fixture(autouse=True)
def wait(db: None) -> Iterator[Forward]:
    cache.clear()
    with time_machine.travel(NINE, tick=False) as traveller:
        yield lambda minutes: traveller.shift(timedelta(minutes=minutes))


def attempt(client: Client, email: str, password: str = "not-the-password") -> str:
    return client.post(SIGN_IN, {"login": email, "password": password}).content.decode()


def fail_ten_times(client: Client, email: str, wait: Forward) -> None:
    """Slowly enough for the limit on attempts a minute."""
    for _ in range(10):
        attempt(client, email)
        wait(2)


def said(page: str) -> list[str]:
    return re.findall(r"There were too many wrong attempts[^<]*", page)


def test_known_or_not_the_words_and_the_time_are_the_same(client: Client, cast: Cast, wait: Forward) -> None:
    answers = []
    for email in (cast["social_worker"].email, UNKNOWN):
        began = datetime.now(tz=NINE.tzinfo)
        fail_ten_times(client, email, wait)
        page = attempt(client, email)
        until = began + timedelta(minutes=18 + 30)
        assert f"locked until {until:%H:%M}" in page
        answers.append(re.sub(r"\d\d:\d\d", "", " ".join(said(page))))
    assert answers[0] == answers[1] != ""


def test_the_right_password_does_not_open_a_locked_account_and_time_does(
    client: Client, cast: Cast, password: str, wait: Forward
) -> None:
    person = cast["social_worker"]
    fail_ten_times(client, person.email, wait)
    assert "locked until" in attempt(client, person.email, password)
    assert client.get("/").status_code == 302
    wait(31)
    attempt(client, person.email, password)
    assert client.get("/").status_code == 200
    assert not FailedSignIns.objects.exists(), "whoever got in starts again"


def test_the_person_is_told_and_a_stranger_is_not(client: Client, cast: Cast, wait: Forward) -> None:
    for email in (cast["social_worker"].email, UNKNOWN):
        fail_ten_times(client, email, wait)
    (letter,) = mail.outbox
    assert letter.to == [cast["social_worker"].email]
    assert letter.subject == "Signing in to the CSE Portal is locked"
    assert not any(part in str(letter.body) for part in (*cast["social_worker"].name.split(), letter.to[0]))


def test_the_trail_holds_the_lock_and_no_address(client: Client, cast: Cast, wait: Forward) -> None:
    for email in (cast["social_worker"].email, UNKNOWN):
        fail_ten_times(client, email, wait)
        attempt(client, email)
    known, unknown = AuditEvent.objects.filter(kind="sign_in.locked").order_by("pk")
    assert known.object_ref == cast["social_worker"].ref
    assert unknown.object_ref == ""
    assert len(unknown.detail["unknown"]) == 32
    assert AuditEvent.objects.filter(kind="sign_in.refused").count() == 2
    assert not AuditEvent.objects.filter(detail__icontains="larkmere.example").exists()


def test_choosing_a_new_password_opens_it(client: Client, cast: Cast, wait: Forward) -> None:
    person = cast["social_worker"]
    fail_ten_times(client, person.email, wait)
    actions.set_password(user=person, password="seven-quiet-otters-swim", by=person)
    attempt(client, person.email, "seven-quiet-otters-swim")
    assert client.get("/").status_code == 200


def test_a_single_point_of_contact_releases_with_a_reason(
    client: Client, cast: Cast, password: str, wait: Forward
) -> None:
    person = cast["teacher"]
    fail_ten_times(client, person.email, wait)
    actions.release_lock(user=person, reason="She rang from the school office", by=cast["school_spoc"])
    attempt(client, person.email, password)
    assert client.get("/").status_code == 200
    event = AuditEvent.objects.get(kind="sign_in.released")
    assert (event.actor_id, event.object_ref) == (cast["school_spoc"].pk, person.ref)
    assert event.reason == "She rang from the school office"


@pytest.mark.parametrize("helper", ["teacher", "social_worker", "mash_officer", "outsider"])
def test_nobody_else_may_release(cast: Cast, helper: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.release_lock(user=cast["teacher"], reason="…", by=cast[helper])


def test_a_contact_helps_their_own_agency_only_and_never_themselves(cast: Cast) -> None:
    for person in ("social_worker", "school_spoc"):
        with pytest.raises(PermissionDenied):
            actions.release_lock(user=cast[person], reason="…", by=cast["school_spoc"])


def test_old_failures_are_cleared_away(client: Client, cast: Cast, wait: Forward) -> None:
    from cse_portal.operations import tasks

    attempt(client, UNKNOWN)
    tasks.forget_expired()
    assert FailedSignIns.objects.count() == 1
    wait(49 * 60)
    tasks.forget_expired()
    assert FailedSignIns.objects.count() == 0

"""Whoever runs the service is told of background work in trouble: once, and once more when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.core import clock as portal_clock
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import Letter, Notice, ServiceTrouble
from cse_portal.notices.tasks import remind, watch
from cse_portal.operations.jobs import periods
from cse_portal.operations.models import JobRun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
Cast = dict[str, User]
MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=LONDON)
SWEEP = "desk.sweep_jobs"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        all_ran()
        yield traveller


def all_ran(*, but: str = "") -> None:
    """Each kind of scheduled work came to its end just now, but for one."""
    now = portal_clock.now()
    JobRun.objects.bulk_create(
        JobRun(name=name, started_at=now, finished_at=now, outcome="done") for name in periods() if name != but
    )


def failed(name: str) -> None:
    now = portal_clock.now()
    JobRun.objects.create(name=name, started_at=now, finished_at=now, outcome="failed", error_kind="OSError")


def told(cast: Cast) -> list[str]:
    return list(Notice.objects.filter(recipient=cast["system_administrator"]).values_list("kind", flat=True))


def test_what_fails_is_told_once_and_once_more_when_it_is_over(cast: Cast, clock: time_machine.Traveller) -> None:
    assert watch() == 0
    for _ in range(3):
        clock.shift(timedelta(minutes=1))
        failed(SWEEP)
        watch()
    watch()
    remind()
    assert told(cast) == ["service_trouble"]
    assert [one.subject for one in mail.outbox] == ["Background work is in trouble in the CSE Portal"]
    client = Client()
    client.force_login(cast["system_administrator"])
    assert "Pass on work that waits fails" in client.get("/operations/messages/").content.decode()
    clock.shift(timedelta(minutes=1))
    all_ran()
    assert watch() == 0
    assert told(cast) == ["service_trouble", "service_well"]
    watch()
    assert len(told(cast)) == 2


def test_what_does_not_come_is_told_when_the_rest_goes_on(cast: Cast, clock: time_machine.Traveller) -> None:
    watch()
    for _ in range(20):
        clock.shift(timedelta(minutes=1))
        all_ran(but=SWEEP)
        watch()
    assert [(one.name, one.ail) for one in ServiceTrouble.objects.all()] == [(SWEEP, "late")]


def test_after_an_outage_of_the_whole_nothing_is_told(cast: Cast, clock: time_machine.Traveller) -> None:
    watch()
    clock.shift(timedelta(days=6))
    watch()
    assert told(cast) == []


def test_what_was_set_aside_is_told(cast: Cast) -> None:
    now = portal_clock.now()
    Letter.objects.create(recipient=cast["teacher"], subject="s", body="b", state="set_aside", ended_at=now, tries=12)
    watch()
    watch()
    assert told(cast) == ["service_trouble"]
    Letter.objects.update(state="sent")
    watch()
    assert told(cast) == ["service_trouble", "service_well"]

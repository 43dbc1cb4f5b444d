"""Whatever takes access away bites on the very next request: page, download, draft and running job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, revoke
from cse_portal.cases.models import Case, CaseGrant, EmergencyAccess
from cse_portal.core import clock, wall
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob, Draft
from tests.desks import one
from tests.factories import TEST
from tests.integration.cases.conftest import Cast, hat
from tests.integration.cases.forms import hidden, says
from tests.reading import count_of

pytestmark = pytest.mark.django_db
Revokes = Callable[[User], None]


def role(worker: User) -> None:
    """Another role, which sees nothing by name."""
    Membership.objects.filter(user=worker).update(role=Role.STRATEGIC_GROUP_MEMBER)


def grant(worker: User) -> None:
    with wall.as_system("test"):
        revoke(grant=CaseGrant.objects.get(user=worker), why="moved", by=TEST)


def suspension(worker: User) -> None:
    held = {"suspended_at": clock.now(), "suspended_by": worker, "suspension_reason": "x"}
    Membership.objects.filter(user=worker).update(**held)


def leaver(worker: User) -> None:
    now = clock.now()
    held = {"ends_on": clock.today(), "stopped_at": now, "ended_at": now, "ended_by": worker, "end_reason": "left"}
    Membership.objects.filter(user=worker).update(**held)


def expiry(worker: User) -> None:
    """Its last moment has passed."""
    with wall.as_system("test"):
        CaseGrant.objects.filter(user=worker).update(valid_until=clock.now())


REVOKED = pytest.mark.parametrize("revoked", [role, grant, suspension, leaver, expiry])


@pytest.fixture
def worker(led: Case, cast: Cast) -> User:
    return cast["social_worker"]


@pytest.fixture
def browsers(worker: User) -> list[Client]:
    """Two sessions of the same person."""
    opened = [Client(), Client()]
    for browser in opened:
        browser.force_login(worker)
    return opened


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = str(tmp_path)


def shut_out(answer: Any) -> bool:
    """Not there, not allowed, or signed out; and in no case a word about the child."""
    assert "Canaryname" not in says(answer)
    return answer.status_code in (302, 401, 403, 404)


@REVOKED
def test_the_page_in_every_session(led: Case, worker: User, browsers: list[Client], revoked: Revokes) -> None:
    for browser in browsers:
        assert "Canaryname" in says(browser.get(f"/cases/{led.ref}/"))
    revoked(worker)
    for browser in browsers:
        for what in ("", "who-sees/", "who-has-looked/", "who-sees/give/"):
            assert shut_out(browser.get(f"/cases/{led.ref}/{what}"))
        assert "Canaryname" not in says(browser.get("/cases/"))
        assert "Canaryname" not in says(browser.post("/find/", {"q": "Maya"}))


def ordered(led: Case, browser: Client, worker: User) -> BackgroundJob:
    browser.post(f"/cases/{led.ref}/who-has-looked/pdf/")
    return one(BackgroundJob, owner=worker)


def fetched(browser: Client, job: BackgroundJob) -> int:
    """The whole file, as far as there is one."""
    answer = browser.get(f"/desk/jobs/{job.ref}/file/")
    if answer.streaming:
        list(answer.streaming_content)  # type: ignore[attr-defined]
    return int(answer.status_code)


@REVOKED
def test_a_download_that_is_ready(led: Case, worker: User, browsers: list[Client], revoked: Revokes) -> None:
    job = ordered(led, browsers[0], worker)
    assert build(job.ref) == 1
    assert fetched(browsers[0], job) == 200
    revoked(worker)
    number = count_of(AuditEvent.objects.filter(kind="download.fetched"))
    for browser in browsers:
        assert fetched(browser, job) in (302, 403)
    assert count_of(AuditEvent.objects.filter(kind="download.fetched")) == number


@REVOKED
def test_a_draft(led: Case, worker: User, browsers: list[Client], revoked: Revokes) -> None:
    first, second = browsers
    place = f"/cases/{led.ref}/who-sees/give/"
    typed = {**hidden(says(first.get(place))), "note": "A canary of words"}
    first.post(place, {**typed, "_save_draft": "yes"})
    draft = one(Draft, owner=worker)
    assert "A canary of words" in says(first.get(f"{place}?draft={draft.ref}"))
    revoked(worker)
    for browser in (first, second):
        again = browser.get(f"{place}?draft={draft.ref}")
        assert shut_out(again)
        assert "A canary of words" not in says(again)
        assert draft.ref not in says(browser.get("/desk/drafts/"))
    kept = first.post("/desk/drafts/save/", {**typed, "_kind": "cases.give", "_about": led.ref, "note": "More"})
    assert shut_out(kept)
    assert one(Draft, pk=draft.pk).fields["note"] == ["A canary of words"]


@REVOKED
def test_a_job_that_waits(led: Case, worker: User, browsers: list[Client], revoked: Revokes) -> None:
    job = ordered(led, browsers[0], worker)
    revoked(worker)
    assert build(job.ref) == 0
    assert one(BackgroundJob, pk=job.pk).file == ""


@REVOKED
def test_a_job_that_runs(
    led: Case, worker: User, browsers: list[Client], revoked: Revokes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The access goes while the pages are being laid out."""
    from cse_portal.cases import downloads

    job = ordered(led, browsers[0], worker)
    lays_out = downloads.render_pdf

    def slowly(*args: Any, **more: Any) -> bytes:
        revoked(worker)
        return lays_out(*args, **more)

    monkeypatch.setattr(downloads, "render_pdf", slowly)
    assert build(job.ref) == 0
    held = one(BackgroundJob, pk=job.pk)
    assert held.file == ""
    assert "no longer see this case" in held.failure


def test_an_emergency_that_is_over_takes_its_download_along(case: Case, cast: Cast) -> None:
    teacher = cast["teacher"]
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False) as frozen:
        until = clock.now() + timedelta(minutes=60)
        grant_to_person(case=case, membership=hat(teacher), reason="emergency", until=until, by=TEST)  # type: ignore[arg-type]
        browser = Client()
        browser.force_login(teacher)
        job = ordered(case, browser, teacher)
        assert build(job.ref) == 1
        frozen.shift(timedelta(minutes=20))
        assert fetched(browser, job) == 200
        frozen.shift(timedelta(minutes=20))
        assert browser.get("/cases/").status_code == 200
        frozen.shift(timedelta(minutes=21))
        assert fetched(browser, job) == 403
    with wall.as_system("test"):
        assert not EmergencyAccess.objects.exists()

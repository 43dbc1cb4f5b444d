"""Without Redis every page and every form works, in its usual time."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cse_portal.agencies.models import User
from cse_portal.celery import app
from cse_portal.core import broker
from cse_portal.desk import tasks
from cse_portal.desk.models import BackgroundJob
from cse_portal.operations.presenters import Service
from tests.desks import one


@pytest.fixture(params=["no socket", "refused", "silent"])
def gone(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Redis is not there, answers nobody, or takes the call and says nothing."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    if request.param == "silent":
        listener.listen(50)
    port = listener.getsockname()[1]
    address = "unix:///nowhere/redis.sock?db=0" if request.param == "no socket" else f"redis://127.0.0.1:{port}/0"
    settings.REDIS_URL = address
    settings.FILES_DIR = tmp_path
    monkeypatch.setattr(
        app.conf, "broker_url", address.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    )
    broker.forget()
    yield
    broker.forget()
    listener.close()


@pytest.mark.usefixtures("gone")
def test_pages_and_forms_work_and_the_work_waits(
    client: Client, cast: dict[str, User], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client.force_login(cast["social_worker"])
    pages = ("/", "/desk/downloads/")
    for address in pages:
        client.get(address)  # templates are read once
    broker.forget()
    started = time.perf_counter()
    for address in pages:
        assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/desk/downloads/", {"kind": "desk.my_activity_csv"}).status_code == 303
    assert time.perf_counter() - started < 2
    job = one(BackgroundJob)
    assert job.status == "waiting"
    assert tasks.run_job(job.ref) == 1  # what the sweep brings about once Redis is back


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize("known", [True, None])
def test_handing_over_never_raises_and_never_waits_long(known: bool | None) -> None:
    """Also when Redis went away after the last look."""
    if known:
        broker.remember(True)
    started = time.perf_counter()
    assert broker.hand_over("desk.run_job", "K7MX-4TRP-W9HC") is False
    assert time.perf_counter() - started < 2
    assert not broker.is_reachable()


@pytest.mark.usefixtures("gone")
def test_every_page_says_so_and_looks_four_times_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    real = broker.ping
    monkeypatch.setattr(broker, "ping", lambda: looks.append(1) or real())
    for _ in range(20):
        words = render_to_string("operations/redis_banner.html", {"service": Service()})
        assert "Pages read and save as before" in words
    assert len(looks) == 1


def test_with_redis_nothing_is_said() -> None:
    broker.forget()
    assert not render_to_string("operations/redis_banner.html", {"service": Service()}).strip()

"""Real workers on a real Redis: work is done once, also when the worker that did it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models import F
from house.processes import wait_until
from pytest_django import Settings

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.models import AuditEvent
from cse_portal.core import broker
from cse_portal.desk import kinds, tasks, workflow
from cse_portal.desk.actions import jobs
from cse_portal.desk.models import BackgroundJob
from tests.integration.desk.worker_app import KIND, SIGN

pytestmark = [pytest.mark.system, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def handed() -> None:
    """Nothing stands in for the broker here."""
    broker.forget()


@pytest.fixture
def sign(tmp_path: Path) -> Path:
    return tmp_path / "may-end"


@pytest.fixture
def workers(settings: Settings, tmp_path: Path, sign: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two of them, each in a process group of its own, on this test's database and folder."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    env = {"DATABASE_URL": address.geturl(), "FILES_DIR": str(tmp_path / "files"), SIGN: str(sign)}
    settings.FILES_DIR = tmp_path / "files"
    command = [*(sys.executable, "-m", "celery", "-A", "tests.integration.desk.worker_app", "worker")]
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    logs = [tmp_path / f"worker-{number}.log" for number in (1, 2)]
    started = []
    for log in logs:
        with log.open("wb") as out:
            started.append(
                subprocess.Popen(
                    [*command, *options],
                    env=os.environ | env,
                    cwd=ROOT,
                    stdout=out,
                    stderr=out,
                    start_new_session=True,
                )
            )
    try:
        for log in logs:
            assert wait_until(lambda log=log: " ready." in log.read_text(), 60, every=0.1), log.read_text()
        yield started
    finally:
        for process in started:
            end(process.pid)
            process.wait(10)


def end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def reaches(job: BackgroundJob, is_there: Callable[[BackgroundJob], bool]) -> bool:
    return bool(wait_until(lambda: is_there(BackgroundJob.objects.get(pk=job.pk)), 20, every=0.05))


def test_work_is_done_once_whatever_happens_to_its_worker(
    workers: list[subprocess.Popen[bytes]], cast: dict[str, User], sign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = cast["social_worker"]
    usual = jobs.ask_for(kind="desk.my_activity_csv", by=owner)
    assert reaches(usual, lambda job: job.is_ready)

    kind = kinds.Kind(KIND, "Waits for a sign", Permission.OWN_DESK, build=lambda job, progress: None)
    monkeypatch.setitem(kinds._kinds, KIND, kind)
    job = jobs.ask_for(kind=KIND, by=owner)
    assert reaches(job, lambda job: job.message.isdigit())
    end(os.getpgid(int(BackgroundJob.objects.get(pk=job.pk).message)))
    sign.touch()
    silence = workflow.SILENT_TOO_LONG + timedelta(seconds=1)
    BackgroundJob.objects.filter(pk=job.pk).update(heartbeat_at=F("heartbeat_at") - silence)
    assert tasks.sweep_jobs() == 2  # taken back, handed over again

    assert reaches(job, lambda job: job.is_ready)
    job = BackgroundJob.objects.get(pk=job.pk)
    assert (job.attempts, job.file_name) == (2, "result.txt")
    assert AuditEvent.objects.filter(object_ref=job.ref, kind="job.finished").count() == 1
    assert sum(process.poll() is None for process in workers) >= 1

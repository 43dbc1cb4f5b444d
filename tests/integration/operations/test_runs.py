"""Every run of scheduled work leaves a row, however it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.core.cache import cache

from cse_portal.agencies.models import PortalSession as Session
from cse_portal.audit.models import AuditEvent
from cse_portal.celery import beat_is_alive
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.request_id import current_request_id
from cse_portal.operations import actions, tasks
from cse_portal.operations.models import JobRun, ServiceHeartbeat
from cse_portal.operations.scheduled import RecordedTask
from cse_portal.operations.task_names import TASKS, part_title

pytestmark = pytest.mark.django_db
BY = System("a test")


def test_every_scheduled_task_exists_and_is_recorded() -> None:
    current_app.loader.import_default_modules()  # as a worker does when it starts
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert isinstance(current_app.tasks[entry["task"]], RecordedTask)


def test_every_task_says_for_whom_it_works() -> None:
    own = [task for name, task in current_app.tasks.items() if not name.startswith(("celery.", "test."))]
    assert own
    assert [task.name for task in own if not (task.purpose or task.states_who)] == []


def test_every_task_has_a_name_for_people() -> None:
    current_app.loader.import_default_modules()
    ours = {name for name in current_app.tasks if not name.startswith(("celery.", "test."))}
    assert set(TASKS) == ours
    assert {part_title(name) for name in ("beat", "worker")} == {"the scheduler", "the background worker"}


def test_what_has_run_out_is_cleared_away_and_what_has_not_stays() -> None:
    cache.clear()  # journeys with a server of their own leave rows behind
    Session.objects.all().delete()
    now = clock.now()
    for key, ends in (("old", now - timedelta(hours=1)), ("new", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    cache.set("stays", 1, timeout=3600)
    with time_machine.travel(now - timedelta(days=1)):
        cache.set("goes", 1, timeout=60)
    assert tasks.forget_expired() == 2
    assert set(Session.objects.values_list("session_key", flat=True)) == {"new"}
    assert cache.get("stays") == 1
    event = AuditEvent.objects.get(kind="expired.forgotten")
    assert event.detail == {"sessions": 1, "cache_rows": 1}


def test_a_run_is_kept_with_what_it_did() -> None:
    tasks.forget_old_runs()
    run = JobRun.objects.get(name="operations.forget_old_runs")
    assert (run.outcome, run.count) == ("done", 0)
    assert run.took is not None


def test_a_failed_run_keeps_the_kind_of_error_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(**_: object) -> int:
        raise LookupError("Zephyrine Quillfeather")

    monkeypatch.setattr(actions, "forget_old_runs", breaks)
    with pytest.raises(LookupError):
        tasks.forget_old_runs()
    assert JobRun.objects.get().error_kind == "LookupError"
    assert "Zephyrine" not in str(JobRun.objects.values().get())


def test_a_task_has_an_identity_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(actions, "forget_old_runs", lambda **_: seen.append(current_request_id()) or 0)
    tasks.forget_old_runs()
    tasks.forget_old_runs()
    assert len(set(seen) - {""}) == 2


def test_worker_and_beat_show_that_they_are_alive() -> None:
    tasks.heartbeat()
    beat_is_alive()
    assert set(ServiceHeartbeat.objects.values_list("name", flat=True)) == {"worker", "beat"}
    assert not JobRun.objects.exists()  # their own row says it


def test_old_runs_go_and_failures_stay_longer() -> None:
    for error in ("", "LookupError"):
        actions.end_run(run=actions.begin_run(name="a.task", by=BY), error_kind=error, by=BY)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert actions.forget_old_runs(by=BY) == 1
        assert JobRun.objects.get().error_kind == "LookupError"
    with time_machine.travel(clock.now() + timedelta(days=91)):
        assert actions.forget_old_runs(by=BY) == 1


def test_a_run_that_never_ended_is_called_lost() -> None:
    run = actions.begin_run(name="a.task", by=BY)
    assert not run.is_lost
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert run.is_lost

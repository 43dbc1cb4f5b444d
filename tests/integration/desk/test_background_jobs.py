"""Background work from asked-for to fetched: nothing is lost, nothing is done twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from cse_portal.agencies import access
from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.desk import building, tasks, workflow
from cse_portal.desk.actions import attempts, jobs
from cse_portal.desk.kinds import CannotBuild
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.workflow import JobStatus, NotAllowedNow
from tests.factories import TEST, agency_of
from tests.integration.desk.conftest import Recipe

SWEEP = System("sweep in a test")


@pytest.fixture
def owner(cast: dict[str, User]) -> User:
    return cast["social_worker"]


@pytest.fixture
def job(owner: User, recipe: Recipe) -> BackgroundJob:
    return jobs.ask_for(kind="test.recipe", by=owner)


def events(job: BackgroundJob) -> list[str]:
    return list(AuditEvent.objects.filter(object_ref=job.ref).order_by("pk").values_list("kind", flat=True))


def fresh(job: BackgroundJob) -> BackgroundJob:
    return BackgroundJob.objects.get(pk=job.pk)


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=True)


def lose_every_role(person: User) -> None:
    day = clock.today() - timedelta(days=1)
    Membership.objects.filter(user=person).update(starts_on=day, ends_on=day)


def test_asking_hands_over_once_the_row_is_committed(
    owner: User, recipe: Recipe, handed: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        job = jobs.ask_for(kind="test.recipe", by=owner)
        assert handed == []
    assert (len(callbacks), handed) == (1, [job.ref])


def test_a_job_is_built_and_its_file_waits(job: BackgroundJob, files_dir: Path) -> None:
    assert tasks.run_job(job.ref) == 1
    job = fresh(job)
    assert job.status == JobStatus.DONE
    assert (files_dir / job.file).read_bytes() == b"made"
    assert job.expires_at is not None
    assert job.expires_at - clock.now() > timedelta(days=6, hours=23)
    assert events(job) == ["job.asked", "job.started", "job.finished"]


def test_asking_twice_is_asking_once(job: BackgroundJob, owner: User) -> None:
    assert jobs.ask_for(kind="test.recipe", by=owner) == job
    assert jobs.ask_for(kind="test.recipe", parameters={"other": 1}, by=owner) != job
    tasks.run_job(job.ref)
    assert jobs.ask_for(kind="test.recipe", by=owner) != job


def test_two_messages_build_it_once(job: BackgroundJob, recipe: Recipe) -> None:
    assert [tasks.run_job(job.ref), tasks.run_job(job.ref)] == [1, 0]
    assert recipe.runs == 1


def test_a_superseded_worker_is_refused_and_leaves_no_file(
    job: BackgroundJob, recipe: Recipe, files_dir: Path
) -> None:
    """The first worker falls silent, the sweep gives the job to a second, then the first wakes up."""

    def wakes_late(job: BackgroundJob, progress: building.Progress) -> None:
        if recipe.runs > 1:
            return
        with later(workflow.SILENT_TOO_LONG.total_seconds() + 1):
            assert attempts.take_back_silent(by=SWEEP) == 1
            assert tasks.run_job(job.ref) == 1

    recipe.during = wakes_late
    assert tasks.run_job(job.ref) == 0
    job = fresh(job)
    assert (job.status, job.attempts) == (JobStatus.DONE, 2)
    assert [path for path in files_dir.rglob("*") if path.is_file()] == [files_dir / job.file]
    assert events(job).count("job.finished") == 1


def test_without_redis_the_sweep_hands_it_over(
    job: BackgroundJob, handed: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def sweep() -> list[str]:
        handed.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep_jobs()
        return list(handed)

    assert sweep() == []  # the page's own message may still be on its way
    with later(6):
        assert sweep() == [job.ref]
        assert sweep() == []
    with later(70):
        assert sweep() == [job.ref]  # the message was lost


def test_three_stumbles_end_it_and_it_can_be_tried_again(
    job: BackgroundJob, recipe: Recipe, owner: User, files_dir: Path
) -> None:
    def breaks(job: BackgroundJob, progress: building.Progress) -> None:
        raise RuntimeError("Zephyrine Quillfeather")

    recipe.during = breaks
    for attempt in (1, 2):
        tasks.run_job(job.ref)
        assert (fresh(job).status, fresh(job).attempts) == (JobStatus.WAITING, attempt)
    tasks.run_job(job.ref)
    assert fresh(job).failure == attempts.TRIED_ENOUGH
    assert not [path for path in files_dir.rglob("*") if path.is_file()]
    recipe.during = lambda job, progress: None
    assert jobs.try_again(job=job, by=owner).status == JobStatus.WAITING
    tasks.run_job(job.ref)
    assert fresh(job).is_ready


def test_what_cannot_be_built_is_not_tried_again(job: BackgroundJob, recipe: Recipe) -> None:
    def refuses(job: BackgroundJob, progress: building.Progress) -> None:
        raise CannotBuild("There is nothing to report on yet.")

    recipe.during = refuses
    tasks.run_job(job.ref)
    assert (fresh(job).status, fresh(job).failure) == (JobStatus.FAILED, "There is nothing to report on yet.")


def test_progress_is_seen_and_cancelling_stops_it(
    job: BackgroundJob, recipe: Recipe, owner: User, files_dir: Path
) -> None:
    def is_cancelled_meanwhile(job: BackgroundJob, progress: building.Progress) -> None:
        progress.report(23, 60, "Reading")
        assert (fresh(job).done, fresh(job).total, fresh(job).message) == (23, 60, "Reading")
        jobs.cancel(job=job, by=owner)
        progress.report(60, 60)

    recipe.during = is_cancelled_meanwhile
    assert tasks.run_job(job.ref) == 0
    assert fresh(job).status == JobStatus.CANCELLED
    assert not [path for path in files_dir.rglob("*") if path.is_file()]


def test_cancelling_after_the_last_step_is_honoured(job: BackgroundJob, recipe: Recipe, owner: User) -> None:
    recipe.during = lambda job, progress: jobs.cancel(job=job, by=owner) and None
    assert tasks.run_job(job.ref) == 0
    assert fresh(job).status == JobStatus.CANCELLED


def test_a_waiting_job_is_cancelled_at_once_and_a_finished_one_never(job: BackgroundJob, owner: User) -> None:
    assert jobs.cancel(job=job, by=owner).status == JobStatus.CANCELLED
    assert tasks.run_job(job.ref) == 0
    with pytest.raises(NotAllowedNow):
        jobs.cancel(job=job, by=owner)


def test_a_job_whose_worker_is_killed_three_times_ends_with_a_sentence(job: BackgroundJob) -> None:
    for _ in range(3):
        assert attempts.claim(ref=job.ref, by=SWEEP)
        with later(100):
            assert attempts.take_back_silent(by=SWEEP) == 1
    assert (fresh(job).status, fresh(job).failure) == (JobStatus.FAILED, attempts.TRIED_ENOUGH)


def test_a_cancelled_job_whose_worker_is_killed_ends_cancelled(job: BackgroundJob, owner: User) -> None:
    attempts.claim(ref=job.ref, by=SWEEP)
    jobs.cancel(job=job, by=owner)
    with later(100):
        attempts.take_back_silent(by=SWEEP)
    assert fresh(job).status == JobStatus.CANCELLED


def test_who_lost_their_role_gets_nothing(job: BackgroundJob, recipe: Recipe, owner: User) -> None:
    lose_every_role(owner)
    tasks.run_job(job.ref)
    assert fresh(job).failure == building.NO_LONGER_ALLOWED
    assert recipe.runs == 0
    with pytest.raises(PermissionDenied):
        jobs.ask_for(kind="test.recipe", parameters={"n": 2}, by=User.objects.get(pk=owner.pk))


class TestTheRoleInWhichItWasAskedFor:
    """A file holds what that role sees, and nothing of another role of the same person."""

    @pytest.fixture
    def second(self, owner: User, cast: dict[str, User]) -> Membership:
        return give_role(user=owner, agency=agency_of(cast["mash_officer"]), role=Role.MASH_OFFICER, by=TEST)

    @pytest.fixture
    def asked_in_the_second(self, owner: User, second: Membership, recipe: Recipe) -> BackgroundJob:
        person = User.objects.get(pk=owner.pk)
        access.wear(person, second.pk)
        with access.acting_for(person):
            return jobs.ask_for(kind="test.recipe", by=person)

    def test_it_is_read_in_that_role(
        self, asked_in_the_second: BackgroundJob, second: Membership, recipe: Recipe
    ) -> None:
        seen = []
        recipe.during = lambda job, progress: seen.append(access.hat_of(job.owner))
        building.build(asked_in_the_second.ref)
        assert seen == [second]

    def test_once_that_role_is_over_nothing_is_read(
        self, asked_in_the_second: BackgroundJob, second: Membership
    ) -> None:
        Membership.objects.filter(pk=second.pk).update(
            suspended_at=clock.now(), suspended_by=second.user, suspension_reason="Under investigation"
        )
        building.build(asked_in_the_second.ref)
        assert fresh(asked_in_the_second).failure == building.NO_LONGER_ALLOWED

    def test_the_same_asked_in_another_role_is_another_order(
        self, owner: User, job: BackgroundJob, asked_in_the_second: BackgroundJob
    ) -> None:
        assert asked_in_the_second.pk != job.pk


def test_old_and_removed_files_leave_the_disk(job: BackgroundJob, owner: User, files_dir: Path) -> None:
    tasks.run_job(job.ref)
    removed = jobs.ask_for(kind="test.recipe", parameters={"n": 2}, by=owner)
    tasks.run_job(removed.ref)
    jobs.remove(job=fresh(removed), by=owner)
    assert tasks.remove_expired_files() == 1
    assert fresh(job).is_ready
    with later(timedelta(days=7, minutes=1).total_seconds()):
        assert tasks.remove_expired_files() == 1
        assert not fresh(job).is_ready
    assert not [path for path in files_dir.rglob("*") if path.is_file()]
    assert tasks.remove_expired_files() == 0


def test_an_action_that_fails_leaves_no_event(
    job: BackgroundJob, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*args: object, **kwargs: object) -> None:
        raise OSError

    before = AuditEvent.objects.count()
    monkeypatch.setattr(BackgroundJob, "save", is_full)
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011
        jobs.cancel(job=job, by=owner)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "running"},
        {"status": "done"},
        {"status": "failed", "finished_at": "now"},
        {"status": "waiting", "finished_at": "now"},
        {"status": "cancelled", "finished_at": "now", "failure": "why"},
    ],
)
def test_the_database_refuses_half_a_state(job: BackgroundJob, fields: dict[str, str]) -> None:
    values = {name: clock.now() if value == "now" else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        BackgroundJob.objects.filter(pk=job.pk).update(**values)

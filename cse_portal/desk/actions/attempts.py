"""What a worker does with background work: claim it, report on it, end it; and the sweep that misses none."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from cse_portal.audit.actions import record
from cse_portal.core import broker, clock
from cse_portal.core.actor import System
from cse_portal.desk import workflow
from cse_portal.desk.actions.jobs import RUN_JOB
from cse_portal.desk.files import BuiltFile
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.workflow import JobStatus

TRIED_ENOUGH = "It was tried three times and did not succeed."
AT_ONCE = 200


class Superseded(Exception):
    """Another worker has this job now, or its owner is done with it: this result is refused."""


@transaction.atomic
def claim(*, ref: str, by: System) -> BackgroundJob | None:
    """The job, when it still waits; None when another worker was first. The row lock decides."""
    job = BackgroundJob.objects.select_for_update().filter(ref=ref, status=JobStatus.WAITING).first()
    if job is None:
        return None
    job.status, job.attempt_token = JobStatus.RUNNING, uuid4()
    job.attempts += 1
    job.done = job.total = 0
    job.message = ""
    job.started_at = job.heartbeat_at = clock.now()
    job.save()
    record("job.started", about=job, detail={"attempt": job.attempts}, by=by)
    return job


def report_progress(*, job: BackgroundJob, done: int, total: int, message: str, by: System) -> bool:
    """One statement and a sign of life; True when its owner asked to cancel. Not audited: it is no deed."""
    held = BackgroundJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempt_token=job.attempt_token)
    if not held.update(done=done, total=total, message=message[:200], heartbeat_at=clock.now()):
        raise Superseded
    return held.filter(cancel_requested_at__isnull=False).exists()


@transaction.atomic
def finish(*, job: BackgroundJob, built: BuiltFile, by: System) -> bool:
    """True when the file counts; a wish to cancel that came at the last moment is honoured."""
    job = _held(job)
    if job.cancel_requested_at:
        _stop(job, by)
        return False
    _end(job, JobStatus.DONE)
    job.file, job.file_name, job.content_type = built.path, built.name, built.content_type
    job.size, job.sha256 = built.size, built.sha256
    job.done = job.total = max(job.total, 1)
    job.expires_at = clock.now() + workflow.KEPT_FOR
    job.save()
    record("job.finished", about=job, detail={"size": built.size, "sha256": built.sha256}, by=by)
    return True


@transaction.atomic
def stop_cancelled(*, job: BackgroundJob, by: System) -> None:
    _stop(_held(job), by)


@transaction.atomic
def give_up(*, job: BackgroundJob, failure: str, by: System) -> None:
    """Trying again would change nothing."""
    _fail(_held(job), failure, by)


@transaction.atomic
def stumble(*, job: BackgroundJob, failure: str, by: System) -> JobStatus:
    """The attempt went wrong: another after a pause, or an end once enough were made."""
    job = _held(job)
    if job.cancel_requested_at:
        _stop(job, by)
    elif workflow.after_stumble(job.attempts) == JobStatus.FAILED:
        _fail(job, failure, by)
    else:
        _back_to_waiting(job, by)
    return job.get_status()


@transaction.atomic
def take_back_silent(*, by: System) -> int:
    """Running work whose worker says nothing any more goes back into the queue, or ends."""
    silent = list(BackgroundJob.objects.gone_silent(clock.now()).select_for_update(skip_locked=True)[:AT_ONCE])
    for job in silent:
        if job.cancel_requested_at:
            _stop(job, by)
        elif workflow.after_stumble(job.attempts) == JobStatus.FAILED:
            _fail(job, TRIED_ENOUGH, by)
        else:
            _back_to_waiting(job, by, at_once=True)
    return len(silent)


@transaction.atomic
def hand_over_waiting(*, by: System) -> int:
    """Waiting work that no worker fetched in time is handed over again; a second message does no harm."""
    now = clock.now()
    waiting = BackgroundJob.objects.to_hand_over(now).order_by("hand_over_at")
    refs = [job.ref for job in waiting.select_for_update(skip_locked=True)[:AT_ONCE]]
    BackgroundJob.objects.filter(ref__in=refs).update(hand_over_at=now + workflow.HANDED_AGAIN)
    transaction.on_commit(lambda: _hand_over(refs), robust=True)
    return len(refs)


def _hand_over(refs: list[str]) -> None:
    for ref in refs:
        if not broker.hand_over(RUN_JOB, ref):
            return


def _held(job: BackgroundJob) -> BackgroundJob:
    """The row, locked, if this attempt is still the one that counts."""
    held = BackgroundJob.objects.select_for_update().filter(
        pk=job.pk, status=JobStatus.RUNNING, attempt_token=job.attempt_token
    )
    found = held.first()
    if found is None:
        raise Superseded
    return found


def _end(job: BackgroundJob, status: JobStatus) -> None:
    workflow.check(job.get_status(), status)
    job.status, job.finished_at, job.message = status, clock.now(), ""


def _stop(job: BackgroundJob, by: System) -> None:
    _end(job, JobStatus.CANCELLED)
    job.save()
    record("job.stopped", about=job, by=by)


def _fail(job: BackgroundJob, failure: str, by: System) -> None:
    _end(job, JobStatus.FAILED)
    job.failure = failure[:200]
    job.save()
    record("job.failed", about=job, detail={"attempts": job.attempts}, by=by)


def _back_to_waiting(job: BackgroundJob, by: System, *, at_once: bool = False) -> None:
    workflow.check(job.get_status(), JobStatus.WAITING)
    pause = workflow.pause_before(job.attempts)
    job.status, job.attempt_token, job.message = JobStatus.WAITING, None, ""
    job.hand_over_at = clock.now() if at_once else clock.now() + pause
    job.save()
    record("job.put_back", about=job, detail={"attempts": job.attempts}, by=by)

"""What a person does with background work: ask, cancel, try again, fetch, remove."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record, record_look
from cse_portal.core import broker, clock
from cse_portal.core.actor import System
from cse_portal.desk import files, kinds, workflow
from cse_portal.desk.models import BackgroundJob
from cse_portal.desk.workflow import JobStatus, NotAllowedNow

RUN_JOB = "desk.run_job"


@transaction.atomic
def ask_for(*, kind: str, title: str = "", parameters: dict[str, Any] | None = None, by: User) -> BackgroundJob:
    """The row is the order; the message to the worker only hurries it. Asking twice is asking once.

    `parameters` hold references and dates only: never a name.
    """
    wanted = kinds.named(kind)
    access.require(by, wanted.permission)
    order = {"owner": by, "hat": access.hat_of(by), "kind": kind, "parameters": parameters or {}}
    try:
        with transaction.atomic():
            job = BackgroundJob.objects.create(
                **order, title=title or wanted.title, hand_over_at=clock.now() + workflow.HANDED_BY_NOW
            )
    except IntegrityError:
        return BackgroundJob.objects.under_way().get(**order)
    record("job.asked", about=job, detail={"kind": kind}, by=by)
    _hand_over_soon(job)
    return job


@transaction.atomic
def cancel(*, job: BackgroundJob, by: User) -> BackgroundJob:
    """At once when it has not begun; else the worker is asked, and stops at its next step."""
    job = _own(job, by)
    if job.status not in workflow.UNDER_WAY:
        raise NotAllowedNow("It is finished already")
    job.cancel_requested_at = clock.now()
    if job.status == JobStatus.WAITING:
        job.status, job.finished_at = JobStatus.CANCELLED, clock.now()
    job.save(update_fields=["cancel_requested_at", "status", "finished_at"])
    record("job.cancelled", about=job, by=by)
    return job


@transaction.atomic
def try_again(*, job: BackgroundJob, by: User) -> BackgroundJob:
    """From the beginning, with all tries new. A file that has expired is asked for as new work."""
    job = _own(job, by)
    if job.status == JobStatus.DONE:
        return ask_for(kind=job.kind, title=job.title, parameters=job.parameters, by=by)
    access.require(by, _permission(job))
    workflow.check(job.get_status(), JobStatus.WAITING)
    same = {"owner": by, "hat": access.hat_of(by), "kind": job.kind, "parameters": job.parameters}
    twin = BackgroundJob.objects.under_way().filter(**same).first()
    if twin:
        return twin
    job.status, job.attempts, job.failure, job.message = JobStatus.WAITING, 0, "", ""
    job.done, job.total, job.hat = 0, 0, same["hat"]
    job.finished_at = job.cancel_requested_at = job.started_at = job.heartbeat_at = job.attempt_token = None
    job.requested_at, job.hand_over_at = clock.now(), clock.now() + workflow.HANDED_BY_NOW
    job.save()
    record("job.tried_again", about=job, by=by)
    _hand_over_soon(job)
    return job


@transaction.atomic
def remove(*, job: BackgroundJob, by: User) -> BackgroundJob:
    """Out of the list now; its file goes with the next sweep. Work under way is cancelled first."""
    job = _own(job, by)
    if job.status in workflow.UNDER_WAY:
        job = cancel(job=job, by=by)
    job.removed_at = clock.now()
    job.save(update_fields=["removed_at"])
    record("download.removed", about=job, by=by)
    return job


@transaction.atomic
def note_fetched(*, job: BackgroundJob, by: User) -> None:
    """Every time: a second copy is a second copy. The right to have it is judged again."""
    job = _own(job, by)
    access.require(by, _permission(job))
    held = {one.pk for one in access.memberships(by)}
    if job.hat_id is not None and job.hat_id not in held:  # it holds what that role read
        raise PermissionDenied
    if not kinds.named(job.kind).may_have(by, job.parameters):
        raise PermissionDenied
    if not job.is_ready:
        raise NotAllowedNow("There is no file to fetch")
    record_look(
        "download.fetched", about=job, detail={"kind": job.kind, "size": job.size, "sha256": job.sha256}, by=by
    )


@transaction.atomic
def remove_files(*, by: System) -> int:
    """Expired and removed files leave the disk, and so does what killed workers left half written."""
    now = clock.now()
    jobs = list(BackgroundJob.objects.with_file_to_remove(now).select_for_update(skip_locked=True)[:500])
    for job in jobs:
        files.remove(job.file)
        job.file = ""
        job.save(update_fields=["file"])
    known = set(BackgroundJob.objects.exclude(file="").values_list("file", flat=True))
    left = list(files.abandoned(now, known))
    for path in left:
        files.remove(path)
    if jobs or left:
        record("download.files_removed", detail={"expired": len(jobs), "abandoned": len(left)}, by=by)
    return len(jobs) + len(left)


def _own(job: BackgroundJob, by: User) -> BackgroundJob:
    return BackgroundJob.objects.visible_to(by).select_for_update().get(pk=job.pk)


def _permission(job: BackgroundJob) -> Permission:
    try:
        return kinds.named(job.kind).permission
    except kinds.UnknownKind:
        raise PermissionDenied from None


def _hand_over_soon(job: BackgroundJob) -> None:
    ref = job.ref
    transaction.on_commit(lambda: broker.hand_over(RUN_JOB, ref), robust=True)

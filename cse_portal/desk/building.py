"""Runs one attempt at one job: the progress it reports, the file it writes, and every way it can end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import structlog

from cse_portal.agencies import access
from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.desk import files, kinds
from cse_portal.desk.actions import attempts
from cse_portal.desk.files import BuiltFile
from cse_portal.desk.kinds import CannotBuild
from cse_portal.desk.models import BackgroundJob

BY = System("build what a person asked for")
WRITE_EVERY_SECONDS = 0.5
NO_LONGER_ALLOWED = "Your role no longer allows this. Ask your team’s manager if that is wrong."
NO_SUCH_KIND = "The portal does not make this any more."
WROTE_NOTHING = "There was nothing to put into the file."
log = structlog.get_logger("portal.desk")


class CancelAsked(Exception):
    """Its owner does not want it any more."""


class Progress:
    """Handed to the function that builds: say how far it is, and write the file through it."""

    def __init__(self, job: BackgroundJob) -> None:
        self._job = job
        self._last_write = 0.0
        self._path = ""
        self.built: BuiltFile | None = None

    def report(self, done: int, total: int, message: str = "") -> None:
        """At least every 30 seconds, or the work counts as dead. Raises when the work is to stop."""
        is_last_step = total > 0 and done >= total
        if not is_last_step and time.monotonic() - self._last_write < WRITE_EVERY_SECONDS:
            return
        self._last_write = time.monotonic()
        if attempts.report_progress(job=self._job, done=done, total=total, message=message, by=BY):
            raise CancelAsked

    @contextmanager
    def file(self, name: str, content_type: str) -> Iterator[BinaryIO]:
        """The one file of the job; `name` is what its owner will save it as, so no name of a child."""
        self.discard()
        self._path = files.new_path()
        with files.create(self._path) as stream:
            yield stream
            self.built = files.seal(stream, path=self._path, name=name, content_type=content_type)

    def discard(self) -> None:
        """What a failed, cancelled or superseded attempt wrote does not stay."""
        files.remove(self._path)
        self._path, self.built = "", None


def build(ref: str) -> int:
    """1 when this attempt finished the job; 0 when it ended otherwise or another worker has it.

    The portal keeps the account of the work; what goes into the file is read in its owner's name.
    """
    with wall.as_system(BY.purpose):
        return _build(ref)


def _build(ref: str) -> int:
    job = attempts.claim(ref=ref, by=BY)
    if job is None:
        return 0
    progress = Progress(job)
    is_kept = False
    try:
        is_kept = _attempt(job, progress)
    except attempts.Superseded:
        log.info("job.superseded", job=job.ref, kind=job.kind)
    finally:
        if not is_kept:
            progress.discard()
    return int(is_kept)


def _attempt(job: BackgroundJob, progress: Progress) -> bool:
    try:
        _make(job, progress)
        built = progress.built
        if built is None:
            raise CannotBuild(WROTE_NOTHING)
        return attempts.finish(job=job, built=built, by=BY)
    except attempts.Superseded:
        raise
    except CancelAsked:
        attempts.stop_cancelled(job=job, by=BY)
    except CannotBuild as why:
        attempts.give_up(job=job, failure=why.sentence, by=BY)
    except Exception:  # whatever a kind raises ends in a sentence for its owner and a log line
        log.exception("job.stumbled", job=job.ref, kind=job.kind, attempt=job.attempts)
        attempts.stumble(job=job, failure=attempts.TRIED_ENOUGH, by=BY)
    return False


def _make(job: BackgroundJob, progress: Progress) -> None:
    """The right to have it is judged now, not when it was asked for."""
    try:
        kind = kinds.named(job.kind)
    except kinds.UnknownKind:
        raise CannotBuild(NO_SUCH_KIND) from None
    worn = access.wear(job.owner, job.hat_id)
    if job.hat_id and (worn is None or worn.pk != job.hat_id):  # the role ended, and no other stands in for it
        raise CannotBuild(NO_LONGER_ALLOWED)
    if not access.can(job.owner, kind.permission):
        raise CannotBuild(NO_LONGER_ALLOWED)
    with access.acting_for(job.owner):
        if not kind.may_have(job.owner, job.parameters):
            raise CannotBuild(NO_LONGER_ALLOWED)
        kind.build(job, progress)

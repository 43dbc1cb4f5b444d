"""How background work moves from asked-for to done, and who moves it on."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class JobStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


TITLES: dict[JobStatus, str] = {
    JobStatus.WAITING: "Waiting to start",
    JobStatus.RUNNING: "Building",
    JobStatus.DONE: "Ready",
    JobStatus.FAILED: "Could not be built",
    JobStatus.CANCELLED: "Cancelled",
}

# Running goes back to waiting when its worker was killed or stumbled and tries are left.
TRANSITIONS: dict[JobStatus, frozenset[JobStatus]] = {
    JobStatus.WAITING: frozenset({JobStatus.RUNNING, JobStatus.CANCELLED}),
    JobStatus.RUNNING: frozenset({JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.WAITING}),
    JobStatus.DONE: frozenset(),
    JobStatus.FAILED: frozenset({JobStatus.WAITING}),
    JobStatus.CANCELLED: frozenset({JobStatus.WAITING}),
}

OWNER_OF: dict[JobStatus, str] = {
    JobStatus.WAITING: "the portal",
    JobStatus.RUNNING: "the portal",
    JobStatus.DONE: "the person who asked",
    JobStatus.FAILED: "the person who asked",
    JobStatus.CANCELLED: "the person who asked",
}

UNDER_WAY = frozenset({JobStatus.WAITING, JobStatus.RUNNING})
FINISHED = frozenset(JobStatus) - UNDER_WAY

MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=7)
LISTED_FOR = timedelta(days=30)
HANDED_BY_NOW = timedelta(seconds=5)  # after this the sweep hands over what the page could not
HANDED_AGAIN = timedelta(seconds=60)  # and again, should the message have been lost
SILENT_TOO_LONG = timedelta(seconds=90)  # no word from a worker: it was killed


class NotAllowedNow(Exception):
    """The job is not in a state in which this can be done."""


def check(status: JobStatus, to: JobStatus) -> None:
    if to not in TRANSITIONS[status]:
        raise NotAllowedNow(f"{status} does not become {to}")


def after_stumble(attempts: int) -> JobStatus:
    """What an attempt that went wrong leaves behind."""
    return JobStatus.WAITING if attempts < MOST_ATTEMPTS else JobStatus.FAILED


def pause_before(attempts: int) -> timedelta:
    """A little longer each time: what went wrong may mend itself."""
    return timedelta(seconds=5 * 3 ** max(attempts - 1, 0))


def share_done(done: int, total: int) -> int:
    """Whole percent, and never 100 before it is all done."""
    if total <= 0:
        return 0
    return min(100 * min(done, total) // total, 100 if done >= total else 99)

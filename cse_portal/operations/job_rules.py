"""When scheduled work is in trouble: it fails, it never ends, or it has not come to its end for too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DONE, FAILED, RUNNING = "done", "failed", "running"
LEAST_PATIENCE = timedelta(minutes=15)
PERIODS_OF_PATIENCE = 3
MOST_FAILURES = 3
SELDOM = timedelta(hours=1)  # what runs this seldom is in trouble at its first failure
LONGEST_RUN = timedelta(hours=1)


class Ails(StrEnum):
    FAILING = "failing"
    STUCK = "stuck"
    LATE = "late"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class Job:
    """One kind of scheduled work: how its last runs ended, newest first, and when one last came to its end."""

    name: str
    period: timedelta
    outcomes: Sequence[str]
    last_started_at: datetime | None
    last_done_at: datetime | None


def ails(job: Job, *, now: datetime, awake_since: datetime) -> Ails | None:
    """`awake_since`: what did not run while the whole service was away is nobody’s fault but that."""
    is_running = bool(job.outcomes) and job.outcomes[0] == RUNNING
    if is_running and job.last_started_at and now - max(job.last_started_at, awake_since) > LONGEST_RUN:
        return Ails.STUCK
    ended = [one for one in job.outcomes if one != RUNNING]
    enough = 1 if job.period >= SELDOM else MOST_FAILURES
    if len(ended) >= enough and all(one == FAILED for one in ended[:enough]):
        return Ails.FAILING
    since = max(job.last_done_at, awake_since) if job.last_done_at else awake_since
    patience = max(PERIODS_OF_PATIENCE * job.period, LEAST_PATIENCE)
    return Ails.LATE if now - since > patience else None

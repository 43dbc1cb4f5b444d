"""Background work: building, the sweep that misses none, and the end of old files."""

from __future__ import annotations

from celery import shared_task

from cse_portal.core.actor import System
from cse_portal.desk import building
from cse_portal.desk.actions import attempts, jobs, sweep_desk

SWEEP = System("hand over background work that no worker fetched")
OLD_FILES = System("remove files that are past their days")
OLD_DRAFTS = System("remove drafts that are past their days")


@shared_task(name="desk.run_job", states_who=True)
def run_job(ref: str) -> int:
    return building.build(ref)


@shared_task(name="desk.sweep_jobs", purpose=SWEEP.purpose)
def sweep_jobs() -> int:
    return attempts.take_back_silent(by=SWEEP) + attempts.hand_over_waiting(by=SWEEP)


@shared_task(name="desk.remove_expired_files", purpose=OLD_FILES.purpose)
def remove_expired_files() -> int:
    return jobs.remove_files(by=OLD_FILES)


@shared_task(name="desk.sweep_drafts", purpose=OLD_DRAFTS.purpose)
def sweep_drafts() -> int:
    return sweep_desk(by=OLD_DRAFTS)

"""How each kind of scheduled work goes, for whoever watches over it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from celery import current_app

from cse_portal.core import clock
from cse_portal.core.queues import all_queues
from cse_portal.operations.job_rules import MOST_FAILURES, RUNNING, Ails, Job, ails
from cse_portal.operations.models import JobRun, ServiceHeartbeat
from cse_portal.operations.task_names import NOT_KEPT

WATCH = "watch"
AWAY_AFTER = timedelta(minutes=5)
RUNS_READ = MOST_FAILURES + 1  # one may be under way


def periods() -> dict[str, timedelta]:
    entries = current_app.conf.beat_schedule.values()
    return {str(one["task"]): _period_of(one["schedule"]) for one in entries if one["task"] not in NOT_KEPT}


def awake_since() -> datetime:
    """Since when it is watched without a gap; a gap means that the service itself was away."""
    now = clock.now()
    last = ServiceHeartbeat.objects.filter(name=WATCH).first()
    if last is None or now - last.at > AWAY_AFTER:
        return now
    return datetime.fromisoformat(last.detail["since"])


def in_trouble(since: datetime) -> dict[str, Ails]:
    """By the name of the task, or of a queue in which something was set aside."""
    now = clock.now()
    found = {name: ails(_job(name, period), now=now, awake_since=since) for name, period in periods().items()}
    aside = {f"queue:{one.name}": Ails.SET_ASIDE for one in all_queues() if one.read().counts.get("set_aside")}
    return {name: ail for name, ail in found.items() if ail is not None} | aside


def _job(name: str, period: timedelta) -> Job:
    runs = list(JobRun.objects.filter(name=name).order_by("-started_at", "-pk")[:RUNS_READ])
    done = next((one.finished_at for one in runs if one.outcome == JobRun.Outcome.DONE), None)
    if done is None and runs:
        last = JobRun.objects.filter(name=name, outcome=JobRun.Outcome.DONE).order_by("-started_at", "-pk").first()
        done = last.finished_at if last else None
    # A run whose worker was killed is never heard of again: only the newest one may be under way.
    outcomes = [one.outcome for number, one in enumerate(runs) if number == 0 or one.outcome != RUNNING]
    return Job(name, period, outcomes, runs[0].started_at if runs else None, done)


def _period_of(schedule: Any) -> timedelta:
    if isinstance(schedule, int | float):
        return timedelta(seconds=schedule)
    return timedelta(days=1) / max(1, len(schedule.hour) * len(schedule.minute))

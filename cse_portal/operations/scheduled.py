"""The base of every Celery task: an identity, one log line, and a kept run for scheduled ones."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

import structlog
from celery import Task, current_app
from django.db import DatabaseError, close_old_connections, connection

from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.core.request_id import identified
from cse_portal.operations.task_names import NOT_KEPT

BY = System("keep the runs of scheduled work")
log = structlog.get_logger("portal.task")


def scheduled_names() -> frozenset[str]:
    return frozenset(str(entry["task"]) for entry in current_app.conf.beat_schedule.values())


class RecordedTask(Task):
    """What the task returns, if it is a number, is how many things it did.

    Each says for whom it works: `purpose`, as the portal itself, or `states_who`, when its work names the person.
    """

    abstract = True
    purpose = ""
    states_who = False

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Celery's events and logs never show what a task was given."""
        return super().apply_async(args, kwargs, **{"argsrepr": "(hidden)", "kwargsrepr": "(hidden)", **options})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with identified():
            if self.name in scheduled_names() - NOT_KEPT:
                return self._kept(args, kwargs)
            return self._logged(args, kwargs)

    def _kept(self, args: Any, kwargs: Any) -> Any:
        from cse_portal.operations import actions  # Celery makes this class before Django has its models

        run = actions.begin_run(name=self.name, by=BY)
        try:
            result = self._logged(args, kwargs)
        except Exception as error:
            with suppress(DatabaseError):  # the first error is the one that counts
                actions.end_run(run=run, error_kind=type(error).__name__, by=BY)
            raise
        actions.end_run(run=run, count=_count(result), by=BY)
        return result

    def _acting(self) -> AbstractContextManager[None]:
        if self.states_who:
            return nullcontext()
        return wall.as_system(self.purpose)

    def _logged(self, args: Any, kwargs: Any) -> Any:
        started, outcome, result = time.perf_counter(), "failed", None
        try:
            with self._acting():
                result = super().__call__(*args, **kwargs)
            outcome = "done"
            return result
        finally:
            took = round((time.perf_counter() - started) * 1000, 1)
            log.info("task", task=self.name, outcome=outcome, duration_ms=took, count=_count(result))


def mark_beat_alive() -> None:
    """In beat's own process, which goes on whatever happens to the database meanwhile."""
    from cse_portal.operations import actions

    if not connection.in_atomic_block:
        close_old_connections()  # beat lives for months; its connection may have died meanwhile
    try:
        actions.mark_alive(name="beat", by=System("show that the scheduler is alive"))
    except DatabaseError:
        log.warning("beat.unheard")


def _count(result: Any) -> int:
    return result if isinstance(result, int) else 0

"""When scheduled work is in trouble."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.job_rules import DONE, FAILED, LEAST_PATIENCE, LONGEST_RUN, RUNNING, Ails, Job, ails

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def of(period: timedelta, *outcomes: str, started: timedelta = MINUTE, done: timedelta | None = MINUTE) -> Job:
    return Job("x", period, outcomes, NOW - started, None if done is None else NOW - done)


@pytest.mark.parametrize(
    ("job", "found"),
    [
        (of(MINUTE, DONE), None),
        (of(MINUTE, FAILED, FAILED, DONE), None),
        (of(MINUTE, FAILED, FAILED, FAILED), Ails.FAILING),
        (of(MINUTE, RUNNING, FAILED, FAILED, FAILED), Ails.FAILING),
        (of(DAY, FAILED, DONE), Ails.FAILING),
        (of(DAY, DONE, FAILED), None),
        (of(DAY, RUNNING, started=2 * LONGEST_RUN), Ails.STUCK),
        (of(DAY, RUNNING, started=MINUTE), None),
        (of(MINUTE, DONE, done=LEAST_PATIENCE + MINUTE), Ails.LATE),
        (of(DAY, DONE, done=2 * DAY), None),
        (of(DAY, DONE, done=4 * DAY), Ails.LATE),
        (Job("x", DAY, (), None, None), Ails.LATE),
    ],
)
def test_a_job_ails(job: Job, found: Ails | None) -> None:
    assert ails(job, now=NOW, awake_since=LONG_AGO) == found


@given(
    period=st.timedeltas(timedelta(seconds=15), DAY),
    done=st.timedeltas(timedelta(0), 60 * DAY),
    started=st.timedeltas(timedelta(0), 60 * DAY),
    newest=st.sampled_from([DONE, RUNNING]),
)
def test_what_did_not_run_while_all_was_away_is_no_trouble(
    period: timedelta, done: timedelta, started: timedelta, newest: str
) -> None:
    job = of(period, newest, started=started, done=done)
    assert ails(job, now=NOW, awake_since=NOW - LEAST_PATIENCE) is None

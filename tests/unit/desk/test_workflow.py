"""How background work moves: the tables are total, and every job can come to an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.desk import workflow
from cse_portal.desk.workflow import JobStatus, NotAllowedNow


def test_every_status_has_transitions_an_owner_and_words() -> None:
    assert set(workflow.TRANSITIONS) == set(workflow.OWNER_OF) == set(workflow.TITLES) == set(JobStatus)


def test_every_status_is_reached_from_waiting() -> None:
    reached, edge = {JobStatus.WAITING}, {JobStatus.WAITING}
    while edge:
        edge = {to for status in edge for to in workflow.TRANSITIONS[status]} - reached
        reached |= edge
    assert reached == set(JobStatus)


def test_a_finished_file_is_never_built_over() -> None:
    assert workflow.TRANSITIONS[JobStatus.DONE] == frozenset()


@pytest.mark.parametrize("status", JobStatus)
@pytest.mark.parametrize("to", JobStatus)
def test_only_what_the_table_says_is_allowed(status: JobStatus, to: JobStatus) -> None:
    if to in workflow.TRANSITIONS[status]:
        workflow.check(status, to)
    else:
        with pytest.raises(NotAllowedNow):
            workflow.check(status, to)


def test_the_third_stumble_is_the_last() -> None:
    after = [workflow.after_stumble(attempt) for attempt in (1, 2, 3, 4)]
    assert after == [JobStatus.WAITING, JobStatus.WAITING, JobStatus.FAILED, JobStatus.FAILED]


def test_each_pause_is_longer() -> None:
    pauses = [workflow.pause_before(attempt).total_seconds() for attempt in (1, 2, 3)]
    assert pauses == [5, 15, 45]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_share_is_a_percentage_and_full_only_when_all_is_done(done: int, total: int) -> None:
    share = workflow.share_done(done, total)
    assert 0 <= share <= 100
    assert (share == 100) == (total > 0 and done >= total)

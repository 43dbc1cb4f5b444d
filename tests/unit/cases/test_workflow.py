"""The way of a case: every stage has a way on, an owner and words; whatever the way, nothing gets lost on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.roles import MAY, Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases.workflow import (
    CLOSERS,
    CLOSINGS,
    FIRST_WAY,
    OWNER_OF,
    SECOND_WAY,
    TITLES,
    TRANSITIONS,
    WAITS_FOR,
    Closing,
    Deed,
    Stage,
    check,
    deed_between,
    waits_for,
    why_not,
)

STAGES = st.sampled_from(Stage)


def test_every_table_is_total() -> None:
    assert set(TITLES) == set(TRANSITIONS) == set(OWNER_OF) == set(WAITS_FOR) == set(Stage)
    assert set(CLOSINGS) == set(Closing)
    assert {deed for onward in TRANSITIONS.values() for deed in onward} == set(Deed)
    assert all(OWNER_OF.values())


def test_every_stage_stands_on_the_line() -> None:
    assert set(FIRST_WAY) | set(SECOND_WAY) == set(Stage)
    assert len(set(FIRST_WAY)) == len(FIRST_WAY)


def test_whoever_moves_a_case_may_see_cases() -> None:
    assert all(Permission.SEE_CASES in MAY[role] for roles in OWNER_OF.values() for role in roles)
    assert OWNER_OF[Stage.CLOSED] == CLOSERS


@given(STAGES, STAGES)
def test_a_move_has_a_deed_or_a_reason_why_not(before: Stage, to: Stage) -> None:
    if deed := deed_between(before, to):
        assert check(before, to) is deed
        assert TRANSITIONS[before][deed] is to
    else:
        with pytest.raises(NotAllowedNow) as refused:
            check(before, to)
        assert refused.value.sentence == why_not(before, to)
        assert refused.value.sentence.endswith(".")


@given(st.lists(st.sampled_from(Deed), max_size=30))
def test_whatever_is_done_nothing_leaves_mase_but_by_the_panel(deeds: list[Deed]) -> None:
    """And what was closed comes back by reopening alone."""
    stage = Stage.IDENTIFIED
    for deed in deeds:
        after = TRANSITIONS[stage].get(deed, stage)
        if stage is Stage.AT_MASE and after is not stage:
            assert (deed, after) == (Deed.LEAVE_MASE, Stage.OFF_MASE)
        if stage is Stage.CLOSED and after is not stage:
            assert (deed, after) == (Deed.REOPEN, Stage.REOPENED)
        stage = after


@given(STAGES)
def test_from_everywhere_a_case_can_be_closed_in_the_end(stage: Stage) -> None:
    reached, before = {stage}, set[Stage]()
    while reached != before:
        before = set(reached)
        reached |= {after for one in before for after in TRANSITIONS[one].values()}
    assert Stage.CLOSED in reached


def test_the_line_only_goes_onward() -> None:
    """But for reopening, and for the panel taking a case back, no deed leads to an earlier place of either line."""
    for way in (FIRST_WAY, SECOND_WAY):
        for before in way:
            for after in set(TRANSITIONS[before].values()) - {Stage.REOPENED}:
                if after in way and (before, after) != (Stage.OFF_MASE, Stage.AT_MASE):
                    assert way.index(after) > way.index(before)


@pytest.mark.parametrize(("score", "words"), [(2, "Not while the score is 2"), (1, "When the panel decides")])
def test_a_high_score_keeps_a_child_on_the_list(score: int, words: str) -> None:
    assert waits_for(Stage.OFF_MASE, score=score) == words

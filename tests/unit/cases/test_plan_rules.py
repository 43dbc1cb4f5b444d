"""The kinds of plans, and the way of a plan from draft to its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.meeting_kinds import meeting_kinds
from cse_portal.cases.plan_kinds import PlanKind, add_plan_kind, plan_kind, plan_kinds
from cse_portal.cases.plan_workflow import (
    REFUSALS,
    TRANSITIONS,
    PlanRefused,
    PlanStatus,
    PlanStep,
    after,
    require_draft,
)


@given(st.lists(st.sampled_from(PlanStep), max_size=8))
def test_whatever_is_tried_a_plan_goes_forward_or_stays(tried: list[PlanStep]) -> None:
    order = list(PlanStatus)
    status = PlanStatus.DRAFT
    for step in tried:
        if (status, step) not in TRANSITIONS:
            with pytest.raises(PlanRefused) as refused:
                after(status, step)
            assert refused.value.sentence == REFUSALS[step]
        else:
            assert order.index(after(status, step)) > order.index(status)
            status = after(status, step)


@pytest.mark.parametrize("status", PlanStatus)
def test_only_a_draft_is_changed(status: PlanStatus) -> None:
    if status is PlanStatus.DRAFT:
        require_draft(status)
    else:
        with pytest.raises(PlanRefused):
            require_draft(status)


def test_a_kind_is_added_once_and_meetings_make_known_ones() -> None:
    again = plan_kind("safety")
    assert add_plan_kind(again) is again
    with pytest.raises(ValueError, match="already called Safety plan"):
        add_plan_kind(PlanKind("safety", "Other", ""))
    assert plan_kind("long ago").title == "Plan"
    assert {kind.plan for kind in meeting_kinds()} - {""} <= {kind.code for kind in plan_kinds()}

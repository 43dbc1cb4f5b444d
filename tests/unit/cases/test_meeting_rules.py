"""The kinds of meetings, and the way of a meeting from planned to minuted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.agency_types import AgencyType
from cse_portal.agencies.roles import Role
from cse_portal.cases.meeting_kinds import (
    MeetingKind,
    add_meeting_kind,
    empty_seats,
    meeting_kind,
    meeting_kinds,
)
from cse_portal.cases.meeting_workflow import (
    OPEN,
    RECORDED,
    REFUSALS,
    TOOK_PART,
    TRANSITIONS,
    Attendance,
    MeetingRefused,
    MeetingStatus,
    MeetingStep,
    after,
    is_multi_agency,
    require_open,
    require_recorded,
)

steps = st.lists(st.sampled_from(MeetingStep), max_size=8)


@given(steps)
def test_whatever_is_tried_a_meeting_goes_forward_or_stays(tried: list[MeetingStep]) -> None:
    order = list(MeetingStatus)
    status = MeetingStatus.PLANNED
    for step in tried:
        before = status
        if (before, step) in TRANSITIONS:
            status = after(status, step)
            assert order.index(status) > order.index(before)
        else:
            with pytest.raises(MeetingRefused) as refused:
                after(status, step)
            assert refused.value.sentence == REFUSALS[step]
    if status is MeetingStatus.APPROVED:
        assert tried.index(MeetingStep.HOLD) < len(tried) - 1 - tried[::-1].index(MeetingStep.APPROVE)
    if status is MeetingStatus.CANCELLED:
        assert tried[0] is not MeetingStep.HOLD


@pytest.mark.parametrize("status", MeetingStatus)
def test_what_may_be_written_when(status: MeetingStatus) -> None:
    for check, fits in ((require_open, status in OPEN), (require_recorded, status is MeetingStatus.HELD)):
        if fits:
            check(status)
        else:
            with pytest.raises(MeetingRefused):
                check(status)
    assert {MeetingStatus.HELD, MeetingStatus.APPROVED} == RECORDED


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(Attendance))))
def test_two_agencies_make_a_meeting(there: list[tuple[str, Attendance]]) -> None:
    took_part = {who for who, came in there if came in TOOK_PART}
    assert is_multi_agency(there) == (len(took_part) >= 2)


def test_a_report_is_a_part() -> None:
    assert is_multi_agency([("school", "came"), ("police", "report")])
    assert not is_multi_agency([("school", "came"), ("school", "came"), ("police", "apologies")])


def test_a_seat_is_filled_by_any_of_its_types() -> None:
    strategy = meeting_kind("strategy")
    assert empty_seats(strategy, set()) == ["Children’s social care", "Police", "Health", "School or college"]
    invited = {AgencyType.CSC_FRONT_DOOR.value, AgencyType.GP.value, AgencyType.EDUCATION_WELFARE.value}
    assert empty_seats(strategy, invited) == ["Police"]
    assert empty_seats(meeting_kind("other"), set()) == []


def test_a_kind_is_added_once() -> None:
    again = meeting_kind("network")
    assert add_meeting_kind(again) is again
    with pytest.raises(ValueError, match="already called Network meeting"):
        add_meeting_kind(MeetingKind("network", "Something else", "Nobody"))
    assert meeting_kind("long ago").title == "Meeting"


def test_who_chairs_and_calls() -> None:
    assert meeting_kind("complex_strategy").may_be_chaired_by(Role.SSPL)
    assert not meeting_kind("complex_strategy").may_be_chaired_by(Role.SOCIAL_WORKER)
    assert meeting_kind("network").may_be_chaired_by(Role.SPOC)
    closed = MeetingKind("closed", "Closed", "Nobody", called_by=frozenset({Role.IRO}))
    assert closed.may_be_called_by(frozenset({Role.IRO, Role.SPOC}))
    assert not closed.may_be_called_by(frozenset({Role.SPOC}))
    assert len(meeting_kinds(frozenset({Role.SPOC}))) == len(meeting_kinds())


def test_every_kind_says_what_it_is() -> None:
    for kind in meeting_kinds():
        assert kind.title
        assert kind.chair
        assert kind.code == "other" or (kind.cadence and kind.produces)

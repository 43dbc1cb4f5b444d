"""When each step of a reminder comes: on working days, never after what it warns of, and the date stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.timescales import DEFAULTS, RULES, Timescale
from cse_portal.core.working_days import LONDON, end_of_work, is_working_day
from cse_portal.worklist.ladders import (
    HOURS,
    LADDERS,
    OWN,
    REVIEW,
    WORK,
    How,
    Ladder,
    Told,
    When,
    mail_after,
    planned,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31))
ladders = st.sampled_from(sorted(LADDERS.values(), key=lambda one: one.code))
daily = st.sampled_from([WORK, OWN, REVIEW])


def times(ladder: Ladder, due_at: datetime, opened_at: datetime = LONG_AGO) -> dict[str, datetime]:
    found = planned(ladder, due_at=due_at, opened_at=opened_at, amounts=DEFAULTS)
    return {one.step.code: one.at for one in found}


def test_a_review_is_told_fourteen_and_three_days_before_on_the_day_and_after() -> None:
    found = times(REVIEW, end_of_work(date(2026, 11, 18)))  # a Wednesday
    assert {code: at.date() for code, at in found.items() if code != "opened"} == {
        "first": date(2026, 11, 4),
        "again": date(2026, 11, 13),  # three days before is a Sunday
        "due": date(2026, 11, 18),
        "late": date(2026, 11, 19),
        "manager": date(2026, 11, 19),
        "late_again": date(2026, 11, 25),
        "contact": date(2026, 11, 25),
        "lead": date(2026, 12, 2),
        "board": date(2026, 12, 9),
    }
    assert {at.astimezone(LONDON).time() for code, at in found.items() if code != "opened"} == {time(8)}


def test_bank_holidays_are_no_working_days() -> None:
    found = times(REVIEW, end_of_work(date(2026, 12, 24)))
    assert found["late"].date() == date(2026, 12, 29)  # the 28th stands in for Boxing Day


def test_the_interview_clock_is_counted_by_the_hour_through_the_change_of_clocks() -> None:
    due_at = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # the hour after 1am does not exist that night in London
    found = times(HOURS, due_at)
    assert due_at - found["first"] == timedelta(hours=24)
    assert due_at - found["again"] == timedelta(hours=6)
    assert found["due"] == found["manager"] == due_at
    assert found["contact"] - due_at == timedelta(hours=4)


def test_what_lay_before_the_work_is_not_made_up_for() -> None:
    due_at = end_of_work(date(2026, 11, 18))
    found = times(REVIEW, due_at, opened_at=datetime(2026, 11, 16, 12, tzinfo=UTC))
    assert set(found) & {"first", "again"} == set()
    assert found["opened"] == datetime(2026, 11, 16, 12, tzinfo=UTC)


@given(ladder=daily, due_on=days)
def test_steps_of_days_fall_on_working_days_in_the_morning(ladder: Ladder, due_on: date) -> None:
    for code, at in times(ladder, end_of_work(due_on)).items():
        here = at.astimezone(LONDON)
        assert code == "opened" or (is_working_day(here.date()) and here.hour == DEFAULTS[Timescale.DIGEST_AT])


@given(ladder=ladders, due_on=days, at=st.times())
def test_no_step_warns_too_late_or_complains_too_early(ladder: Ladder, due_on: date, at: time) -> None:
    due_at = datetime.combine(due_on, at, tzinfo=LONDON)
    for one in planned(ladder, due_at=due_at, opened_at=LONG_AGO, amounts=DEFAULTS):
        if one.step.when in (When.BEFORE, When.DUE):
            assert one.at <= due_at
        if one.step.when is When.AFTER:
            assert one.at > due_at


@given(ladder=ladders, due_on=days)
def test_each_rung_is_told_no_earlier_than_the_one_below_it(ladder: Ladder, due_on: date) -> None:
    late = [
        one
        for one in planned(ladder, due_at=end_of_work(due_on), opened_at=LONG_AGO, amounts=DEFAULTS)
        if one.step.when in (When.DUE, When.AFTER)
    ]
    first = {rung: min(one.at for one in late if one.step.told is rung) for rung in {one.step.told for one in late}}
    told = [first[rung] for rung in Told if rung in first]
    assert told == sorted(told)


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_each_step_is_named_once_and_has_a_length_where_it_needs_one(ladder: Ladder) -> None:
    codes = [step.code for step in ladder.steps]
    assert len(codes) == len(set(codes))
    assert all((step.by is None) == (step.when in (When.OPENED, When.DUE)) for step in ladder.steps)
    assert {step.by for step in ladder.steps if step.by} <= set(RULES)


def test_nothing_of_one_agency_alone_climbs_beyond_it() -> None:
    assert {step.told for step in OWN.steps} == {Told.WORKER, Told.MANAGER, Told.CONTACT}


@given(now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)), is_new=st.booleans())
def test_an_e_mail_that_can_wait_never_goes_at_night_or_on_a_free_day(now: datetime, is_new: bool) -> None:
    at = mail_after(now, How.DAILY, is_urgent=False, is_new=is_new, amounts=DEFAULTS)
    assert at is not None
    assert at >= now
    here = at.astimezone(LONDON)
    assert is_working_day(here.date())
    assert DEFAULTS[Timescale.DIGEST_AT] <= here.hour < DEFAULTS[Timescale.QUIET_FROM]
    assert at - now < timedelta(days=6)


@given(now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)), how=st.sampled_from(How))
def test_what_is_urgent_goes_at_once_whatever_was_chosen(now: datetime, how: How) -> None:
    assert mail_after(now, how, is_urgent=True, is_new=True, amounts=DEFAULTS) == now


def test_who_wants_to_hear_at_once_is_left_alone_at_night() -> None:
    late = datetime(2026, 11, 20, 22, 30, tzinfo=LONDON)
    assert mail_after(late, How.AT_ONCE, is_urgent=False, is_new=True, amounts=DEFAULTS) == datetime(
        2026, 11, 21, 7, tzinfo=LONDON
    )
    noon = datetime(2026, 11, 21, 12, tzinfo=LONDON)
    assert mail_after(noon, How.AT_ONCE, is_urgent=False, is_new=True, amounts=DEFAULTS) == noon
    assert mail_after(noon, How.NOT, is_urgent=False, is_new=True, amounts=DEFAULTS) is None

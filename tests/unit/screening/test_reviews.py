"""When a child is assessed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.reviews import (
    PostponeRefusal,
    ReviewState,
    Signed,
    days_late,
    due_on,
    is_further_strategy_due,
    is_reviewed,
    review_on,
    state,
    why_not_postponed,
)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        (date(2026, 8, 18), date(2026, 11, 18)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 5, 29)),
        (date(2026, 8, 31), date(2026, 11, 30)),
        (date(2026, 9, 25), date(2026, 12, 25)),  # a bank holiday does not move the day itself
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_calendar_months_on(signed: date, due: date) -> None:
    assert due_on(signed) == due


@settings(deadline=None)
@given(days)
def test_the_day_is_the_same_of_the_month_or_its_last(signed: date) -> None:
    due = due_on(signed)
    assert (due.year * 12 + due.month) - (signed.year * 12 + signed.month) == 3
    assert due.day == signed.day or (due.day < signed.day and (due + timedelta(days=1)).day == 1)


@settings(deadline=None)
@given(days, days)
def test_a_later_signature_never_makes_an_earlier_review(one: date, other: date) -> None:
    assert (due_on(one) <= due_on(other)) or one > other


@pytest.mark.parametrize(
    ("signed", "reviewed"),
    [
        (Signed(date(2026, 8, 18), 3), True),
        (Signed(date(2026, 8, 18), 2, not_reviewed_because="Quiet now"), True),
        (Signed(date(2026, 8, 18), 1), False),
        (Signed(date(2026, 8, 18), 1, on_mase_list=True), True),
        (Signed(date(2026, 8, 18), 1, has_safety_plan=True), True),
        (Signed(date(2026, 8, 18), 1, has_safety_plan=True, not_reviewed_because="Early help reviews it"), False),
        (Signed(date(2026, 8, 18), 1, has_safety_plan=True, not_reviewed_because="  "), True),
        (Signed(date(2026, 8, 18), 0, on_mase_list=True), False),
    ],
)
def test_who_is_reviewed(signed: Signed, reviewed: bool) -> None:
    assert is_reviewed(signed) is reviewed
    assert (review_on(signed) is not None) is reviewed


def test_it_is_late_from_the_day_after() -> None:
    signed = Signed(date(2026, 8, 18), 2)
    assert state(signed, on=date(2026, 11, 18)) is ReviewState.DUE
    assert days_late(signed, on=date(2026, 11, 18)) == 0
    assert state(signed, on=date(2026, 11, 19)) is ReviewState.OVERDUE
    assert days_late(signed, on=date(2026, 11, 20)) == 2
    assert state(replace(signed, score=0), on=date(2030, 1, 1)) is ReviewState.NONE
    assert review_on(signed, months=1) == date(2026, 9, 18)


def test_only_a_manager_puts_it_off_with_a_reason_and_to_later() -> None:
    signed, later = Signed(date(2026, 8, 18), 2), date(2026, 12, 1)
    ask = {"to": later, "because": "The child is in hospital", "by_manager": True}
    assert why_not_postponed(signed, **ask) is None  # type: ignore[arg-type]
    refusals = {
        PostponeRefusal.MANAGER: {"by_manager": False},
        PostponeRefusal.REASON: {"because": " "},
        PostponeRefusal.EARLIER: {"to": date(2026, 11, 18)},
    }
    for refusal, change in refusals.items():
        assert why_not_postponed(signed, **{**ask, **change}) is refusal  # type: ignore[arg-type]
    assert why_not_postponed(replace(signed, score=0), **ask) is PostponeRefusal.NOT_DUE  # type: ignore[arg-type]
    put_off = replace(signed, postponed_to=later, postponed_because="In hospital", postponed_by_manager=True)
    assert review_on(put_off) == later
    assert review_on(replace(put_off, postponed_by_manager=False)) == date(2026, 11, 18)


def test_a_review_that_ends_high_asks_for_a_further_strategy_meeting() -> None:
    assert [is_further_strategy_due(score=score, is_review=True) for score in range(4)] == [False, False, True, True]
    assert not is_further_strategy_due(score=3, is_review=False)

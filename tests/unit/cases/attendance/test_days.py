"""Rows become periods, what is on record is taken out of them, and a tenth of the sessions is persistent absence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.attendance.days import (
    Absence,
    Counted,
    days_in,
    is_persistent,
    left_of,
    school_days,
    spread,
    together,
)
from cse_portal.cases.attendance.wording import days_words, ranges

MONDAY = date(2026, 11, 2)
days = st.integers(0, 30).map(lambda number: MONDAY + timedelta(days=number))


def on(day: date, sessions: int = 2, **said: object) -> Absence:
    return Absence(days=((day, sessions),), **said)  # type: ignore[arg-type]


def over(first: date, last: date, sessions: int | None = None) -> Absence:
    found = school_days(first, last)
    return Absence(days=spread(found, 2 * len(found) if sessions is None else sessions))


def test_days_that_follow_each_other_and_say_the_same_are_one_period() -> None:
    friday, next_monday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)
    found = together([on(next_monday, code="O"), on(friday, code="O"), on(MONDAY, code="O")])
    assert [(one.from_on, one.to_on, one.sessions) for one in found] == [
        (MONDAY, MONDAY, 2),
        (friday, next_monday, 4),
    ]


def test_both_halves_of_a_day_are_one_day_and_the_same_half_twice_is_one() -> None:
    am, pm = on(MONDAY, 1, half="am", code="O", is_authorised=False), on(MONDAY, 1, half="pm", code="I")
    (found,) = together([am, am, pm])
    assert (found.sessions, found.code, found.is_authorised) == (2, "O, I", False)


def test_an_absence_in_the_afternoon_alone_is_one_session() -> None:
    (found,) = together([on(MONDAY, 1, half="pm"), on(MONDAY, 1, half="pm")])
    assert found.sessions == 1


@given(days, days, st.lists(st.tuples(days, days), max_size=4))
def test_what_is_left_is_new_and_once_kept_nothing_is_left(a: date, b: date, spans: list[tuple[date, date]]) -> None:
    first, last = min(a, b), max(a, b)
    if not school_days(first, last):
        return
    absence, taken = over(first, last), days_in((min(x), max(x)) for x in spans)
    left = left_of(absence, taken)
    assert sum(one.sessions for one in left) == 2 * len(set(school_days(first, last)) - taken)
    assert not any(set(school_days(*one.span)) & taken for one in left)
    assert left_of(absence, taken | days_in(one.span for one in left)) == []


@given(st.integers(1, 60), st.integers(1, 30))
def test_sessions_are_spread_without_losing_any(sessions: int, number: int) -> None:
    found = spread([MONDAY + timedelta(days=one) for one in range(number)], sessions)
    assert sum(missed for _, missed in found) == sessions
    assert max(missed for _, missed in found) - min(missed for _, missed in found) <= 1


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ([], False),
        ([Counted(date(2026, 9, 7), date(2026, 9, 11), 10)], False),  # of 118 since 29 August
        ([Counted(date(2026, 9, 7), date(2026, 9, 11), 10), Counted(date(2026, 10, 5), date(2026, 10, 5), 2)], True),
        ([Counted(date(2026, 1, 5), date(2026, 1, 9), 10), Counted(date(2026, 10, 5), date(2026, 10, 5), 2)], False),
        ([Counted(date(2026, 1, 5), date(2026, 3, 27), 12, possible=120)], True),
        ([Counted(date(2026, 1, 5), date(2026, 3, 27), 11, possible=120)], False),
        ([Counted(date(2025, 1, 6), date(2025, 3, 28), 60, possible=120)], False),
        ([Counted(date(2026, 11, 2), date(2026, 11, 6), 10, possible=10)], False),
    ],
)
def test_a_tenth_of_the_sessions_is_persistent(counted: list[Counted], expected: bool) -> None:
    assert is_persistent(counted, date(2026, 11, 20)) is expected


def test_rows_and_days_in_words() -> None:
    assert ranges([2, 3, 4, 9, 12, 13]) == "2 to 4, 9 and 12 to 13"
    assert (ranges([]), ranges([5])) == ("", "5")
    assert days_words(MONDAY, MONDAY) == "2 November 2026"

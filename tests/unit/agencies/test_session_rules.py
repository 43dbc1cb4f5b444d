"""A session ends after a while without activity, and after a day's work in any case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies import session_rules
from cse_portal.agencies.session_rules import TOUCH_EVERY, End, Limits, why_ended

LIMITS = Limits(idle=1800, longest=43_200)
START = 1_800_000_000
pauses = st.lists(st.integers(min_value=0, max_value=1799), max_size=60)


def session(now: int = START) -> dict[str, Any]:
    begun: dict[str, Any] = {}
    session_rules.begin(begun, now=now)
    return begun


@pytest.mark.parametrize(("after", "end"), [(0, None), (1799, None), (1800, End.IDLE), (43_200, End.TOO_LONG)])
def test_a_session_without_activity(after: int, end: End | None) -> None:
    assert why_ended(session(), LIMITS, now=START + after) == end


@given(pauses)
def test_activity_keeps_a_session_until_the_longest_limit(pauses: list[int]) -> None:
    """Since a session is touched once a minute, a pause may seem up to a minute longer, never shorter."""
    begun, now = session(), START
    for pause in pauses:
        now += pause
        end = why_ended(begun, LIMITS, now=now)
        if now - START >= LIMITS.longest:
            assert end is End.TOO_LONG
            return
        assert end is None or (end is End.IDLE and pause > LIMITS.idle - TOUCH_EVERY)
        if end:
            return
        session_rules.touch(begun, now=now)


@given(pauses)
def test_what_is_left_agrees_with_the_end(pauses: list[int]) -> None:
    begun, now = session(), START + sum(pauses)
    left = session_rules.left(begun, LIMITS, now=now)
    assert (left.seconds == 0) == (why_ended(begun, LIMITS, now=now) is not None)
    assert why_ended(begun, LIMITS, now=now + left.seconds) is not None


def test_a_session_is_written_once_a_minute_at_most() -> None:
    begun = session()
    session_rules.touch(begun, now=START + TOUCH_EVERY - 1)
    assert begun[session_rules.SEEN_AT] == START
    session_rules.touch(begun, now=START + TOUCH_EVERY)
    assert begun[session_rules.SEEN_AT] == START + TOUCH_EVERY


def test_a_session_that_was_never_begun_begins_now() -> None:
    empty: dict[str, Any] = {}
    assert why_ended(empty, LIMITS, now=START) is None
    session_rules.touch(empty, now=START)
    assert why_ended(empty, LIMITS, now=START + 1800) is End.IDLE


def test_near_the_longest_limit_staying_is_not_offered() -> None:
    begun = session()
    begun[session_rules.SEEN_AT] = START + 43_000
    left = session_rules.left(begun, LIMITS, now=START + 43_100)
    assert (left.seconds, left.can_stay) == (100, False)


def test_the_second_step_counts_for_the_person_who_took_it() -> None:
    begun = session()
    session_rules.note_second_step(begun, person=7)
    assert session_rules.passed_second_step(begun, person=7)
    assert not session_rules.passed_second_step(begun, person=8)
    session_rules.forget_second_step(begun)
    assert not session_rules.passed_second_step(begun, person=7)

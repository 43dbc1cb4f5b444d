"""Ten wrong attempts lock; each further ten lock for twice as long; time forgets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.lock_rules import FORGOTTEN_AFTER, LONGEST, LockRules, Tally, after_failure, lasts

RULES = LockRules(attempts=10, first=timedelta(minutes=30))
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GAPS = st.lists(st.timedeltas(timedelta(0), timedelta(days=2)), min_size=1, max_size=60)


def after(times: int, *, apart: timedelta = timedelta(minutes=1)) -> Tally:
    tally, now = Tally(), NINE
    for _ in range(times):
        now = max(now + apart, tally.locked_until or now)
        tally = after_failure(tally, RULES, now=now)
    return tally


def test_nine_are_a_bad_morning_ten_are_locked() -> None:
    assert after(9).locked_until is None
    tenth = after(10)
    assert tenth.last_at is not None
    assert tenth.locked_until == tenth.last_at + timedelta(minutes=30)


def test_each_further_row_locks_for_twice_as_long() -> None:
    assert [lasts(number, RULES) for number in (10, 20, 30)] == [
        timedelta(minutes=minutes) for minutes in (30, 60, 120)
    ]
    assert lasts(10_000, RULES) == LONGEST


def test_an_attempt_while_locked_counts_for_nothing() -> None:
    locked = after(10)
    assert after_failure(locked, RULES, now=NINE + timedelta(minutes=20)) is locked


def test_a_day_without_failures_starts_again() -> None:
    nine = after(9)
    assert nine.last_at is not None
    assert after_failure(nine, RULES, now=nine.last_at + FORGOTTEN_AFTER).failures == 1


@given(GAPS)
def test_however_failures_come_no_day_sees_many_guesses(gaps: list[timedelta]) -> None:
    """Guesses that are looked at in any 24 hours: what brute force has to live with."""
    tally, now, looked_at = Tally(), NINE, []
    for gap in gaps * 5:
        now += gap
        if not tally.is_locked(now):
            looked_at.append(now)
        tally = after_failure(tally, RULES, now=now)
    for start in looked_at:
        assert sum(start <= at < start + timedelta(hours=24) for at in looked_at) <= 70


@given(st.integers(1, 100_000), st.integers(5, 100), st.integers(5, 1440))
def test_no_lock_lasts_longer_than_a_day_or_shorter_than_the_first(failures: int, attempts: int, minutes: int) -> None:
    rules = LockRules(attempts, timedelta(minutes=minutes))
    length = lasts(failures, rules)
    assert (length is None) == (failures % attempts != 0)
    assert length is None or rules.first <= length <= LONGEST

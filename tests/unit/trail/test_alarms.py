"""How many cases are ordinary for a role, and when more are an alarm."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import SEES
from cse_portal.trail.alarms import DEFAULT, LIMITS, OUTCOMES, TITLES, AlarmKind, Outcome, alarms_for, limit_for

NUMBERS = st.integers(min_value=0, max_value=500)


@given(st.sampled_from(Role), NUMBERS, NUMBERS)
def test_one_more_than_ordinary_is_an_alarm_and_no_fewer(role: Role, hour: int, day: int) -> None:
    limit, found = limit_for(role), alarms_for(role, in_an_hour=hour, in_a_day=day)
    assert (AlarmKind.HOUR in found) == (hour > limit.in_an_hour)
    assert (AlarmKind.DAY in found) == (day > limit.in_a_day)
    assert AlarmKind.CANARY not in found


def test_the_table_says_why_and_is_about_roles_that_see_cases() -> None:
    assert all(limit.because and limit.in_an_hour < limit.in_a_day for limit in (DEFAULT, *LIMITS.values()))
    assert all(SEES[role] for role in LIMITS)
    assert min(limit.in_an_hour for limit in LIMITS.values()) >= DEFAULT.in_an_hour
    assert limit_for("a role that was") == DEFAULT


def test_every_kind_and_outcome_has_words() -> None:
    assert set(TITLES) == set(AlarmKind)
    assert set(OUTCOMES) == set(Outcome)

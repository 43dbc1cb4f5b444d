"""Mobile numbers however they are typed, and hours in which nothing comes that can wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.timescales import DEFAULTS, Timescale
from cse_portal.core.working_days import LONDON
from cse_portal.notices.numbers import read_mobile
from cse_portal.worklist.ladders import How, mail_after, resting

Q_FROM, Q_UNTIL = Timescale.QUIET_FROM, Timescale.QUIET_UNTIL


@given(number=st.integers(0, 999), before=st.sampled_from(["0", "+44", "0044"]), gap=st.sampled_from(" -.()"))
def test_a_number_is_the_same_however_it_is_typed(number: int, before: str, gap: str) -> None:
    typed = f"{before}7700{gap}900{gap}{number:03}"
    assert read_mobile(typed) == f"+447700900{number:03}"


@pytest.mark.parametrize("odd", ["", "7700900123", "02079460018", "+1 202 555 0123", "0770090012", "٠٧٧٠٠٩٠٠١٢٣"])
def test_what_is_no_uk_mobile_number_is_none(odd: str) -> None:
    assert read_mobile(odd) is None


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    hours=st.tuples(st.integers(17, 22), st.integers(5, 9)),
    own=st.tuples(st.integers(12, 23), st.integers(0, 11)),
    how=st.sampled_from([How.AT_ONCE, How.DAILY]),
    is_new=st.booleans(),
)
def test_own_quiet_hours_stand_inside_the_partnerships(
    now: datetime, hours: tuple[int, int], own: tuple[int, int], how: How, is_new: bool
) -> None:
    theirs = {**DEFAULTS, Q_FROM: hours[0], Q_UNTIL: hours[1]}
    both = resting(theirs, *own)
    assert both[Q_FROM] <= theirs[Q_FROM]
    assert both[Q_UNTIL] >= theirs[Q_UNTIL]
    at = mail_after(now, how, is_urgent=False, is_new=is_new, amounts=both)
    assert at is not None
    assert now <= at <= now + timedelta(days=7)
    assert both[Q_UNTIL] <= at.astimezone(LONDON).hour < both[Q_FROM]
    assert at >= (mail_after(now, How.AT_ONCE, is_urgent=False, is_new=is_new, amounts=theirs) or at)
    assert mail_after(now, how, is_urgent=True, is_new=is_new, amounts=both) == now

"""Which backups the keep rule asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.pruning import DAYS, MONTHS, WEEKS, kept, surplus

INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def test_two_years_of_nights_leave_a_handful() -> None:
    start = datetime(2024, 11, 21, 2, tzinfo=UTC)
    nights = [start + timedelta(days=number) for number in range(730)]
    stay = kept(nights)
    assert set(nights[-DAYS:]) <= stay
    assert {night.date().isoformat() for night in sorted(stay)[:2]} == {"2025-12-31", "2026-01-31"}
    assert len(stay) <= DAYS + WEEKS + MONTHS


def test_several_in_a_day_leave_the_newest() -> None:
    day = [datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (2, 9, 17)]
    assert kept(day) == {day[-1]}


def test_long_pause_costs_no_backup() -> None:
    old = [datetime(2024, 3, day, tzinfo=UTC) for day in range(1, 8)]
    assert kept(old) == frozenset(old)


@given(st.lists(INSTANTS))
def test_newest_always_stays_and_the_rest_is_bounded(made_at: list[datetime]) -> None:
    stay = kept(made_at)
    assert stay | surplus(made_at) == set(made_at)
    assert not stay & surplus(made_at)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert not made_at or max(made_at) in stay


@given(st.lists(INSTANTS))
def test_removing_what_is_surplus_changes_nothing_more(made_at: list[datetime]) -> None:
    assert surplus(kept(made_at)) == frozenset()


@given(st.lists(INSTANTS, min_size=1))
def test_every_recent_day_with_a_backup_keeps_one(made_at: list[datetime]) -> None:
    days = sorted({at.date() for at in made_at}, reverse=True)[:DAYS]
    assert set(days) <= {at.date() for at in kept(made_at)}

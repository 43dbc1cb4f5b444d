"""A clock chip's look and words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.ui.clock_words import LONDON, Clock, State, done, duration, paused, read_clock

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=LONDON)  # a Friday
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=400))


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("due_at", "state", "words"),
    [
        (at(27, 17), State.RUNNING, "Fri 27 November"),
        (at(24, 17), State.RUNNING, "Tue 5pm"),
        (at(5, 12, month=3, year=2027), State.RUNNING, "Fri 5 March 2027"),
        (at(23, 10), State.SOON, "Mon 10am"),
        (at(20, 11, 40), State.SOON, "2 h 10 min"),
        (at(20, 10, 20), State.LATE, "50 min left"),
        (NOW + timedelta(seconds=30), State.LATE, "Less than 1 min left"),
        (at(20, 9, 10), State.LATE, "20 min late"),
        (at(19, 17), State.LATE, "1 working day late"),
        (at(18, 9, 30), State.LATE, "2 working days late"),
        (NOW, State.LATE, "1 min late"),
    ],
)
def test_what_a_clock_says_on_a_friday_morning(due_at: datetime, state: State, words: str) -> None:
    chip = read_clock(due_at=due_at, now=NOW)
    assert (chip.state, chip.words) == (state, words)


def test_a_weekend_alone_counts_in_days() -> None:
    assert read_clock(due_at=NOW, now=at(22, 9)).words == "2 days late"


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (timedelta(minutes=20), "20 min over"),
        (timedelta(hours=3), "3 h over"),
        (timedelta(days=1, hours=2), "1 day over"),
        (timedelta(0), "1 min over"),
    ],
)
def test_a_clock_of_the_law_counts_every_hour(over: timedelta, words: str) -> None:
    chip = read_clock(due_at=NOW - over, now=NOW, is_legal=True)
    assert (chip.state, chip.words) == (State.OVER, words)


@pytest.mark.parametrize(
    ("due_at", "words"), [(at(20), "Today"), (at(24), "Tue 24 November"), (at(19), "1 working day late")]
)
def test_where_only_the_day_counts_no_hour_is_said(due_at: datetime, words: str) -> None:
    assert read_clock(due_at=due_at, now=NOW, is_all_day=True).words == words


def test_the_last_third_of_the_time_allowed_is_soon() -> None:
    started = at(2, 9, 30)
    running = read_clock(due_at=at(30, 9, 30), now=at(12, 9, 30), started_at=started)
    soon = read_clock(due_at=at(30, 9, 30), now=at(23, 9, 30), started_at=started)
    assert (running.state, soon.state) == (State.RUNNING, State.SOON)
    assert (running.share, soon.share) == (pytest.approx(10 / 28), pytest.approx(21 / 28))


def test_pauses_and_ends_are_said() -> None:
    assert paused(since=NOW - timedelta(minutes=35), now=NOW) == Clock(State.PAUSED, "Paused 35 min")
    assert done(on=at(18).date(), today=NOW.date()) == Clock(State.DONE, "Done 18 November")
    assert done(on=at(18, year=2025).date(), today=NOW.date()).words == "Done 18 November 2025"


@given(INSTANTS, INSTANTS, st.booleans(), st.booleans())
def test_a_clock_is_late_exactly_when_its_time_has_come(
    due_at: datetime, now: datetime, is_legal: bool, is_all_day: bool
) -> None:
    chip = read_clock(due_at=due_at, now=now, is_legal=is_legal, is_all_day=is_all_day)
    days = due_at.astimezone(LONDON).date(), now.astimezone(LONDON).date()
    is_past = days[0] < days[1] if is_all_day else due_at <= now
    assert is_past == chip.words.endswith((" late", " over"))
    assert (chip.state == State.OVER) == (is_past and is_legal)
    assert 0 <= chip.share <= 1
    assert chip.words[0].isupper() or chip.words[0].isdigit()


@given(LENGTHS, LENGTHS)
def test_a_duration_never_claims_more_than_has_passed(one: timedelta, other: timedelta) -> None:
    assert _least(duration(one)) <= one
    if one <= other:
        assert _least(duration(one)) <= _least(duration(other))


def _least(words: str) -> timedelta:
    parts = words.split()
    units = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "day": timedelta(days=1), "days": timedelta(days=1)}
    return sum((int(number) * units[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True)), timedelta())

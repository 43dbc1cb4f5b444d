"""MASH's hours: open or closed at an instant, and time that only runs while somebody is there."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.office_hours import DEFAULT_WEEK, LONDON, BankHolidays, Hours, OfficeHours, in_words

USUAL = OfficeHours(DEFAULT_WEEK)
NIGHTS = OfficeHours({day: Hours(time(0), time(23, 59)) for day in range(7)}, BankHolidays.AS_USUAL)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(20, 8, 29), False),  # a Friday
        (at(20, 8, 30), True),
        (at(20, 16, 59), True),
        (at(20, 17), False),
        (at(21, 12), False),  # a Saturday
        (at(25, 12, month=12), False),  # Christmas Day, a Friday
    ],
)
def test_open_from_the_first_minute_until_the_last(moment: datetime, is_open: bool) -> None:
    assert USUAL.is_open(moment) == is_open


def test_a_bank_holiday_does_what_the_partnership_says() -> None:
    week = {**DEFAULT_WEEK, 6: Hours(time(10), time(14))}
    christmas = at(25, 11, month=12)
    assert not OfficeHours(week, BankHolidays.CLOSED).is_open(christmas)
    assert OfficeHours(week, BankHolidays.AS_SUNDAY).is_open(christmas)
    assert not OfficeHours(week, BankHolidays.AS_SUNDAY).is_open(at(25, 15, month=12))
    assert OfficeHours(week, BankHolidays.AS_USUAL).is_open(at(25, 15, month=12))


def test_the_next_opening_comes_after_the_weekend_and_the_holidays() -> None:
    assert USUAL.next_opening(at(20, 12)) == at(23, 8, 30)
    assert USUAL.next_opening(at(20, 6)) == at(20, 8, 30)
    # Friday 25 is Christmas Day, Boxing Day is kept on Monday 28
    assert USUAL.next_opening(at(24, 18, month=12)) == at(29, 8, 30, month=12)


def test_open_time_stands_still_at_night_and_over_the_weekend() -> None:
    assert USUAL.after_open_time(at(20, 15), timedelta(hours=6)) == at(23, 12, 30)
    assert USUAL.after_open_time(at(20, 15), timedelta(hours=2)) == at(20, 17)
    assert USUAL.after_open_time(at(21, 3), timedelta(hours=1)) == at(23, 9, 30)


def test_an_hour_is_an_hour_on_the_day_the_clocks_go_back() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON)  # summer time ends at 2am
    assert NIGHTS.after_open_time(before, timedelta(hours=3)) == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)


def test_a_partnership_that_never_opens_is_found_out() -> None:
    never = OfficeHours({})
    assert never.next_opening(at(20, 12)) is None
    assert never.after_open_time(at(20, 12), timedelta(hours=1)) is None


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),
    st.integers(min_value=1, max_value=40),
)
def test_open_time_ends_while_somebody_is_there_and_never_before_its_length(start: datetime, hours: int) -> None:
    length = timedelta(hours=hours)
    end = USUAL.after_open_time(start, length)
    assert end is not None
    assert end - start >= length
    assert USUAL.is_open(end - timedelta(microseconds=1))
    halves = USUAL.after_open_time(start, length / 2)
    assert halves is not None
    assert USUAL.after_open_time(halves, length / 2) == end


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (DEFAULT_WEEK, "Monday to Friday, 8:30am to 5pm"),
        ({}, "Closed"),
        ({day: Hours(time(9), time(12)) for day in range(7)}, "Every day, 9am to midday"),
        (
            {**DEFAULT_WEEK, 4: Hours(time(8, 30), time(16))},
            "Monday to Thursday, 8:30am to 5pm; Friday, 8:30am to 4pm",
        ),
        ({5: Hours(time(9), time(13)), 6: Hours(time(9), time(13))}, "Saturday and Sunday, 9am to 1pm"),
    ],
)
def test_a_week_reads_as_people_say_it(week: dict[int, Hours], words: str) -> None:
    assert in_words(week) == words

"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.ui.dates import (
    MONTHS,
    Bound,
    Trouble,
    in_words,
    read_date,
    read_time,
    require_between,
    require_bound,
    time_in_words,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
TODAY = date(2026, 11, 20)


@given(DAYS)
def test_every_real_date_is_read_back_by_number_and_by_name(day: date) -> None:
    assert read_date(str(day.day), str(day.month), str(day.year), label="Date") == day
    assert read_date(f" {day.day:02} ", MONTHS[day.month - 1].upper(), str(day.year), label="Date") == day
    assert read_date(str(day.day), MONTHS[day.month - 1][:3], str(day.year), label="Date") == day


@given(DAYS)
def test_a_date_in_words_has_no_padding_and_its_month_in_full(day: date) -> None:
    number, month, year = in_words(day).split()
    assert (int(number), month, int(year)) == (day.day, MONTHS[day.month - 1], day.year)
    assert not number.startswith("0")


def test_nothing_typed_is_no_date() -> None:
    assert read_date("", " ", "", label="Date") is None


@pytest.mark.parametrize(
    ("typed", "words", "parts"),
    [
        (("", "3", "2010"), "Date of birth must include a day", (0,)),
        (("31", "", "2010"), "Date of birth must include a month", (1,)),
        (("", "", "2010"), "Date of birth must include a day and month", (0, 1)),
        (("31", "2", "2010"), "Date of birth must be a real date", (0, 1, 2)),
        (("32", "13", "2010"), "Date of birth must be a real date", (0, 1)),
        (("1", "ju", "2010"), "Date of birth must be a real date", (1,)),
        (("1", "1", "10"), "Year must include 4 numbers", (2,)),
        (("1", "1", "20100"), "Year must include 4 numbers", (2,)),
        (("1", "1", "year"), "Date of birth must be a real date", (2,)),
        (("1", "1", "0001"), "Date of birth must be a real date", (2,)),
        (("\u0661", "1", "2010"), "Date of birth must be a real date", (0,)),
        (("1", "1", "\u00b2\u2070\u00b9\u2070"), "Date of birth must be a real date", (2,)),
    ],
)
def test_what_is_wrong_with_a_date_is_said_of_the_parts_in_question(
    typed: tuple[str, str, str], words: str, parts: tuple[int, ...]
) -> None:
    with pytest.raises(Trouble) as trouble:
        read_date(*typed, label="Date of birth")
    assert (trouble.value.message, trouble.value.parts) == (words, parts)


@given(st.text(max_size=6), st.text(max_size=12), st.text(max_size=6))
def test_whatever_is_typed_is_a_date_or_a_trouble_in_plain_words(day: str, month: str, year: str) -> None:
    trouble = trouble_with(day, month, year)
    if trouble:
        assert trouble.parts
        assert not {"please", "sorry", "invalid"} & set(trouble.message.lower().split())


def trouble_with(*typed: str) -> Trouble | None:
    try:
        read_date(*typed, label="Date")
    except Trouble as trouble:
        return trouble
    return None


@pytest.mark.parametrize(
    ("bound", "days", "is_refused"),
    [
        (Bound.PAST, 0, True),
        (Bound.PAST, -1, False),
        (Bound.TODAY_OR_PAST, 0, False),
        (Bound.TODAY_OR_PAST, 1, True),
        (Bound.TODAY_OR_FUTURE, 0, False),
        (Bound.TODAY_OR_FUTURE, -1, True),
        (Bound.FUTURE, 0, True),
        (Bound.FUTURE, 1, False),
        (Bound.ANY, -40_000, False),
    ],
)
def test_a_bound_is_kept_on_the_day_itself(bound: Bound, days: int, is_refused: bool) -> None:
    day = TODAY + timedelta(days=days)
    if not is_refused:
        require_bound(day, bound, today=TODAY, label="Date")
        return
    with pytest.raises(Trouble, match=f"Date must be {bound}"):
        require_bound(day, bound, today=TODAY, label="Date")


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2026, 11, 21), None, "Date must be the same as or after 21 November 2026"),
        (None, date(2026, 11, 19), "Date must be the same as or before 19 November 2026"),
        (date(2026, 1, 1), date(2026, 2, 1), "Date must be between 1 January 2026 and 1 February 2026"),
    ],
)
def test_a_range_says_its_ends(earliest: date | None, latest: date | None, words: str) -> None:
    with pytest.raises(Trouble) as trouble:
        require_between(TODAY, earliest=earliest, latest=latest, label="Date")
    assert trouble.value.message == words
    require_between(TODAY, earliest=TODAY, latest=TODAY, label="Date")


@given(st.times())
def test_every_time_is_read_back_from_its_own_words(moment: time) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0)
    assert read_time(time_in_words(to_the_minute), label="Time") == to_the_minute


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10:10pm", time(22, 10)),
        ("5pm", time(17)),
        ("5 p.m.", time(17)),
        ("12am", time(0)),
        ("12:30am", time(0, 30)),
        ("12pm", time(12)),
        ("17:30", time(17, 30)),
        ("1730", time(17, 30)),
        ("7.05", time(7, 5)),
        ("Midday", time(12)),
        ("midnight", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, expected: time) -> None:
    assert read_time(typed, label="Time") == expected


@pytest.mark.parametrize("typed", ["5", "25:00", "13pm", "0am", "10:60", "quarter past", "10:1", "\u0665pm"])
def test_an_unclear_time_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(Trouble, match="Time must be a time, like 10:10am or 5pm"):
        read_time(typed, label="Time")

"""Missing episodes: which times can be, how long they lasted, and what they set off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases import missing_rules as rules
from cse_portal.cases.missing_rules import LONDON, Span, Step

NOW = datetime(2026, 11, 22, 12, tzinfo=LONDON)
HOUR = timedelta(hours=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 1)).map(lambda one: one.replace(tzinfo=UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=9))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    began = draw(moments)
    return Span(began, began + draw(lengths) if draw(st.booleans()) else None)


@given(spans(), spans())
def test_two_meet_exactly_when_they_share_a_moment(one: Span, other: Span) -> None:
    far = datetime(2027, 1, 1, tzinfo=UTC)
    shared = max(one.began, other.began) < min(one.ended or far, other.ended or far)
    assert one.meets(other) == other.meets(one) == shared
    assert bool(rules.trouble_with(one, now=NOW, born_on=None, others=[other])) == shared


def test_one_that_ends_as_the_next_begins_does_not_overlap() -> None:
    first = Span(NOW - 9 * HOUR, NOW - 5 * HOUR)
    assert rules.trouble_with(Span(NOW - 5 * HOUR), now=NOW, born_on=None, others=[first]) == ""
    said = rules.trouble_with(Span(NOW - 6 * HOUR), now=NOW, born_on=None, others=[first])
    assert (
        said == "This overlaps another episode of the child: from 3am on 22 November 2026 to 7am on 22 November 2026."
    )


@pytest.mark.parametrize(
    ("span", "born_on", "words"),
    [
        (Span(NOW + HOUR), None, "This is in the future"),
        (Span(NOW - HOUR, NOW + HOUR), None, "This is in the future"),
        (Span(NOW - HOUR, NOW - HOUR), None, "The return must be after"),
        (Span(NOW - HOUR, NOW - 2 * HOUR), None, "The return must be after"),
        (Span(NOW - HOUR), date(2026, 11, 23), "This is before the child was born, on 23 November 2026"),
        (Span(NOW), date(2026, 11, 22), ""),
    ],
)
def test_times_that_cannot_be_are_refused_with_the_reason(span: Span, born_on: date | None, words: str) -> None:
    said = rules.trouble_with(span, now=NOW, born_on=born_on)
    assert said.startswith(words)
    assert bool(said) == bool(words)


@pytest.mark.parametrize(
    ("began", "ended", "words"),
    [
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 10, 8), "14 hours"),
        (datetime(2026, 10, 24, 18), datetime(2026, 10, 25, 8), "15 hours"),  # the clocks go back
        (datetime(2026, 3, 28, 18), datetime(2026, 3, 29, 8), "13 hours"),  # and forward
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 9, 18, 40), "40 minutes"),
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 9, 19, 59), "1 hour"),
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 11, 17), "47 hours"),
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 12, 20), "3 days 2 hours"),
        (datetime(2026, 11, 9, 18), datetime(2026, 11, 12, 18), "3 days"),
    ],
)
def test_lengths_are_real_hours(began: datetime, ended: datetime, words: str) -> None:
    assert rules.length(began.replace(tzinfo=LONDON), ended.replace(tzinfo=LONDON)) == words


@given(moments, lengths)
def test_the_interview_is_due_72_real_hours_after_the_return(returned: datetime, later: timedelta) -> None:
    due = rules.interview_due(returned.astimezone(LONDON), 72)
    assert due - returned == timedelta(hours=72)
    words = rules.interview_words(due, returned + later)
    assert words.endswith("left" if later < timedelta(hours=72) else "late")


def test_what_is_left_and_what_is_late_in_words() -> None:
    due = NOW + timedelta(hours=50, minutes=20)
    assert rules.interview_words(due, NOW) == "50 hours left"
    assert rules.interview_words(NOW + timedelta(minutes=59), NOW) == "Less than an hour left"
    assert rules.interview_words(NOW, NOW) == "Less than an hour late"
    assert rules.interview_words(NOW - timedelta(hours=3), NOW) == "3 hours late"
    assert rules.interview_words(NOW - timedelta(hours=1), NOW) == "1 hour late"


@pytest.mark.parametrize(
    ("steps", "settled"),
    [
        ([], False),
        ([Step.NOT_OFFERED, Step.WAITING], False),
        ([Step.DECLINED], False),
        ([Step.DECLINED, Step.DECLINED], True),
        ([Step.DECLINED, Step.DECLINED, Step.ACCEPTED], False),
        ([Step.NONE], True),
        ([Step.NONE, Step.ACCEPTED], False),
    ],
)
def test_it_stays_due_until_it_is_declined_twice_or_will_not_be(steps: list[Step], settled: bool) -> None:
    assert rules.is_interview_settled(steps) is settled


def test_ninety_days_count_with_the_day_itself() -> None:
    on = date(2026, 11, 22)
    days = [on, on - timedelta(days=89), on - timedelta(days=90), on + timedelta(days=1)]
    assert rules.counted(days, on=on, within=90) == 2


@given(st.lists(st.integers(0, 200), max_size=8), st.integers(0, 200))
def test_a_screening_is_asked_for_once_a_crossing(before: list[int], day: int) -> None:
    """With this episode there are three of them, and without it there were two."""
    first = date(2026, 1, 1)
    others, on = [first + timedelta(days=one) for one in before], first + timedelta(days=day)
    crosses = rules.crosses(on, others, times=3, within=90)
    assert crosses == (rules.counted([*others, on], on=on, within=90) == 3)


def test_every_choice_has_its_words() -> None:
    assert set(rules.KINDS) == set(rules.Kind)
    assert set(rules.RISKS) == set(rules.Risk)
    assert set(rules.RETURNS) == set(rules.Return)
    assert set(rules.STEPS) == set(Step)
    assert set(rules.ABOUTS) == set(rules.About)
    assert "".join(rules.INDICATORS) == "SAFEGUAlRD"
    assert rules.many_words(3, 90) == "Three times missing in 90 days"

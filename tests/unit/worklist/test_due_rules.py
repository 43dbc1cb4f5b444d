"""The table of the pathway, line by line, and the dates that it gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.office_hours import DEFAULT_WEEK, OfficeHours
from cse_portal.agencies.timescales import DEFAULTS, Timescale
from cse_portal.core.working_days import LONDON, add_months, is_working_day
from cse_portal.worklist.due_rules import TABLE, DueRule, due_for

OFFICE = OfficeHours(DEFAULT_WEEK)
FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("rule", "due_at"),
    [
        (DueRule.MASH_ACKNOWLEDGES, datetime(2026, 11, 20, 17, tzinfo=LONDON)),
        (DueRule.MASH_DECIDES, datetime(2026, 11, 23, 17, tzinfo=LONDON)),
        (DueRule.CHECK_RED, datetime(2026, 11, 20, 18, 30, tzinfo=LONDON)),  # red runs on past office hours
        (DueRule.CHECK_AMBER, datetime(2026, 11, 23, 14, 0, tzinfo=LONDON)),  # half an hour today, the rest on Monday
        (DueRule.FEEDBACK, datetime(2026, 11, 23, 17, tzinfo=LONDON)),
        (DueRule.STRATEGY_DISCUSSION, datetime(2026, 11, 25, 17, tzinfo=LONDON)),
        (DueRule.SINGLE_ASSESSMENT, datetime(2027, 1, 27, 17, tzinfo=LONDON)),
        (DueRule.COMPLEX_DISCUSSION, datetime(2026, 11, 21, 16, 30, tzinfo=LONDON)),
        (DueRule.COMPLEX_MEETING, datetime(2026, 11, 23, 16, 30, tzinfo=LONDON)),
        (DueRule.CONFERENCE, datetime(2026, 12, 11, 17, tzinfo=LONDON)),
        (DueRule.RETURN_INTERVIEW, datetime(2026, 11, 23, 16, 30, tzinfo=LONDON)),
        (DueRule.MISSING_NOW, datetime(2026, 11, 21, 16, 30, tzinfo=LONDON)),
        (DueRule.MISSING_LOOKED_AFTER, datetime(2026, 11, 20, 17, tzinfo=LONDON)),
        (DueRule.CRIME_REFERENCE, datetime(2026, 11, 27, 17, tzinfo=LONDON)),
        (DueRule.SAFETY_PLAN_REVIEW, datetime(2027, 2, 20, 17, tzinfo=LONDON)),
        (DueRule.ASSESSMENT_REVIEW, datetime(2027, 2, 20, 17, tzinfo=LONDON)),
        (DueRule.MEETING_RECORDED, datetime(2026, 12, 4, 17, tzinfo=LONDON)),
        (DueRule.EARLY_HELP, datetime(2026, 12, 4, 17, tzinfo=LONDON)),
        (DueRule.OUT_OF_BOROUGH_VISIT, datetime(2027, 1, 1, 17, tzinfo=LONDON)),
        (DueRule.DORMANT_CASE, datetime(2026, 12, 18, 17, tzinfo=LONDON)),
    ],
)
def test_the_date_is_counted_as_the_pathway_says(rule: DueRule, due_at: datetime) -> None:
    assert due_for(rule, FRIDAY, amounts=DEFAULTS, office=OFFICE) == due_at


def test_every_rule_has_a_line() -> None:
    assert set(TABLE) == set(DueRule)


def test_what_comes_on_a_saturday_is_acknowledged_on_monday() -> None:
    saturday = datetime(2026, 11, 21, 11, tzinfo=LONDON)
    due_at = due_for(DueRule.MASH_ACKNOWLEDGES, saturday, amounts=DEFAULTS, office=OFFICE)
    assert due_at == datetime(2026, 11, 23, 17, tzinfo=LONDON)


def test_a_date_that_is_given_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="its date is given"):
        due_for(DueRule.PANEL_ACTION, FRIDAY, amounts=DEFAULTS, office=OFFICE)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(-300, 300))
def test_months_keep_their_day_or_take_the_last(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(start=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_working_days_end_with_work_on_a_working_day(start: datetime) -> None:
    for rule, line in TABLE.items():
        if line.timescale in (Timescale.MASH_DECIDES, Timescale.FEEDBACK, Timescale.STRATEGY_DISCUSSION):
            here = due_for(rule, start, amounts=DEFAULTS, office=OFFICE).astimezone(LONDON)
            assert is_working_day(here.date())
            assert here.time() == time(17)

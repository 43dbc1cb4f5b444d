"""How long records are kept: never a day less than the rule says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations import retention
from cse_portal.operations.retention import AUDIT, BY_CODE, CHILD, SERVICE, Hold, Kept, add_years, problem_with

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1, 150)
CODES = st.sampled_from(sorted(BY_CODE))
LEAST = {code: one.years for code, one in BY_CODE.items()}


def test_child_is_kept_75_years_and_the_audit_trail_as_long() -> None:
    assert LEAST[CHILD] == 75
    assert LEAST[AUDIT] >= max(LEAST.values())


@given(DAYS, YEARS)
def test_years_never_end_a_day_early(day: date, years: int) -> None:
    end = add_years(day, years)
    assert end.year == day.year + years
    assert (end.month, end.day) >= (day.month, day.day)
    assert end - day >= timedelta(days=365 * years)


@given(DAYS, DAYS, YEARS)
def test_child_counts_from_the_later_of_closing_and_coming_of_age(closed: date, eighteen: date, years: int) -> None:
    due = retention.child_due_on(closed_on=closed, turns_18_on=eighteen, years=years)
    assert due == add_years(max(closed, eighteen), years)
    assert retention.child_due_on(closed_on=None, turns_18_on=eighteen, years=years) is None
    assert retention.child_due_on(closed_on=closed, turns_18_on=None, years=years) == add_years(closed, years)


@given(DAYS, YEARS, st.lists(DAYS))
def test_audit_outlives_every_record_it_speaks_of(day: date, years: int, records: list[date]) -> None:
    end = retention.audit_due_on(event_on=day, years=years, records_due_on=records)
    assert end >= add_years(day, years)
    assert all(end >= record for record in records)


@given(CODES, st.integers(-10, 400), st.dictionaries(CODES, st.integers(0, 100)))
def test_no_setting_is_below_the_least_or_lets_a_record_outlive_its_trail(
    code: str, years: int, longer: dict[str, int]
) -> None:
    in_force = {one: LEAST[one] + longer.get(one, 0) for one in LEAST}
    in_force[AUDIT] = max(in_force.values())
    if not problem_with(code, years, in_force):
        after = in_force | {code: years}
        assert after[code] >= LEAST[code]
        assert after[AUDIT] == max(after.values())


def test_words_say_what_to_do() -> None:
    assert "75 or more" in problem_with(CHILD, 10, LEAST)
    assert "Lengthen that first" in problem_with(CHILD, 80, LEAST)
    assert "80 or more" in problem_with(AUDIT, 76, LEAST | {CHILD: 80, AUDIT: 90})
    assert "200 or fewer" in problem_with(AUDIT, 750, LEAST)
    assert problem_with(SERVICE, 7, LEAST) == ""


@given(DAYS, DAYS, st.booleans())
def test_only_what_is_due_and_free_goes(due_on: date, on: date, held: bool) -> None:
    kept = retention.why_kept(due_on=due_on, on=on, held=held)
    assert (kept is None) == (due_on <= on and not held)
    assert retention.why_kept(due_on=None, on=on, held=held) is Kept.GONE


@pytest.mark.parametrize(
    ("hold", "covers"),
    [
        (Hold(), True),
        (Hold(class_code=CHILD), True),
        (Hold(class_code=SERVICE), False),
        (Hold(object_ref="K7MX"), True),
        (Hold(object_ref="OTHER"), False),
        (Hold(object_kind="cases.child", object_ref="K7MX"), True),
        (Hold(object_kind="cases.case", object_ref="K7MX"), False),
    ],
)
def test_hold_covers_what_it_names(hold: Hold, covers: bool) -> None:
    about = {"class_code": CHILD, "object_kind": "cases.child", "object_ref": "K7MX"}
    assert retention.is_held([hold], **about) is covers
    assert retention.is_held([], **about) is False


def test_source_of_an_unknown_class_is_refused() -> None:
    class Odd:
        object_kind, class_code, name = "odd", "no such class", "Odd"

    with pytest.raises(ValueError, match="no retention class"):
        retention.register_source(Odd())  # type: ignore[arg-type]

"""Who is told of an emergency, who reviews it, and by when."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.cases.emergencies import (
    IN_THEIR_PLACE,
    MAY_REVIEW,
    OF_THE_LEAD_AGENCY,
    OF_THE_PERSONS_AGENCY,
    REVIEWERS,
    WORDS,
    Why,
    review_due_on,
)
from cse_portal.core.working_days import is_working_day, working_days_between


def test_ten_working_days_as_a_fortnight_without_holidays() -> None:
    assert review_due_on(date(2026, 11, 9)) == date(2026, 11, 23)


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_a_review_falls_due_on_a_working_day(opened: date) -> None:
    due = review_due_on(opened)
    assert is_working_day(due)
    assert working_days_between(opened, due) == 10


def test_whoever_reviews_or_is_told_may_read_it() -> None:
    for role in {*REVIEWERS, IN_THEIR_PLACE, *OF_THE_LEAD_AGENCY, *OF_THE_PERSONS_AGENCY}:
        assert Permission.SEE_EMERGENCIES in MAY[role], role
    assert {*REVIEWERS, IN_THEIR_PLACE} == MAY_REVIEW


def test_only_roles_that_see_cases_by_name_open_one() -> None:
    """The grant is addressed to the person; a role that is not seen by name would get nothing from it."""
    for role in Role:
        if Permission.OPEN_IN_EMERGENCY in MAY[role]:
            assert Sight.NAMED in SEES[role], role


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Why)

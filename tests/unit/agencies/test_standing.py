"""How a person stands, whatever dates their posts have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.agencies.standing import Account, Post, Standing, of_person, of_post

TODAY = date(2026, 11, 21)
UNUSED = timedelta(days=60)
DAY = timedelta(days=1)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


def account(**changes: object) -> Account:
    return Account(**{"joined_on": TODAY - 300 * DAY, "signed_in_on": TODAY, **changes})  # type: ignore[arg-type]


def standing(post: Post, **changes: object) -> Standing:
    return of_post(post, account(**changes), on=TODAY, unused=UNUSED)


HERE = Post(starts_on=TODAY - 90 * DAY, ends_on=None)


@pytest.mark.parametrize(
    ("post", "said"),
    [
        (HERE, Standing.ACTIVE),
        (Post(TODAY, None), Standing.ACTIVE),
        (Post(TODAY + DAY, None), Standing.NOT_BEGUN),
        (Post(TODAY - DAY, TODAY), Standing.LEAVING),
        (Post(TODAY - DAY, TODAY + 30 * DAY), Standing.LEAVING),
        (Post(TODAY - DAY, TODAY + 31 * DAY), Standing.ACTIVE),
        (Post(TODAY - DAY, TODAY, is_stopped=True), Standing.ENDED),
        (Post(TODAY - 2 * DAY, TODAY - DAY), Standing.ENDED),
        (Post(TODAY + DAY, TODAY + DAY, is_stopped=True), Standing.ENDED),
        (Post(TODAY - DAY, None, is_suspended=True), Standing.SUSPENDED),
    ],
)
def test_a_post_stands_as_its_dates_say(post: Post, said: Standing) -> None:
    assert standing(post) == said


def test_an_account_locks_on_the_sixtieth_day_and_warns_a_fortnight_before() -> None:
    assert account(signed_in_on=TODAY).locks_on(UNUSED) == TODAY + UNUSED
    assert standing(HERE, signed_in_on=TODAY - 45 * DAY) == Standing.ACTIVE
    assert standing(HERE, signed_in_on=TODAY - 46 * DAY) == Standing.LOCKS_SOON
    assert standing(HERE, is_locked=True) == Standing.LOCKED


def test_whoever_never_signed_in_counts_from_joining_and_whoever_was_let_back_in_from_then() -> None:
    assert account(signed_in_on=None).last_use == TODAY - 300 * DAY
    assert account(signed_in_on=TODAY - 90 * DAY, let_back_in_on=TODAY - DAY).last_use == TODAY - DAY


def test_a_suspended_hat_beside_a_live_one_leaves_the_person_at_work() -> None:
    suspended = Post(HERE.starts_on, None, is_suspended=True)
    assert of_person([suspended, HERE], account(), on=TODAY, unused=UNUSED) == Standing.ACTIVE
    assert of_person([suspended], account(), on=TODAY, unused=UNUSED) == Standing.SUSPENDED


@given(starts=days, ends=st.none() | days, on=days, stopped=st.booleans(), suspended=st.booleans())
def test_nobody_is_live_before_the_first_day_after_the_last_or_while_suspended(
    starts: date, ends: date | None, on: date, stopped: bool, suspended: bool
) -> None:
    post = Post(starts, ends, is_stopped=stopped and ends is not None, is_suspended=suspended)
    if post.is_live(on):
        assert starts <= on
        assert ends is None or on <= ends
        assert not suspended
        assert not (stopped and on == ends)
    if not post.is_suspended and starts <= on and (ends is None or on < ends):
        assert post.is_live(on)

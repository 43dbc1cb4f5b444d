"""Notices and orders: on what one rests, how far it is, when somebody is reminded, and what of a list is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases.ages import years_old
from cse_portal.network import order_rules as rules
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.order_rules import Deed, OrderKind, Reminder, State

TODAY = date(2026, 11, 22)
births = st.dates(date(2000, 1, 1), date(2026, 1, 1))
days = st.dates(date(2015, 1, 1), date(2045, 1, 1))


@given(births, st.booleans(), days)
def test_a_warning_notice_rests_on_age_and_care(born_on: date, is_in_care: bool, on: date) -> None:
    age = max(years_old(born_on, on=on), 0)
    found = rules.cawn_for(born_on, is_in_care=is_in_care, on=on)
    assert (rules.UNDER_16 in found.bases) == (age < 16)
    assert (rules.IN_CARE in found.bases) == (is_in_care and age < 18)
    assert bool(found.refusal) != bool(found.bases)  # a reason exactly where there is no law


@given(births, st.booleans(), days)
def test_it_has_a_basis_exactly_up_to_its_last_day(born_on: date, is_in_care: bool, on: date) -> None:
    last = rules.cawn_holds_until(born_on, is_in_care=is_in_care)
    assert bool(rules.cawn_for(born_on, is_in_care=is_in_care, on=on).bases) == (on <= last)
    assert rules.cawn_for(born_on, is_in_care=is_in_care, on=last).bases
    assert not rules.cawn_for(born_on, is_in_care=is_in_care, on=last + timedelta(days=1)).bases


@pytest.mark.parametrize(
    ("age", "is_in_care", "words"),
    [
        (15, False, "Child Abduction Act 1984, s2"),
        (15, True, "Child Abduction Act 1984, s2; Children Act 1989, s49"),
        (16, True, "Children Act 1989, s49"),
        (17, True, "Children Act 1989, s49"),
        (16, False, ""),
        (17, False, ""),
        (18, True, ""),
    ],
)
def test_the_law_at_each_age(age: int, is_in_care: bool, words: str) -> None:
    assert rules.cawn_at(age, is_in_care=is_in_care).words == words


def test_without_a_law_there_is_the_reason_and_what_else_there_is() -> None:
    assert (
        "no legal basis for a young person of 16 or 17 who is not in care"
        in rules.cawn_at(16, is_in_care=False).refusal
    )
    assert "sexual risk order" in rules.cawn_at(17, is_in_care=False).refusal
    assert "18 or over" in rules.cawn_at(18, is_in_care=True).refusal


def test_every_kind_can_be_on_something_and_has_a_law_or_asks_for_one() -> None:
    assert set(rules.SORTS) == set(OrderKind)
    for kind, sort in rules.SORTS.items():
        assert sort.on, kind
        assert sort.title, kind
        assert sort.basis or kind is OrderKind.CAWN or kind in rules.NEEDS_BASIS
    assert {kind for kind in ItemKind if not rules.kinds_on(kind)} == {
        ItemKind.VEHICLE,
        ItemKind.PHONE,
        ItemKind.ONLINE,
    }
    assert OrderKind.CAWN not in rules.kinds_on(ItemKind.PLACE)
    assert OrderKind.HOTEL in rules.kinds_on(ItemKind.BUSINESS)


def test_the_table_of_states_is_total() -> None:
    assert set(rules.TRANSITIONS) == set(rules.STATES) == set(State)
    reached = {State.CONSIDERED} | {then for deeds in rules.TRANSITIONS.values() for then in deeds.values()}
    assert reached == set(State)
    assert {deed for deeds in rules.TRANSITIONS.values() for deed in deeds} == set(Deed)
    moves = {deed for state, deeds in rules.TRANSITIONS.items() for deed, then in deeds.items() if then != state}
    assert moves <= set(rules.STEPS)  # each move leaves a step


@given(st.lists(st.sampled_from(list(Deed)), max_size=12))
def test_nothing_is_served_after_it_was_refused_or_ended(deeds: list[Deed]) -> None:
    state, over = State.CONSIDERED, False
    for deed in deeds:
        if rules.allows(state, deed):
            state = rules.TRANSITIONS[state][deed]
            assert not (over and state is State.SERVED)
            over = over or state in (State.REFUSED, State.ENDED)


@given(st.integers(-400, 400))
def test_the_nearer_the_end_the_nearer_the_reminder(left: int) -> None:
    until = TODAY + timedelta(days=left)
    reminder = rules.reminder_for(until, on=TODAY)
    assert (reminder is None) == (left > 28)
    assert (reminder is Reminder.MONTH) == (7 < left <= 28)
    assert (reminder is Reminder.WEEK) == (0 < left <= 7)
    assert (reminder is Reminder.END) == (left <= 0)
    if reminder:
        due = rules.reminder_due(reminder, until, on=TODAY)
        assert due >= TODAY
        assert due <= max(until, TODAY)


@pytest.mark.parametrize(
    ("left", "words"),
    [(12, "Ends in 12 days"), (1, "Ends in 1 day"), (0, "Ends today"), (-1, "Came to its end 1 day ago")],
)
def test_the_end_in_words(left: int, words: str) -> None:
    assert rules.ends_in_words(TODAY + timedelta(days=left), on=TODAY) == words


def test_without_an_end_nobody_is_reminded() -> None:
    assert rules.reminder_for(None, on=TODAY) is None
    assert rules.ends_in_words(None, on=TODAY) == "No end is set"


texts = st.one_of(
    st.text("abeu-=", max_size=8), st.sampled_from([*OrderKind, *State, "yes", "-until", "until", "-kind", "--on"])
)


@given(st.dictionaries(st.sampled_from(["kind", "state", "ending", "sort", "page"]), texts))
def test_whatever_stands_in_the_address_is_read_or_left_out(asked: dict[str, str]) -> None:
    found = rules.wanted(asked)
    assert rules.wanted(found.shown) == found  # what is shown asks for the same again
    assert rules.ordering(found.sort)
    assert found.is_narrowed == bool(found.kind or found.state or found.is_ending)

"""What the list of cases is asked for: read and written in one way, and worded as the database is asked."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.cases import ages, listing
from cse_portal.cases.forms.listing import NarrowForm
from cse_portal.cases.list_queries import Choices
from cse_portal.cases.listing import Review, Wanted, Whose, conditions, in_order, read_sort
from cse_portal.cases.narrowing import CONDITIONS, FLAGS, ORDERS
from cse_portal.cases.workflow import TITLES

TODAY = date(2026, 11, 22)


def some_of(codes: object) -> st.SearchStrategy[tuple[str, ...]]:
    every = [str(code) for code in codes]  # type: ignore[attr-defined]
    return st.sets(st.sampled_from(every)).map(lambda chosen: in_order(chosen, every))


low_and_high = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted)
wanted = st.builds(
    lambda ages, has_low, has_high, **said: Wanted(
        age_from=ages[0] if has_low else None, age_to=ages[1] if has_high else None, **said
    ),
    ages=low_and_high,
    has_low=st.booleans(),
    has_high=st.booleans(),
    whose=st.sampled_from(Whose),
    scores=some_of(listing.SCORES),
    stages=some_of(TITLES),
    review=st.sampled_from(Review),
    worker=st.sampled_from(["", listing.NOBODY]),
    flags=some_of(listing.FLAGS),
    area=st.sampled_from(["", "W1A", "E17", "SW1"]),
    order=st.sampled_from(listing.ORDERS),
    is_reversed=st.booleans(),
    columns=some_of(listing.COLUMNS).filter(bool),
)


def read(query: str) -> Wanted:
    return NarrowForm(QueryDict(query), choices=Choices()).wanted


@given(wanted)
def test_an_address_says_what_is_wanted_and_nothing_else(one: Wanted) -> None:
    assert read(one.query) == one
    assert read(one.query).query == one.query


@given(wanted)
def test_what_is_wanted_is_the_same_after_work_was_put_off(one: Wanted) -> None:
    assert listing.restored(json.loads(json.dumps(listing.stored(one)))) == one


@given(wanted)
def test_every_condition_is_one_that_the_database_knows(one: Wanted) -> None:
    assert set(conditions(one, TODAY)) <= set(CONDITIONS)


@given(st.text(max_size=200))
def test_whatever_stands_in_the_address_a_list_comes_of_it(query: str) -> None:
    assert isinstance(read(query), Wanted)


@given(born=st.dates(date(1995, 1, 1), date(2030, 1, 1)), on=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_bounds_of_birth_are_those_of_the_age_in_years(born: date, on: date) -> None:
    for years in (0, 13, 15, 25):
        assert (born <= ages.years_before(on, years)) == (ages.years_old(born, on=on) >= years)


@pytest.mark.parametrize("said", ["", "odd", "--name", "name; drop table", "-"])
def test_an_odd_order_is_the_most_urgent_first(said: str) -> None:
    assert read_sort(said) == ("urgency", False)


def test_the_lists_of_page_and_database_agree() -> None:
    assert set(listing.FLAGS) == set(FLAGS)
    assert set(listing.ORDERS) == set(ORDERS)
    assert {one.order for one in listing.COLUMNS.values() if one.order} <= set(ORDERS)


def test_what_is_wrong_is_named_and_the_rest_stays() -> None:
    form = NarrowForm(QueryDict("score=3&area=LONDON&age_from=40&age_to=x"), choices=Choices())
    assert form.wanted == Wanted(scores=("3",))
    assert set(form.errors) == {"area", "age_from", "age_to"}

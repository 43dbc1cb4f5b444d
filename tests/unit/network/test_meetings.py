"""Which two cases are told that they meet, and what each side may know."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_portal.network.meetings import MOST_OF_ONE, Touch, may_be_told, meetings

TOUCH = st.builds(
    Touch,
    case=st.integers(1, 12),
    child=st.integers(1, 6),
    item=st.integers(1, 3),
    link=st.integers(1, 500),
    is_restricted=st.booleans(),
    is_covert=st.booleans(),
)
TOUCHES = st.lists(TOUCH, max_size=12)


def touch(case: int, *, link: int = 1, **more: bool) -> Touch:
    return Touch(case, case, 1, link, more.get("is_restricted", False), more.get("is_covert", False))


def test_two_open_cases_are_both_told() -> None:
    [met] = meetings([touch(1), touch(2, link=2)], [])
    assert (met.first.case, met.second.case) == (1, 2)
    assert met.first_is_told
    assert met.second_is_told


def test_of_a_restricted_case_nobody_outside_is_told() -> None:
    hidden, plain = touch(1, is_restricted=True), touch(2)
    assert may_be_told(hidden, of=plain)
    assert not may_be_told(plain, of=hidden)
    assert may_be_told(hidden, of=touch(3, is_restricted=True)), "or neither would ever learn of it"


def test_of_a_covert_link_and_a_restricted_case_the_covert_side_is_told_without_a_name() -> None:
    covert, hidden = touch(1, is_covert=True), touch(2, is_restricted=True)
    assert may_be_told(covert, of=hidden)
    assert not may_be_told(hidden, of=covert)


def test_of_what_is_covert_only_the_covert_side_is_told() -> None:
    covert, plain = touch(1, is_covert=True), touch(2)
    assert may_be_told(covert, of=plain)
    assert not may_be_told(plain, of=covert)


def test_a_place_of_many_tells_of_those_linked_last() -> None:
    many = [touch(number, link=number) for number in range(1, 40)]
    [newest] = [one for one in many if one.link == 39]
    found = list(meetings(many, []))
    met = [one for one in found if newest in (one.first, one.second)]
    assert len(met) == MOST_OF_ONE
    assert {one.first.case for one in met} == set(range(29, 39))
    assert len(found) <= len(many) * MOST_OF_ONE


@given(TOUCHES, TOUCHES)
def test_no_child_meets_themselves_and_no_pair_is_told_twice(own: list[Touch], others: list[Touch]) -> None:
    found = list(meetings(own, others))
    keys = [(one.first.case, one.second.case, one.first.item, one.second.item) for one in found]
    assert len(set(keys)) == len(keys)
    for one in found:
        assert one.first.case < one.second.case
        assert one.first.child != one.second.child
        assert one.first_is_told or one.second_is_told, "somebody is always told"

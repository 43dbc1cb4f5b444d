"""The borough's agencies and how they grow."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Role
from cse_portal.demo.borough import CHILDREN_TO_A_SCHOOL, agencies_for
from cse_portal.demo.cast import AGENCIES, CAST


def test_somebody_holds_every_role() -> None:
    held = {role for agency in agencies_for(0) for role, number in agency.people if number}
    assert held | {member.role for member in CAST} == set(Role)


@pytest.mark.parametrize("size", [0, 300, 10_000, 100_000, 1_000_000])
def test_no_two_agencies_share_a_name(size: int) -> None:
    names = [agency.name for agency in agencies_for(size)]
    assert len(set(names)) == len(names)


def test_a_larger_borough_has_more_agencies_and_keeps_the_smaller_ones() -> None:
    small, large = agencies_for(0), agencies_for(20 * CHILDREN_TO_A_SCHOOL)
    assert large[: len(small)] == small
    assert len(large) == len(small) + 20 + 20 + 5


def test_staffed_agencies_of_the_cast_keep_their_names() -> None:
    names = {agency.name for agency in agencies_for(0)}
    assert names & set(AGENCIES.values())

"""The way of a disposal list is total, and takes two people."""

from __future__ import annotations

from itertools import product

import pytest

from cse_portal.operations.disposal import (
    OPEN,
    OWNER_OF,
    TITLES,
    TRANSITIONS,
    ListStatus,
    NotAllowedNow,
    Owner,
    Step,
    after,
    require_second_person,
)


def test_every_status_has_an_owner_and_words() -> None:
    assert set(OWNER_OF) == set(TITLES) == set(ListStatus)
    assert {step for _, step in TRANSITIONS} == set(Step)


@pytest.mark.parametrize(("status", "step"), list(product(ListStatus, Step)))
def test_only_what_the_table_names_is_allowed(status: ListStatus, step: Step) -> None:
    if (status, step) in TRANSITIONS:
        assert after(status, step) == TRANSITIONS[status, step]
    else:
        with pytest.raises(NotAllowedNow):
            after(status, step)


def test_ended_lists_never_move_and_open_ones_can_end() -> None:
    for status in ListStatus:
        leaves = {to for (begin, _), to in TRANSITIONS.items() if begin is status}
        assert bool(leaves) == (OWNER_OF[status] is not Owner.NOBODY) == (status in OPEN)


def test_nothing_is_carried_out_but_after_review_and_approval() -> None:
    before = {begin for (begin, _), to in TRANSITIONS.items() if to is ListStatus.CARRIED_OUT}
    assert before == {ListStatus.APPROVED}
    assert {begin for (begin, _), to in TRANSITIONS.items() if to is ListStatus.APPROVED} == {ListStatus.REVIEWED}
    assert {begin for (begin, _), to in TRANSITIONS.items() if to is ListStatus.REVIEWED} == {ListStatus.DRAFTED}


def test_second_person_is_another_person() -> None:
    require_second_person(1, 2)
    with pytest.raises(NotAllowedNow):
        require_second_person(1, 1)

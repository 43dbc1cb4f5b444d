"""Every agency of the borough says what it is and can be reached; leaders and signers are of agencies that exist."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

import pytest

from cse_portal.agencies.agency_types import AgencyType
from cse_portal.demo import offices
from cse_portal.demo.agreed_rows import Signer, acceptance_rows, pledge_days, signature_rows, terms_rows
from cse_portal.demo.borough import agencies_for
from cse_portal.demo.cast import AGENCIES

ON = date(2026, 11, 21)
NAMES = {agency.name for agency in agencies_for(0)} | set(AGENCIES.values())


def test_every_named_agency_says_what_it_is() -> None:
    assert set(offices.KINDS) == NAMES
    assert set(offices.PARENTS) | set(offices.PARENTS.values()) | set(offices.ON_CALL) <= NAMES
    assert {name for _, name, _ in offices.LEADERS} | offices.NOT_SIGNED <= NAMES


def test_a_dozen_types_and_more_are_there() -> None:
    assert len(set(offices.KINDS.values())) > 30


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("North Tarnwick Academy", AgencyType.SCHOOL),
        ("Old Gullsferry Health Centre", AgencyType.GP),
        ("Children’s social care, North team 1", AgencyType.CSC_CHILD_PROTECTION),
    ],
)
def test_what_a_larger_borough_adds_has_its_kind(name: str, kind: AgencyType) -> None:
    assert offices.kind_of(name) == kind


def test_numbers_are_those_kept_for_drama() -> None:
    for number, name in enumerate(sorted(NAMES)):
        assert re.fullmatch(r"01632 960\d{3}", offices.reached(name, number).phone)
        assert re.fullmatch(r"[a-z-]+@larkmere\.example", offices.reached(name, number).email)
    assert re.fullmatch(r"01632 960\d{3}", offices.reached("X", 5_000).phone)


def test_agreements_lie_in_the_past_of_the_day() -> None:
    random, signers = Random(1), [Signer(1, 2, "Head"), Signer(3, 4, "Manager")]
    (first, begun), (second, begins) = pledge_days(ON)
    assert first < begun < second < ON < begins
    assert all(row.signed_at.date() < ON for row in signature_rows(9, signers, since=second, random=random))
    rows = list(terms_rows([(1, None), (3, 4)], text="Be careful.", random=random, on=ON))
    assert [(row.agency_id, row.published_by_id) for row in rows] == [(1, None), (3, 4)]
    assert all(row.published_at.date() < row.starts_on for row in rows)
    people = [(1, 2, ON), (1, 3, ON - timedelta(days=900))]
    assert all(row.accepted_at.date() < ON for row in acceptance_rows(people, random=random, on=ON))

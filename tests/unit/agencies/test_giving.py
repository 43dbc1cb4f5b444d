"""Who may give which role: nobody more than they answer for, and every role by somebody."""

from __future__ import annotations

import pytest

from cse_portal.agencies.giving import (
    MAY_GIVE,
    OF_AN_AGENCY,
    OF_THE_PARTNERSHIP,
    POINTS_OF_CONTACT,
    REACH,
    may_give,
    roles_to_give,
)
from cse_portal.agencies.roles import MAY, Permission, Role


def test_every_role_can_be_given_by_somebody() -> None:
    assert frozenset().union(*MAY_GIVE.values()) == frozenset(Role)


def test_whoever_keeps_people_reaches_somewhere_and_gives_something() -> None:
    keepers = {role for role in Role if Permission.MANAGE_PEOPLE in MAY[role]}
    assert keepers == set(REACH) == set(MAY_GIVE)


def test_roles_are_of_an_agency_or_of_the_partnership() -> None:
    assert frozenset(Role) == OF_AN_AGENCY | OF_THE_PARTNERSHIP
    assert not OF_AN_AGENCY & OF_THE_PARTNERSHIP


@pytest.mark.parametrize(
    ("giver", "role", "may"),
    [
        (Role.SPOC, Role.PRACTITIONER, True),
        (Role.SPOC, Role.SPOC, True),
        (Role.SPOC, Role.MASH_OFFICER, False),
        (Role.SPOC, Role.INFORMATION_GOVERNANCE_LEAD, False),
        (Role.SPOC, Role.POLICE_CSE_SPOC, False),
        (Role.POLICE_CSE_SPOC, Role.POLICE_CSE_SPOC, True),
        (Role.POLICE_CSE_SPOC, Role.SOCIAL_WORKER, False),
        (Role.LSCB_MANAGER, Role.SSPL, True),
        (Role.LSCB_MANAGER, Role.SPOC, True),
        (Role.LSCB_MANAGER, Role.PRACTITIONER, False),
        (Role.CSC_TEAM_MANAGER, Role.SOCIAL_WORKER, False),
        (Role.SYSTEM_ADMINISTRATOR, Role.PRACTITIONER, False),
    ],
)
def test_a_role_is_given_by_whoever_answers_for_it(giver: Role, role: Role, may: bool) -> None:
    assert may_give(frozenset({giver}), role) is may


def test_two_hats_give_what_either_gives() -> None:
    assert set(roles_to_give(frozenset({Role.SPOC, Role.LSCB_MANAGER}))) == set(Role)


def test_a_point_of_contact_keeps_one_agency_only() -> None:
    assert {Role.SPOC, Role.POLICE_CSE_SPOC} == POINTS_OF_CONTACT

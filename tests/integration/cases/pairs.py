"""Two records of one child, both with the social worker’s team, and what people do with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import COMPARE, compare_children, grant_to_person, open_case, record_fact
from cse_portal.cases.models import Case, Fact, LikelyPair
from cse_portal.core import wall
from tests.factories import TEST
from tests.integration.cases.conftest import joins

BORN = date(2011, 5, 4)
FIRST = {"given_names": "Maya", "family_name": "Canaryname", "born_on": BORN}
SECOND = {"given_names": "Mya", "family_name": "Canaryname", "born_on": BORN}


def case_of(agency: Agency, **about: Any) -> Case:
    return open_case(**about, lead_agency=agency, by=TEST)


def found_pair() -> LikelyPair:
    compare_children(by=COMPARE)
    with wall.as_system("test"):
        return LikelyPair.objects.select_related("first", "second").get()


def person_for(role: Role, agency: Agency, *cases: Case, name: str = "Amara Okonjo") -> User:
    """Named on these cases, so that nobody asks why they look."""
    hat = joins(agency, role, name)
    for case in cases:
        grant_to_person(case=case, membership=hat, by=TEST)
    return hat.user


def acting(person: User) -> Any:
    return access.acting_for(person)


def write(case: Case, fact: Fact, values: Any) -> Fact:
    with wall.as_system("test"):
        return record_fact(case=case, fact=fact, values=values, by=TEST)

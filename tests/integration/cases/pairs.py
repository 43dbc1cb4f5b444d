"""Two records of one child, both with the social worker’s team, and what people do with them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import (
    COMPARE,
    compare_children,
    confirm_merge,
    confirm_taking_apart,
    grant_to_person,
    open_case,
    propose_merge,
    propose_taking_apart,
    record_fact,
)
from cse_portal.cases.models import Address, Case, ChildName, Fact, Identifier, LikelyPair, MergeStep
from cse_portal.core import wall
from tests.factories import TEST

BORN = date(2011, 5, 4)
FIRST = {"given_names": "Maya", "family_name": "Canaryname", "born_on": BORN}
NHS = {"kind": "nhs", "value": "943 476 5919"}
OTHER_NHS = {"kind": "nhs", "value": "943 476 5870"}
HOME = {"kind": "home", "lines": "4 Canary Row"}
SECOND = {"given_names": "Mya", "family_name": "Canaryname", "born_on": BORN}


def joins(agency: Agency, role: Role, name: str = "Amara Okonjo") -> Membership:
    person = add_person(email=f"{role}.{uuid4().hex[:8]}@larkmere.example", name=name, by=TEST)
    return give_role(user=person, agency=agency, role=role, by=TEST)


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


def now(pair: LikelyPair) -> LikelyPair:
    with wall.as_system("test"):
        return LikelyPair.objects.select_related("first", "second", "kept").get(pk=pair.pk)


def proposed(pair: LikelyPair, by: User, closes: list[str], **values: str) -> LikelyPair:
    """The first goes on, and the second’s spelling of the name stays."""
    with acting(by):
        held = now(pair)
        said = {"given_names": "second", **values}
        propose_merge(
            pair=held, version=held.version, kept=held.first, values_from=said, closes=closes, why="Seen", by=by
        )
    return now(pair)


def two_records(agency: Agency) -> tuple[Case, Case]:
    """Of one child, each with a number, and the second with more beside it."""
    one, other = case_of(agency, **FIRST), case_of(agency, **SECOND)
    write(one, Identifier(), NHS)
    write(other, Identifier(), OTHER_NHS)
    write(other, Address(), HOME)
    write(other, ChildName(), {"kind": "nickname", "name": "Quillow"})
    return one, other


def merge_two(
    pair: LikelyPair, people: tuple[User, User], *, kept: str, closes: list[str], values_from: dict[str, str]
) -> None:
    """The first of them proposes, the second confirms."""
    with acting(people[0]):
        held = now(pair)
        child = {"first": held.first, "second": held.second}[kept]
        terms = {"values_from": values_from, "closes": closes, "why": "Seen"}
        propose_merge(pair=held, version=held.version, kept=child, by=people[0], **terms)
    _second(pair, people[1], confirm_merge)


def take_apart(pair: LikelyPair, people: tuple[User, User]) -> list[MergeStep]:
    with acting(people[0]):
        held = now(pair)
        propose_taking_apart(pair=held, version=held.version, why="Twins", by=people[0])
    return _second(pair, people[1], confirm_taking_apart)


def _second(pair: LikelyPair, person: User, deed: Any) -> Any:
    with acting(person):
        held = now(pair)
        return deed(pair=held, version=held.version, by=person)

"""Two cases of two workers who do not see each other's, and somebody who looks across both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import allocate_case, open_case
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.network import actions
from cse_portal.network.actions import LinkSaid, NewItem
from cse_portal.network.actions.writing import Grade
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import Item, Link
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins

Cast = dict[str, User]
GRADE = Grade("reliable", "direct", "may_be_shared", "", Handling.NETWORK)


def graded(mark: Handling = Handling.NETWORK) -> Grade:
    return Grade("reliable", "direct", "may_be_shared", "", mark)


def said(kind: LinkKind, grade: Grade = GRADE, **more: Any) -> LinkSaid:
    told = {"since": clock.today(), "until": None, "is_about": False, "words": "", "known_from": "Her mother"}
    return LinkSaid(kind=kind, grade=grade, **{**told, **more})


def phone(number: str = "07700 900418", label: str = "Phone of Dez") -> NewItem:
    return NewItem(ItemKind.PHONE, {"label": label, "number": number})


def person(label: str = "Dez", **more: Any) -> NewItem:
    return NewItem(ItemKind.PERSON, {"label": label, **more})


def linked(by: User, start: Any, kind: LinkKind, end: Any, grade: Grade = GRADE, **more: Any) -> Link:
    with access.acting_for(by):
        return actions.add_link(start=start, end=end, said=said(kind, grade, **more), by=by)


def also_at(item: Item, case: Case, by: User) -> None:
    """The same item around a case of somebody else: as after two records of it were made one."""
    said = {"agency": item.agency, "partnership": item.partnership, "recorded_by": by, **GRADE.values}
    with wall.as_system("set up a test"):
        Link.objects.create(kind="groomed_by", start_case=case, end_item=item, known_from="A friend", **said)


def case_for(worker: User, name: str = "Maya Canaryname") -> Case:
    given, _, family = name.rpartition(" ")
    made = open_case(
        given_names=given, family_name=family, born_on=date(2011, 5, 4), lead_agency=agency_of(worker), by=TEST
    )
    hat = Membership.objects.get(user=worker)
    allocate_case(case=made, worker=hat, version=made.version, is_told=False, by=TEST)
    return made


@pytest.fixture
def priya(cast: Cast) -> User:
    return cast["social_worker"]


@pytest.fixture
def jo(cast: Cast) -> User:
    """Of the same team; named on their own cases alone."""
    return joins(agency_of(cast["social_worker"]), Role.SOCIAL_WORKER, "Jo Tanner").user


@pytest.fixture
def analyst(cast: Cast) -> User:
    return joins(agency_of(cast["social_worker"]), Role.CSE_COORDINATOR, "Ruben Bakare").user


@pytest.fixture
def maya(priya: User) -> Case:
    return case_for(priya)


@pytest.fixture
def toby(jo: User) -> Case:
    return case_for(jo, "Toby Canaryson")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client

"""A case, made through the portal's own actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case, say_why
from cse_portal.cases.looking import Looking
from cse_portal.cases.models import Case
from tests.factories import TEST, agency_of

Cast = dict[str, User]
Browse = Callable[[str], Client]


@pytest.fixture
def case(cast: Cast) -> Case:
    """Led by the social worker's team; nobody is named on it yet."""
    return open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        known_as="Pip",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )


@pytest.fixture
def led(case: Case, cast: Cast) -> Case:
    """The same, with the social worker named on it; their manager has said why they look at it today."""
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    manager = cast["team_manager"]
    with access.acting_for(manager):
        say_why(case=case, choice=Looking.SUPERVISING, by=manager)
    return case


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """A browser in which somebody of the cast is signed in."""

    def one(key: str) -> Client:
        client = Client()
        client.force_login(cast[key])
        return client

    return one


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters leave at once, as they do while Redis is away."""
    monkeypatch.setattr("cse_portal.core.broker.hand_over", lambda task, *args: False)


def hat(user: User) -> Membership:
    return Membership.objects.get(user=user)


def joins(agency: Agency, role: Role, name: str = "Amara Okonjo") -> Membership:
    person = add_person(email=f"{role}.{uuid4().hex[:8]}@larkmere.example", name=name, by=TEST)
    return give_role(user=person, agency=agency, role=role, by=TEST)

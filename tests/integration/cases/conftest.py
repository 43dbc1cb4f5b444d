"""A case, made through the portal's own actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.actions import grant_to_person, open_case, say_why
from cse_portal.cases.looking import Looking
from cse_portal.cases.models import Case, LikelyPair
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of
from tests.integration.cases.pairs import joins, person_for, two_records

__all__ = ["joins"]
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


@pytest.fixture
def two(cast: Cast) -> tuple[Case, Case]:
    return two_records(agency_of(cast["social_worker"]))


@pytest.fixture
def officer(two: tuple[Case, Case], cast: Cast) -> User:
    """Proposes."""
    return person_for(Role.MASH_OFFICER, agency_of(cast["social_worker"]), *two)


@pytest.fixture
def manager(two: tuple[Case, Case], cast: Cast) -> User:
    """Confirms."""
    return person_for(Role.MASH_MANAGER, agency_of(cast["social_worker"]), *two, name="Bola Ashby")


@pytest.fixture
def pair(two: tuple[Case, Case]) -> LikelyPair:
    with wall.as_system("test"):
        first, second = two[0].child, two[1].child
        return LikelyPair.objects.create(first=first, second=second, whys=["form"], score=50, found_on=clock.today())

"""A Monday morning, and a school whose people somebody keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.actions import add_person, give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from tests.factories import TEST, agency_of

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
Cast = dict[str, User]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def school(clock: time_machine.Traveller, cast: Cast) -> Cast:
    """The cast, here since the spring and last seen today."""
    User.objects.update(created_at=MONDAY - timedelta(days=200), last_login=MONDAY)
    Membership.objects.update(starts_on=(MONDAY - timedelta(days=200)).date())
    return {key: User.objects.get(pk=user.pk) for key, user in cast.items()}


@pytest.fixture
def agency(school: Cast) -> Agency:
    return agency_of(school["school_spoc"])


@pytest.fixture
def spoc(client: Client, school: Cast) -> Client:
    """A browser in which the school's point of contact is signed in."""
    client.force_login(school["school_spoc"])
    return client


def joins(agency: Agency, name: str = "Tariq Wells", role: Role = Role.PRACTITIONER) -> Membership:
    email = f"{name.lower().replace(' ', '.')}.{uuid4().hex[:6]}@larkmere.example"
    person = add_person(email=email, name=name, by=TEST)
    User.objects.filter(pk=person.pk).update(created_at=MONDAY - timedelta(days=200), last_login=MONDAY)
    return give_role(
        user=User.objects.get(pk=person.pk),
        agency=agency,
        role=role,
        starts_on=(MONDAY - timedelta(days=200)).date(),
        by=TEST,
    )

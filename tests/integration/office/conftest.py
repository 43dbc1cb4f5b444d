"""A Monday morning, and browsers in which somebody is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.core import broker
from tests.factories import agency_of

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/London"))
Cast = dict[str, User]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "hand_over", lambda *args, **kwargs: None)


@pytest.fixture
def here(cast: Cast) -> Partnership:
    return Partnership.objects.get()


@pytest.fixture
def school(cast: Cast) -> Agency:
    return agency_of(cast["school_spoc"])


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def office(cast: Cast) -> Client:
    return signed_in(cast["lscb_manager"])


@pytest.fixture
def spoc(cast: Cast) -> Client:
    return signed_in(cast["school_spoc"])

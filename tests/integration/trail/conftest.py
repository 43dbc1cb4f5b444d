"""A case of the team's, and people who look at it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.actions import record_look
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import open_case
from cse_portal.cases.models import Case
from tests.factories import TEST, agency_of, in_post

Cast = dict[str, User]


@pytest.fixture(autouse=True)
def _reads_all(reads_all: None) -> None:
    """What the pages keep apart by themselves; the wall has tests of its own, in test_wall.py."""


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )


def looks(user: User, case: Case, kind: str = "case.looked_at", reason: str = "") -> AuditEvent:
    """As the page of a case records it."""
    with in_post(user):
        record_look(kind, about=case, reason=reason, by=user)
    return AuditEvent.objects.latest("pk")


def hat(user: User) -> Membership:
    return Membership.objects.get(user=user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posts_search(client: Client, **typed: object) -> object:
    return client.post("/trail/", {"why": "A complaint was made", **typed})


def as_person(user: User) -> object:
    return access.acting_for(user)

"""Whoever keeps the people of two agencies keeps those of the one they act for now."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Role
from tests.factories import TEST, agency_of
from tests.integration.people.conftest import Cast, joins


@pytest.fixture
def other(school: Cast) -> Agency:
    return agency_of(school["outsider"])


@pytest.fixture
def second(school: Cast, other: Agency) -> Membership:
    return give_role(user=school["school_spoc"], agency=other, role=Role.SPOC, by=TEST)


def status(client: Client, agency: Agency) -> int:
    return client.get(reverse("people:agency", args=[agency.ref])).status_code


def test_the_other_agency_is_not_there_until_one_acts_for_it(
    spoc: Client, school: Cast, agency: Agency, other: Agency, second: Membership
) -> None:
    there, here = joins(other), joins(agency)
    assert (status(spoc, agency), status(spoc, other)) == (200, 404)
    assert spoc.get(reverse("people:person", args=[there.ref])).status_code == 404
    assert spoc.post(reverse("account_hat"), {"hat": second.ref}).status_code == 302
    assert (status(spoc, agency), status(spoc, other)) == (404, 200)
    assert spoc.get(reverse("people:person", args=[here.ref])).status_code == 404
    assert spoc.get(reverse("people:person", args=[there.ref])).status_code == 200

"""A case, made through the portal's own actions."""

from __future__ import annotations

from datetime import date

import pytest

from cse_portal.agencies.models import Membership, User
from cse_portal.cases.actions import open_case
from cse_portal.cases.models import Case
from tests.factories import TEST, agency_of

Cast = dict[str, User]


@pytest.fixture
def case(cast: Cast) -> Case:
    """Led by the social worker's team; nobody is named on it yet."""
    return open_case(
        given_names="Maya Rose",
        family_name="Canaryname",
        born_on=date(2011, 5, 4),
        lead_agency=agency_of(cast["social_worker"]),
        by=TEST,
    )


def hat(user: User) -> Membership:
    return Membership.objects.get(user=user)

"""What tests about disposal begin from: a shelf of records and the two leads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cse_portal.agencies.models import User
from cse_portal.operations import retention
from tests.integration.operations.shelf import Shelf, years_ago


@pytest.fixture
def shelf(db: None) -> Iterator[Shelf]:
    found = Shelf({"OLD-1": years_ago(7), "OLD-2": years_ago(8), "YOUNG": years_ago(2)})
    retention.register_source(found)
    yield found
    retention.forget_source(found.object_kind)


@pytest.fixture
def lead(cast: dict[str, User]) -> User:
    return cast["governance_lead"]


@pytest.fixture
def second(cast: dict[str, User]) -> User:
    return cast["second_governance_lead"]

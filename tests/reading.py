"""Looking at everybody's work and at the whole trail, which only the portal itself may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from django.db.models import Model, QuerySet

from cse_portal.core import wall

Row = TypeVar("Row", bound=Model)
LOOKS = "look at work and the trail in a test"


@pytest.fixture
def reads_all() -> Iterator[None]:
    """A test's own reading meets every row; each request states its person all the same."""
    with wall.as_system(LOOKS):
        yield


def all_of(rows: QuerySet[Row]) -> list[Row]:
    with wall.as_system(LOOKS):
        return list(rows)


def one_of(rows: QuerySet[Row]) -> Row:
    with wall.as_system(LOOKS):
        return rows.get()


def count_of(rows: QuerySet[Row]) -> int:
    with wall.as_system(LOOKS):
        return rows.count()

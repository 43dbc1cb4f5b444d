"""Looking at what lies on everybody's desk, which only the portal itself may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest

from cse_portal.core import wall
from cse_portal.core.models import Record

Kept = TypeVar("Kept", bound=Record)
LOOKS = "look at desks in a test"


@pytest.fixture
def all_desks() -> Iterator[None]:
    """A test's own reading sees drafts and files of everybody; each request states its person all the same."""
    with wall.as_system(LOOKS):
        yield


def one(model: type[Kept], **which: Any) -> Kept:
    with wall.as_system(LOOKS):
        return model._default_manager.get(**which)


def again(kept: Record) -> None:
    with wall.as_system(LOOKS):
        kept.refresh_from_db()

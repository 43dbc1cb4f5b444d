"""The trail itself is looked at whole; who meets which of its lines has tests of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _reads_all(reads_all: None) -> None:
    """In the portal’s own name."""

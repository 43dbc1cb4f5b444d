"""The named cast, each made through the portal's own actions."""

from __future__ import annotations

import pytest

from cse_portal.agencies.models import User
from cse_portal.demo.actions import seed_cast
from cse_portal.demo.cast import PASSWORD


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """Everyone by their key: cast["social_worker"], cast["outsider"] …"""
    return seed_cast()


@pytest.fixture
def password() -> str:
    return PASSWORD

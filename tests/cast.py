"""The named cast, each made through the portal's own actions."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from cse_portal.agencies.models import User
from cse_portal.demo.actions import seed_cast
from cse_portal.demo.cast import PASSWORD

# The same hashing at a hundredth of the cost: twelve people are made for every test that wants the cast.
Argon2PasswordHasher.time_cost = 1
Argon2PasswordHasher.memory_cost = 1024


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """Everyone by their key: cast["social_worker"], cast["outsider"] …"""
    return seed_cast()


@pytest.fixture
def password() -> str:
    return PASSWORD

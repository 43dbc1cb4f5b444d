"""Fixtures that every level of tests shares."""

from tests.cast import cast, password

__all__ = ["cast", "password"]

"""Fixtures that every level of tests shares."""

from tests.cast import cast, password
from tests.plugins.wall import django_db_modify_db_settings, django_db_setup

__all__ = ["cast", "django_db_modify_db_settings", "django_db_setup", "password"]

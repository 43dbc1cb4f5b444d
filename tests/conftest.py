"""Fixtures that every level of tests shares."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import cast, password

__all__ = ["cast", "password"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A server's thread may still hold a connection when the database is to go: it is ended first."""
    yield
    others = "datname = current_database() and pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}")

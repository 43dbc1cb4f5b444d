"""The tests' database is made by its owner and used by the role that owns nothing, as in production."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.plugins.template import let_others_go_on

KEPT = {"django_content_type", "auth_permission", "django_migrations"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    from django.db import connection

    from cse_portal.core.wall import AS_OWNER

    connection.settings_dict[AS_OWNER] = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    from django.db import connection
    from django.test import TransactionTestCase

    from cse_portal.core import clock, wall

    let_others_go_on()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict[wall.AS_OWNER] = False
        wall.told_instant[:] = [lambda: clock.now().isoformat() if time_machine.escape_hatch.is_travelling() else ""]
        TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]
    yield
    # A server's thread may still hold a connection when the database is to go: it is ended first.
    with django_db_blocker.unblock():
        wall.told_instant.clear()
        connection.close()
        connection.settings_dict[wall.AS_OWNER] = True
        with connection.cursor() as cursor:
            others = "datname = current_database() and pid <> pg_backend_pid()"
            cursor.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}")


@contextmanager
def the_owner() -> Iterator[None]:
    """What the app may not even try, tried as the owner of the tables; inside one transaction."""
    from django.db import connection

    from cse_portal.core import wall

    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        yield
        if not connection.needs_rollback:
            wall.state(connection)


def emptied(case: Any = None) -> None:
    """After a test that committed: every table but what migrations filled, past triggers that refuse it."""
    from django.db import connection

    from cse_portal.core import wall

    with wall.stated(wall.NOBODY), connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = ", ".join(f'"{name}"' for (name,) in cursor.fetchall() if name not in KEPT)
        cursor.execute("set session_replication_role = replica")
        cursor.execute(f"truncate {tables} restart identity cascade")
        cursor.execute("set session_replication_role = origin")
        cursor.execute("reset role")

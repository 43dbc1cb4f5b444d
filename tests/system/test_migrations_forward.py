"""Migrations run from nothing to today, back to nothing, and from the schema of the last release to today.

The last release's schema is the file `tests/system/last_release.sql`, written by `pg_dump --schema-only`
when a release is made; until the first one there is nothing to come from.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from cse_portal.env_values import postgres
from tests.architecture.source import ROOT

pytestmark = pytest.mark.system
LAST_RELEASE = Path(__file__).with_name("last_release.sql")
SCRATCH = f"migrations_{os.getpid()}"
LEFT = "select tablename from pg_tables where schemaname = 'public'"

Manage = Callable[..., str]


def connect(name: str) -> connection:
    place = postgres(os.environ["DATABASE_URL"])
    opened = psycopg2.connect(
        dbname=name, user=place["USER"], password=place["PASSWORD"], host=place["HOST"], port=place["PORT"] or None
    )
    opened.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return opened


def ask(database: str, question: str) -> list[tuple[object, ...]]:
    with closing(connect(database)) as opened, opened.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


@pytest.fixture
def database() -> Iterator[str]:
    with closing(connect("postgres")) as opened, opened.cursor() as cursor:
        cursor.execute(f'create database "{SCRATCH}"')
        yield SCRATCH
        cursor.execute(f'drop database "{SCRATCH}" with (force)')


@pytest.fixture
def manage(database: str) -> Manage:
    own = os.environ["DATABASE_URL"]
    name = postgres(own)["NAME"]
    address = own.replace(f"/{name}", f"/{database}", 1)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": address, "PORTAL_ENV": "development"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


# In one plan, since working out the states of all models costs more than the steps themselves.
ALL_TO_ZERO = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from cse_portal.core import wall
from cse_portal.core.quick_states import migrated_quickly
with wall.as_owner(), migrated_quickly():
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None) for app in sorted(executor.loader.migrated_apps)])
"""


def test_from_nothing_to_today_and_back(database: str, manage: Manage) -> None:
    manage("migrate", "--verbosity", "0")
    manage("migrate", "--check")
    manage("shell", "--verbosity", "0", "--command", ALL_TO_ZERO)
    assert ask(database, LEFT) == [("django_migrations",)]


if LAST_RELEASE.exists():  # a test that can never run is not collected, so that no skip hides another

    def test_from_the_last_release_to_today(database: str, manage: Manage) -> None:
        with closing(connect(database)) as opened, opened.cursor() as cursor:
            cursor.execute(LAST_RELEASE.read_text())
        manage("migrate", "--verbosity", "0")
        manage("migrate", "--check")

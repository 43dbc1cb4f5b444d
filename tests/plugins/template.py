"""The tests’ database, migrated once for each state of the migrations and kept: every process starts from it.

Whatever is not a migration (policies, functions, roles) is brought up to date each time, as after every migrate.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest
from house.places import ROOT, SHARED_AND_LASTING, private_folder
from house.postgres import wheel_binaries
from pytest_django import DjangoDbBlocker

OURS = "PORTAL_TESTS_OWN_POSTGRES"  # set where this run started the server: its tools fit it
APPS = ("cse_portal", "screening", "referrals", "mase", "reporting")
MOST_KEPT = 6


def folder() -> Path:
    return private_folder(SHARED_AND_LASTING / f"cse-portal-tests-{os.geteuid()}", (os.geteuid(),))


def key() -> str:
    """The same only while every migration is, and whoever runs them."""
    found = hashlib.sha256("".join(version(one) for one in ("Django", "django-guardian", "django-pghistory")).encode())
    for app in APPS:
        for path in sorted((ROOT / app).rglob("migrations/*.py")):
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
        for path in sorted([*(ROOT / app).rglob("wall.py"), *(ROOT / app).rglob("*policies.py")]):
            found.update(path.read_bytes())
    for name in ("settings", "core/hardening", "audit/models/history"):
        found.update((ROOT / f"cse_portal/{name}.py").read_bytes())
    return found.hexdigest()[:24]


@contextmanager
def one_at_a_time(name: str) -> Iterator[Path]:
    """Whoever comes second finds what the first has made."""
    place = folder() / f"{name}.dump"
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place


def _tool(name: str, *arguments: str) -> bool:
    done = subprocess.run([wheel_binaries() / name, *arguments], check=False, capture_output=True, text=True)
    return done.returncode == 0


def address(name: str) -> str:
    base, _, query = os.environ["DATABASE_URL"].partition("?")
    return f"{base.rpartition('/')[0]}/{name}?{query}"


def restore(place: Path, name: str) -> bool:
    """A database of this name from what was kept; what cannot be read is made anew."""
    from django.db import connection

    from cse_portal.core.hardening import make_roles

    with connection.cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}"')
        cursor.execute(f'create database "{name}"')
    make_roles()
    connection.close()
    if _tool("pg_restore", "--exit-on-error", "--dbname", address(name), str(place)):
        os.utime(place)
        return True
    with connection.cursor() as cursor:
        cursor.execute(f'drop database "{name}"')
    connection.close()
    place.unlink(missing_ok=True)
    return False


def keep(place: Path, name: str) -> None:
    draft = place.with_suffix(".new")
    if _tool("pg_dump", "--format", "custom", "--compress", "0", "--file", str(draft), address(name)):
        draft.rename(place)
    old = sorted(folder().glob("*.dump"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in old[MOST_KEPT:]:
        one.unlink(missing_ok=True)


@contextmanager
def ready(name: str) -> Iterator[bool]:
    """Whether the database of this name stands; if not, whoever makes it meanwhile leaves it for the others."""
    with one_at_a_time(key()) as place:
        if place.exists() and restore(place, name):
            yield True
        else:
            yield False
            keep(place, name)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[bool]:
    """Whether the database stands already when Django asks for one."""
    if os.environ.get(OURS) != "yes":
        yield False
        return
    from django.db import connection

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stands = stack.enter_context(ready(str(connection.creation._get_test_db_name())))
        waiting.append(stack.pop_all())
        if stands:
            let_others_go_on()
        yield stands


waiting: list[ExitStack] = []


def let_others_go_on() -> None:
    """The database is made: it is kept for others, and nobody waits for it any longer."""
    while waiting:
        waiting.pop().close()

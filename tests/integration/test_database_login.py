"""The web's database login stands behind the wall: production refuses one that could step over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from cse_portal.core import hardening, wall
from cse_portal.core.database import login

pytestmark = pytest.mark.django_db
PLAIN = "create role {name} login nosuperuser nocreatedb nocreaterole nobypassrls"


@pytest.fixture
def cursor() -> Iterator[Any]:
    """As an administrator, for the length of a transaction; the driver's own."""
    with transaction.atomic():
        with connection.connection.cursor() as own:
            own.execute("set local role none")
            yield own
        transaction.set_rollback(True)


def signed_in(cursor: Any, *made: str, name: str = "test_web") -> list[str]:
    """What is said of a login that was made so; the transaction takes it away again."""
    for statement in (PLAIN, *made):
        cursor.execute(statement.format(name=name))
    cursor.execute(f"set local session authorization {name}")
    found = login.faults(cursor)
    cursor.execute("reset session authorization")
    return found


def lent(cursor: Any) -> None:
    hardening.lend_roles(cursor, "test_web")


def test_a_login_that_was_lent_the_roles_is_plain(cursor: Any) -> None:
    cursor.execute(PLAIN.format(name="test_web"))
    lent(cursor)
    cursor.execute("set local session authorization test_web")
    assert login.faults(cursor) == []
    cursor.execute("set local role portal_app; select count(*) from cases_case; set local role portal_system")
    cursor.execute("reset session authorization")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (("alter role {name} superuser",), "is a superuser"),
        (("alter role {name} bypassrls",), "may bypass row-level security"),
        (("grant create on schema public to {name}", "alter table cases_entry owner to {name}"), "owns tables"),
        (
            (
                "create role test_owners",
                "grant create on schema public to test_owners",
                "alter table cases_entry owner to test_owners",
                "grant test_owners to {name}",
            ),
            "owns tables",
        ),
        (("grant portal_system to {name} with inherit true",), "holds portal_system all the time"),
    ],
)
def test_a_login_that_could_step_over_the_wall_is_named(cursor: Any, made: tuple[str, ...], words: str) -> None:
    (found,) = signed_in(cursor, *made)
    assert found.startswith(f"The database login test_web {words}")


def connect_anew() -> Any:
    other = connection.copy()
    try:
        other.connect()
    finally:
        other.close()


def test_production_does_not_work_through_a_mighty_login(settings: Settings) -> None:
    """The tests' own login is the embedded server's superuser."""
    connect_anew()
    settings.PLAIN_DATABASE_LOGIN = True
    with pytest.raises(login.MightyLogin, match="is a superuser"):
        connect_anew()


def test_the_owners_own_connection_may_be_mighty(settings: Settings) -> None:
    settings.PLAIN_DATABASE_LOGIN = True
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, wall.AS_OWNER: True}
    other.connect()
    other.close()


def test_readiness_says_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise login.MightyLogin("The database login portal owns tables, or belongs to a role that does")

    monkeypatch.setattr("cse_portal.operations.health.audit_trouble", refuse)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "owns tables" in answer.content.decode()

"""The audit trail in tests: it can be emptied between them, and refusals stay inside a test's own transaction.

Emptying: a test that commits ends with TRUNCATE, which the trail refuses to everybody. Here, as nowhere else, the
triggers are put aside for that one statement.

Refusals: `record_refusal` leaves its line to whatever stands outside the transaction: in a request the middleware,
in a job the task. Where nothing does (an action called directly) it would commit through a second connection, and the
line would outlive the test. So each test stands outside itself: `refusals.write()` writes what has been refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def triggers_put_aside() -> Iterator[None]:
    """As a superuser could, in nobody's name; nothing of the portal's own may."""
    from django.db import connection

    from cse_portal.core import wall

    with wall.stated(wall.NOBODY):
        with connection.cursor() as cursor:
            cursor.execute("set role none; set session_replication_role = replica")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset session_replication_role; reset role")


def written_at(instant: str, kind: str) -> None:
    """Events of a kind whose words begin so, as if from that instant: the trail takes its time from the database."""
    from django.db import connection

    with triggers_put_aside(), connection.cursor() as cursor:
        cursor.execute("update audit_auditevent set at = %s where kind like %s", [instant, f"{kind}%"])


class Refusals:
    """What actions called directly have refused so far in this test."""

    def __init__(self, lines: list[Any]) -> None:
        self.lines = lines

    def write(self) -> None:
        from cse_portal.audit.refusals import write

        write(self.lines)


@pytest.fixture(autouse=True)
def refusals() -> Iterator[Refusals]:
    from cse_portal.audit.refusals import refusals_kept

    with refusals_kept() as lines:
        yield Refusals(lines)
        lines.clear()


@pytest.fixture
def seal_now(db: None) -> Callable[[], None]:
    """As a commit would: the seals of what was recorded so far, inside the test's transaction."""

    def seal() -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; set constraints all deferred")

    return seal

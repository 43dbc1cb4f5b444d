"""Sends the reading of reports to a replica, so that a year's figures never slow down a person's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

REPLICA = "replica"
REPORTS = "reporting"
_reading: ContextVar[bool] = ContextVar("reading_reports", default=False)


@contextmanager
def reading_reports() -> Iterator[None]:
    """Whatever is read inside may be some seconds old; nothing that is about to be changed belongs here."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def is_reading_reports() -> bool:
    return _reading.get()


class ReportsReadReplica:
    """Reads of reports go to the replica; every write, and every read beside a write, to the main database."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        if not is_reading_reports() and model._meta.app_label != REPORTS:
            return None
        # Inside a transaction one may have just written, and the replica does not know it yet.
        if transaction.get_connection(DEFAULT_DB_ALIAS).in_atomic_block:
            return DEFAULT_DB_ALIAS
        return REPLICA

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Both databases hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """The replica gets its tables as it gets its rows."""
        return False if db == REPLICA else None

"""One line into the audit trail, naming only the columns that the portal's own role may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from cse_portal.audit.wall import CONTENT_COLUMNS

Line = Mapping[str, Any]

# The time, the transaction and the seal are the database's to say: not even a default may be named for them.
INSERT = (
    f"insert into audit_auditevent ({', '.join(CONTENT_COLUMNS)}) "  # noqa: S608 - names of our own columns
    f"values ({', '.join(f'%({name})s' for name in CONTENT_COLUMNS)})"
)


def insert(connection: BaseDatabaseWrapper, line: Line) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, line)

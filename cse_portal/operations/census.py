"""Counts every table and digests the audit trail, so that a copy of a database can be proved whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql

# Each with what puts its rows into one order.
AUDIT_TABLES = {
    "public.audit_auditevent": "id",
    "public.audit_auditseal": "event_id",
    "public.audit_audithead": 'chain collate "C"',
    "public.audit_auditanchor": "number",
}
TABLES = """
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
    order by 1, 2
"""
STEADY = "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local extra_float_digits = 1"


@dataclass(frozen=True)
class Census:
    """What a database held at one instant."""

    rows: dict[str, int]
    audit_digests: dict[str, str]
    migrations: list[list[str]]


class _Digest:
    """A file to psycopg2, a running digest to us: the trail is never in memory as a whole."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        return len(data)


def tables(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(TABLES)
    return list(cursor.fetchall())


def take(cursor: Any) -> Census:
    """Call it inside a repeatable-read transaction, so that all of it speaks of one instant."""
    cursor.execute(STEADY)
    rows = {f"{schema}.{name}": _count(cursor, schema, name) for schema, name in tables(cursor)}
    digests = {name: _digest(cursor, name, order) for name, order in AUDIT_TABLES.items() if name in rows}
    return Census(rows, digests, _migrations(cursor) if "public.django_migrations" in rows else [])


def differences(expected: Census, found: Census) -> list[str]:
    """One sentence for each table that is not as it should be; none when the copy is whole."""
    said = []
    for name in sorted(expected.rows.keys() | found.rows.keys()):
        wanted, there = expected.rows.get(name), found.rows.get(name)
        if wanted != there:
            said.append(f"{name} should have {_rows(wanted)} and has {_rows(there)}.")
    for name, digest in expected.audit_digests.items():
        if found.audit_digests.get(name) != digest:
            said.append(f"The audit trail in {name} is not the one that was backed up.")
    if sorted(expected.migrations) != sorted(found.migrations):
        said.append("The list of migrations is not the one that was backed up.")
    return said


def _rows(number: int | None) -> str:
    return "no such table" if number is None else f"{number:,} rows"


def _count(cursor: Any, schema: str, name: str) -> int:
    cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name)))
    return int(cursor.fetchone()[0])


def _digest(cursor: Any, name: str, order: str) -> str:
    digest = _Digest()
    table = sql.Identifier(*name.split("."))
    query = sql.SQL("copy (select * from {} order by {}) to stdout").format(table, sql.SQL(order))
    cursor.copy_expert(query, digest)
    return digest.sha256.hexdigest()


def _migrations(cursor: Any) -> list[list[str]]:
    cursor.execute("select app, name from django_migrations order by app, name")
    return [list(row) for row in cursor.fetchall()]

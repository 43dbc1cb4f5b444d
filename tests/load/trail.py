"""Writes audit events inside the server, so that nothing of a client's is measured with them."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg2

from tests.load.rows import PLAIN

CASES = 200  # chains of cases that the writers take at random
ENOUGH = 30_000  # entries from which on reading them takes long enough to be measured

# An event's own columns and indexes, and nothing else of what makes it an audit event.
PLAIN_TABLE = f"create table if not exists {PLAIN} (like audit_auditevent including all)"
EVENT = """
    insert into {table} (sort, kind, actor_kind, actor_id, actor_ref, hat_role, hat_agency, purpose, object_kind,
        object_ref, case_ref, detail, reason, request_id, ip, session_ref)
    select 'look', 'case.looked_at', 'person', 7, 'BENCHPERSON', 'worker', 'Larkmere Borough Council', '',
        'cases.case', 'BENCH' || n, 'BENCH' || n, '{{"page": "record"}}', '', gen_random_uuid()::text, '203.0.113.5',
        repeat('a', 32)
    from (select floor(random() * {cases})::int as n, i from generate_series(1, {number}) i) found
"""
# One transaction an event: committed inside, since a round trip would cost more than what is measured.
WRITES = """
    do $$ begin
      for turn in 1..{number} loop
        {event};
        commit;
      end loop;
    end $$
"""


def plain_table(words: dict[str, Any]) -> None:
    with closing(psycopg2.connect(**words)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(PLAIN_TABLE)


def events_written(connection: Any, table: str, number: int) -> None:
    event = EVENT.format(table=table, cases=CASES, number=1)
    with connection.cursor() as cursor:
        cursor.execute(WRITES.format(event=event, number=number))


def enough(words: dict[str, Any]) -> None:
    """So many entries that both ways of reading them take a while."""
    with closing(psycopg2.connect(**words)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_auditevent")
        lacking = ENOUGH - cursor.fetchone()[0]
        if lacking > 0:
            cursor.execute(EVENT.format(table="audit_auditevent", cases=CASES, number=lacking))


class Sink:
    """A file to psycopg2, which forgets what it is given."""

    def write(self, row: bytes) -> None:
        """Nothing."""

"""Reads the trail over a connection of its own: every row once, all at one instant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg2

from cse_portal.audit.verifying.anchored import Known
from cse_portal.audit.verifying.chains import Head
from cse_portal.audit.verifying.entries import KNOWN_COLUMNS, SAYS, SEALED
from cse_portal.core.wall import SYSTEM_ROLE

Heads = dict[str, Head]

# The owner of the tables stands outside the wall; any other login reads all of it in the portal's own name.
READS_ALL = f"""
    select set_config('portal.purpose', 'check the audit trail', true), set_config('role', '{SYSTEM_ROLE}', true)
    where row_security_active('audit_auditevent')
"""
# A case's entries by what they say, and by where they are sealed.
OF_CASE = """
    select * from audit_auditevent where case_ref = %(case)s union
    select e.* from audit_auditevent e join audit_auditseal o on o.event_id = e.id where o.chain = %(chain)s
"""


@dataclass(frozen=True)
class Part:
    """Which chains: all, one, or those whose turn it is in one of several processes."""

    case: str = ""
    since: date | None = None
    jobs: int = 1
    number: int = 0

    def of_chain(self, column: str) -> str:
        if self.case:
            return f"{column} = %(chain)s"
        if self.jobs > 1:
            return f"get_byte(sha256(convert_to({column}, 'UTF8')), 0) %% %(jobs)s = %(number)s"
        return "true"

    def of_entry(self) -> str:
        """Of entries that have no seal."""
        if self.case:
            return "e.case_ref = %(case)s"
        return "e.id %% %(jobs)s = %(number)s" if self.jobs > 1 else "true"

    def has(self, digest: str) -> bool:
        return int(digest[:2], 16) % self.jobs == self.number

    @property
    def values(self) -> dict[str, Any]:
        chain = f"case:{self.case}"
        return {"case": self.case, "chain": chain, "jobs": self.jobs, "number": self.number, "since": self.since}


class Lines:
    """A file to psycopg2, which hands over one row at a time."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self.write = take


class Trail:
    """The trail as it stands at one instant."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def _ask(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def share(self) -> str:
        return str(self._ask("select pg_export_snapshot()")[0][0])

    def anchors(self) -> Known:
        return {
            row[0]: (row[1], row[2]) for row in self._ask("select number, digest, previous from audit_auditanchor")
        }

    def unknown_columns(self) -> set[str]:
        """Columns that nothing seals would be changed unseen."""
        query = """select attname from pg_attribute
            where attrelid = 'audit_auditevent'::regclass and attnum > 0 and not attisdropped"""
        return {row[0] for row in self._ask(query)} ^ KNOWN_COLUMNS

    def heads(self, part: Part) -> Heads:
        query = f"select chain, seq, prev, hash, tx from audit_audithead where {part.of_chain('chain')}"  # noqa: S608
        return {row[0]: Head(*row[1:]) for row in self._ask(query, part.values)}

    def hashes(self, chain: str, places: list[int]) -> dict[int, str]:
        query = "select seq, hash from audit_auditseal where chain = %(chain)s and seq = any(%(places)s)"
        return dict(self._ask(query, {"chain": chain, "places": places}))

    def begins(self, part: Part) -> dict[str, tuple[int, str]]:
        """For each chain with entries since that day: the place before the first of them, and its hash."""
        query = f"""
            select f.chain, f.seq - 1, coalesce(b.hash, '') from (
                select s.chain, min(s.seq) as seq from audit_auditevent e join audit_auditseal s on s.event_id = e.id
                where e.at >= %(since)s and {part.of_chain("s.chain")} group by s.chain
            ) f left join audit_auditseal b on b.chain = f.chain and b.seq = f.seq - 1
        """  # noqa: S608 - our own words
        return {row[0]: (row[1], row[2]) for row in self._ask(query, part.values)}

    def read(self, part: Part, take: Callable[[bytes], None]) -> None:
        columns = [*SAYS, *SEALED]
        with self._connection.cursor() as cursor:
            # both tables lie in the order of their entries: merged as they lie, nothing is sorted or kept
            cursor.execute("set local enable_hashjoin = off")
            query = f"select {', '.join(columns)} from {_rows(part)}"  # noqa: S608 - our own words
            cursor.copy_expert(f"copy ({cursor.mogrify(query, part.values).decode()}) to stdout", Lines(take))


def _rows(part: Part) -> str:
    joined = "audit_auditevent e full join audit_auditseal s on s.event_id = e.id"
    sealed, unsealed = part.of_chain("s.chain"), f"s.event_id is null and {part.of_entry()}"
    if part.since:
        later = f"""(
            select min(s.seq) as seq, s.chain from audit_auditevent e join audit_auditseal s on s.event_id = e.id
            where e.at >= %(since)s and {sealed} group by s.chain
        ) f join audit_auditseal s on s.chain = f.chain and s.seq >= f.seq"""  # noqa: S608 - our own words
        return f"{later} left join audit_auditevent e on e.id = s.event_id"
    if part.case:
        seals = f"select * from audit_auditseal s where {sealed}"  # noqa: S608 - our own words
        return f"({seals}) s full join ({OF_CASE}) e on e.id = s.event_id"
    return f"{joined} where {sealed} or {unsealed}" if part.jobs > 1 else joined


@contextmanager
def trail(parameters: Mapping[str, Any], snapshot: str = "") -> Iterator[Trail]:
    with closing(psycopg2.connect(**parameters)) as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            if snapshot:
                cursor.execute("set transaction snapshot %s", [snapshot])
            cursor.execute("set local timezone = 'UTC'")
            cursor.execute(READS_ALL)
        yield Trail(connection)

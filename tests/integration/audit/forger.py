"""The hand that tampers: what it knows of the trail, and how it makes seals that fit their words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from random import Random
from typing import Any

from cse_portal.audit.verifying.entries import SAYS


@dataclass(frozen=True)
class Place:
    """Where the first broken entry is. One sealed again by itself shows at the next one."""

    chain: str
    seq: int | None = None
    entry: int | None = None
    or_next: bool = False


@dataclass
class Trail:
    """The trail before anybody touched it, and the hand that will."""

    cursor: Any
    random: Random
    chains: dict[str, list[int]]  # entries in the order of their places
    anchored: dict[str, int]  # the last place that an anchor knows

    def do(self, statement: str, *values: Any) -> None:
        self.cursor.execute(statement, values)
        assert self.cursor.rowcount != 0, statement

    def chain(self, least: int = 1) -> str:
        return self.random.choice([name for name, entries in self.chains.items() if len(entries) >= least])

    def place(self, chain: str, last: int | None = None) -> int:
        return self.random.randint(1, last or len(self.chains[chain]))

    def entry(self, chain: str, seq: int) -> int:
        return self.chains[chain][seq - 1]

    def anywhere(self) -> tuple[str, int, int]:
        chain = self.chain()
        seq = self.place(chain)
        return chain, seq, self.entry(chain, seq)


def nothing_left(chain: str) -> Place:
    """Anchors know a chain by the digest of its name only."""
    return Place(f"sha256:{hashlib.sha256(chain.encode()).hexdigest()}", 1)


def two(trail: Trail) -> tuple[str, int, int]:
    chain = trail.chain(least=2)
    first, second = sorted(trail.random.sample(range(1, len(trail.chains[chain]) + 1), 2))
    return chain, first, second


def take_away(trail: Trail, entries: list[int]) -> None:
    trail.do("delete from audit_auditevent where id = any(%s)", entries)
    trail.do("delete from audit_auditseal where event_id = any(%s)", entries)


def mend_head(trail: Trail, chain: str, places: int) -> None:
    if places == 0:
        trail.do("delete from audit_audithead where chain = %s", chain)
        return
    trail.do(
        """update audit_audithead h set seq = s.seq, prev = s.prev, hash = s.hash, tx = e.tx
        from audit_auditseal s join audit_auditevent e on e.id = s.event_id
        where h.chain = %s and s.chain = h.chain and s.seq = %s""",
        chain,
        places,
    )


def copy(trail: Trail, entry: int) -> int:
    """The same once more, under a new number."""
    names = """at, tx, sort, kind, actor_kind, actor_id, actor_ref, hat_ref, hat_role, hat_agency_ref, hat_agency,
        purpose, object_kind, object_ref, case_ref, child_ref, detail, reason, request_id, ip, session_ref"""
    trail.do(
        f"insert into audit_auditevent ({names}) select {names} from audit_auditevent where id = %s returning id",
        entry,
    )
    return int(trail.cursor.fetchone()[0])


def reword(trail: Trail, entry: int) -> None:
    trail.cursor.execute(f"select {', '.join(SAYS)} from audit_auditevent e where id = %s", [entry])
    words = json.dumps([1, *trail.cursor.fetchone()], ensure_ascii=False)
    trail.do("update audit_auditseal set canonical = %s where event_id = %s", words, entry)


def seal(trail: Trail, entry: int, like: int, chain: str, seq: int) -> None:
    """A seal that fits its words and follows on the place before."""
    trail.do(
        """insert into audit_auditseal (event_id, chain, seq, prev, hash, canonical)
        select %s, %s, %s, coalesce((select hash from audit_auditseal where chain = %s and seq = %s), ''), '', ''""",
        *(entry, chain, seq, chain, seq - 1),
    )
    reword(trail, entry)
    trail.do("update audit_auditseal set hash = audit_hash(prev, chain, seq, canonical) where event_id = %s", entry)


def reseal(trail: Trail, chain: str, since: int, entries: list[int]) -> None:
    """Everything from this place on, each on the one before."""
    for seq, entry in enumerate(entries[since - 1 :], start=since):
        trail.do(
            """update audit_auditseal s set seq = %s,
            prev = coalesce((select hash from audit_auditseal b where b.chain = s.chain and b.seq = %s), '')
            where s.event_id = %s""",
            *(seq, seq - 1, entry),
        )
        trail.do(
            "update audit_auditseal set hash = audit_hash(prev, chain, seq, canonical) where event_id = %s", entry
        )
    mend_head(trail, chain, len(entries))

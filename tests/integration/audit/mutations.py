"""What a superuser could do to the trail with every trigger put aside, and where each deed must be found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from tests.integration.audit.forger import (
    Place,
    Trail,
    copy,
    mend_head,
    nothing_left,
    reseal,
    reword,
    seal,
    take_away,
    two,
)

Mutation = Callable[[Trail], Place]

NEW_VALUES: dict[str, Any] = {
    "at": "at + interval '1 microsecond'",
    "tx": "tx + 1",
    "sort": "case sort when 'look' then 'change' else 'look' end",
    "kind": "kind || 'x'",
    "actor_kind": "'stranger'",
    "actor_id": "coalesce(actor_id, 0) + 1",
    "detail": """detail || '{"more": 1}'""",
    "ip": "coalesce(ip, '203.0.113.1'::inet) + 1",
    **{
        name: f"{name} || 'x'"
        for name in (
            *("actor_ref", "hat_ref", "hat_role", "hat_agency_ref", "hat_agency", "purpose"),
            *("object_kind", "object_ref", "case_ref", "child_ref", "reason", "request_id", "session_ref"),
        )
    },
}


# --- edits ------------------------------------------------------------------------------------------------------


def edits_an_entry(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    column = trail.random.choice(list(NEW_VALUES))
    trail.do(f"update audit_auditevent set {column} = {NEW_VALUES[column]} where id = %s", entry)
    return Place(chain, seq)


def edits_a_number(trail: Trail) -> Place:
    """The entry loses its seal, and the seal its entry."""
    chain, seq, entry = trail.anywhere()
    trail.do("update audit_auditevent set id = id + 1000000 where id = %s", entry)
    return Place(chain, seq)


def edits_sealed_words(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    change = trail.random.choice(["canonical || ' '", "replace(canonical, '[1', '[2')", "''", "'[1]'", "'null'"])
    trail.do(f"update audit_auditseal set canonical = {change} where event_id = %s", entry)
    return Place(chain, seq)


def edits_a_seal(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    column = trail.random.choice(["prev", "hash"])
    wrong = hashlib.sha256(str(trail.random.random()).encode()).hexdigest()
    trail.do(f"update audit_auditseal set {column} = %s where event_id = %s", wrong, entry)
    return Place(chain, seq)


def edits_an_entry_and_its_words(trail: Trail) -> Place:
    """Without the hash."""
    chain, seq, entry = trail.anywhere()
    trail.do("update audit_auditevent set reason = 'else' where id = %s", entry)
    reword(trail, entry)
    return Place(chain, seq)


def edits_an_entry_its_words_and_hash(trail: Trail) -> Place:
    """Without what comes after: the next does not follow, or the head differs."""
    chain, seq, entry = trail.anywhere()
    trail.do("update audit_auditevent set reason = 'else' where id = %s", entry)
    reword(trail, entry)
    trail.do(
        "update audit_auditseal set hash = audit_hash(prev, chain, seq, canonical) where event_id = %s",
        entry,
    )
    return Place(chain, seq, or_next=True)


def moves_an_entry_to_another_case(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    trail.do("update audit_auditevent set case_ref = 'ELSEWHERE' where id = %s", entry)
    return Place(chain, seq)


def moves_a_seal_to_another_chain(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    trail.do("update audit_auditseal set chain = 'case:ELSEWHERE' where event_id = %s", entry)
    return Place(chain, seq)


# --- deletions --------------------------------------------------------------------------------------------------


def deletes_an_entry(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    trail.do("delete from audit_auditevent where id = %s", entry)
    return Place(chain, seq)


def deletes_a_seal(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    trail.do("delete from audit_auditseal where event_id = %s", entry)
    return Place(chain, seq)


def deletes_both(trail: Trail) -> Place:
    chain, seq, entry = trail.anywhere()
    take_away(trail, [entry])
    return Place(chain, seq)


def deletes_and_closes_the_gap(trail: Trail) -> Place:
    """What came after moves up a place."""
    chain = trail.chain(least=3)
    seq = trail.place(chain, len(trail.chains[chain]) - 1)
    take_away(trail, [trail.entry(chain, seq)])
    for later in trail.chains[chain][seq:]:
        trail.do("update audit_auditseal set seq = seq - 1 where event_id = %s", later)
    return Place(chain, seq)


def cuts_the_tail(trail: Trail) -> Place:
    chain, seq, _ = trail.anywhere()
    take_away(trail, trail.chains[chain][seq - 1 :])
    return Place(chain, seq)


def cuts_the_tail_and_mends_the_head(trail: Trail) -> Place:
    chain = trail.random.choice(list(trail.anchored))
    seq = trail.place(chain, trail.anchored[chain])
    take_away(trail, trail.chains[chain][seq - 1 :])
    mend_head(trail, chain, seq - 1)
    return nothing_left(chain) if seq == 1 else Place(chain, seq)


def takes_a_whole_chain_with_its_head(trail: Trail) -> Place:
    chain = trail.random.choice(list(trail.anchored))
    take_away(trail, trail.chains[chain])
    trail.do("delete from audit_audithead where chain = %s", chain)
    return nothing_left(chain)


def empties_a_table(trail: Trail) -> Place:
    table = trail.random.choice(["audit_auditevent", "audit_auditseal", "audit_auditevent, audit_auditseal"])
    trail.cursor.execute(f"truncate {table}")
    return Place(trail.chain(), 1)


def empties_everything(trail: Trail) -> Place:
    trail.cursor.execute("truncate audit_auditevent, audit_auditseal, audit_audithead")
    chain = trail.random.choice(list(trail.anchored))
    return nothing_left(chain)


def deletes_a_head(trail: Trail) -> Place:
    chain = trail.chain()
    trail.do("delete from audit_audithead where chain = %s", chain)
    return Place(chain, len(trail.chains[chain]))


def edits_a_head(trail: Trail) -> Place:
    chain = trail.chain()
    change = trail.random.choice(["hash = 'x'", "prev = 'x'", "tx = tx - 1", "seq = seq + 1", "seq = seq - 1"])
    trail.do(f"update audit_audithead set {change} where chain = %s", chain)
    return Place(chain, len(trail.chains[chain]) + (change == "seq = seq + 1"))


# --- insertions -------------------------------------------------------------------------------------------------


def inserts_without_a_seal(trail: Trail) -> Place:
    chain, _, entry = trail.anywhere()
    return Place(chain, entry=copy(trail, entry))


def inserts_in_between(trail: Trail) -> Place:
    """The rest moves down; the new one is sealed rightly, as it stands there."""
    chain, seq, entry = trail.anywhere()
    new = copy(trail, entry)
    for later in reversed(trail.chains[chain][seq - 1 :]):
        trail.do("update audit_auditseal set seq = seq + 1 where event_id = %s", later)
    seal(trail, new, entry, chain, seq)
    return Place(chain, seq, or_next=True)


def appends_behind_the_head(trail: Trail) -> Place:
    chain = trail.chain()
    places = len(trail.chains[chain])
    new = copy(trail, trail.entry(chain, places))
    seal(trail, new, trail.entry(chain, places), chain, places + 1)
    return Place(chain, places + 1)


def inserts_a_chain_of_its_own(trail: Trail) -> Place:
    entry = copy(trail, trail.anywhere()[2])
    trail.do("update audit_auditevent set case_ref = 'FORGED' where id = %s", entry)
    seal(trail, entry, entry, "case:FORGED", 1)
    return Place("case:FORGED", 1)


# --- another order ----------------------------------------------------------------------------------------------


def swaps_two_places(trail: Trail) -> Place:
    chain, first, second = two(trail)
    for entry, seq in ((first, -1), (second, first), (first, second)):
        number = trail.entry(chain, entry)
        trail.do("update audit_auditseal set seq = %s where event_id = %s", seq, number)
    return Place(chain, first)


def swaps_two_seals(trail: Trail) -> Place:
    chain, first, second = two(trail)
    one, other = trail.entry(chain, first), trail.entry(chain, second)
    for old, new in ((one, -1), (other, one), (-1, other)):
        trail.do("update audit_auditseal set event_id = %s where event_id = %s", new, old)
    return Place(chain, first)


def swaps_what_two_entries_say(trail: Trail) -> Place:
    chain, first, second = two(trail)
    one, other = trail.entry(chain, first), trail.entry(chain, second)
    for old, new in ((one, -1), (other, one), (-1, other)):
        trail.do("update audit_auditevent set id = %s where id = %s", new, old)
    return Place(chain, first)


# --- right in itself: only an anchor tells -----------------------------------------------------------------------


def rewrites_from_here(trail: Trail) -> Place:
    """The entry is changed and everything after it sealed anew, head and all."""
    chain = trail.random.choice(list(trail.anchored))
    seq = trail.place(chain, trail.anchored[chain])
    trail.do("update audit_auditevent set reason = 'else' where id = %s", trail.entry(chain, seq))
    reword(trail, trail.entry(chain, seq))
    reseal(trail, chain, seq, trail.chains[chain])
    return Place(chain, seq)


def deletes_and_seals_anew(trail: Trail) -> Place:
    chain = trail.random.choice([name for name, last in trail.anchored.items() if len(trail.chains[name]) > last > 1])
    seq = trail.place(chain, trail.anchored[chain])
    gone = trail.entry(chain, seq)
    take_away(trail, [gone])
    reseal(trail, chain, seq, [entry for entry in trail.chains[chain] if entry != gone])
    return Place(chain, seq)


def goes_back_to_an_older_copy(trail: Trail) -> Place:
    """As if yesterday's backup had taken the place of today's database."""
    trail.cursor.execute("delete from audit_auditanchor where number = (select max(number) from audit_auditanchor)")
    chain = trail.random.choice(list(trail.anchored))
    places = trail.anchored[chain]
    take_away(trail, trail.chains[chain][places - 1 :])
    mend_head(trail, chain, places - 1)
    return nothing_left(chain) if places == 1 else Place(chain, places)


def edits_an_anchor(trail: Trail) -> Place:
    change = trail.random.choice(["digest = repeat('0', 64)", "previous = repeat('0', 64)", "number = number + 100"])
    number = trail.random.choice([1, 2, 3])
    trail.do(f"update audit_auditanchor set {change} where number = %s", number)
    return Place(f"anchor {number}")


MUTATIONS: tuple[Mutation, ...] = (
    edits_an_entry,
    edits_a_number,
    edits_sealed_words,
    edits_a_seal,
    edits_an_entry_and_its_words,
    edits_an_entry_its_words_and_hash,
    moves_an_entry_to_another_case,
    moves_a_seal_to_another_chain,
    deletes_an_entry,
    deletes_a_seal,
    deletes_both,
    deletes_and_closes_the_gap,
    cuts_the_tail,
    cuts_the_tail_and_mends_the_head,
    takes_a_whole_chain_with_its_head,
    empties_a_table,
    empties_everything,
    deletes_a_head,
    edits_a_head,
    inserts_without_a_seal,
    inserts_in_between,
    appends_behind_the_head,
    inserts_a_chain_of_its_own,
    swaps_two_places,
    swaps_two_seals,
    swaps_what_two_entries_say,
    rewrites_from_here,
    deletes_and_seals_anew,
    goes_back_to_an_older_copy,
    edits_an_anchor,
)

"""A thousand deeds of a superuser with every trigger put aside: each is found, and the place named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from cse_portal.audit.actions import record, record_look
from cse_portal.audit.actions.anchors import take_anchor
from cse_portal.audit.models import AuditSeal
from cse_portal.audit.verifying import Fault, Finding, Scope, reading
from cse_portal.audit.verifying.run import verify_on
from cse_portal.core.acting import Acting, acts
from cse_portal.core.actor import Stranger, System
from tests.integration.audit.forger import Place, Trail
from tests.integration.audit.mutations import MUTATIONS, Mutation, rewrites_from_here
from tests.plugins.trail import triggers_put_aside

pytestmark = pytest.mark.django_db(transaction=True)

BY = System("set up a test")
NUMBER, SEED = 1_000, 20_261_121
ODD_WORDS = ['"quoted" \\ and\ttabbed\nlines', "Zoë’s — \u2028 \u0007", "", "\\N", "[1, null]"]


@dataclass(frozen=True)
class Someone:
    pk: int
    ref: str


def written(random: Random, number: int) -> None:
    """Some days' worth: several events a transaction, cases mixed, people and strangers between them."""
    for _ in range(number):
        with transaction.atomic(), acts(Acting(ip=random.choice(["203.0.113.5", "2001:db8::1", ""]))):
            for _ in range(random.randint(1, 3)):
                case = random.choice(["A", "B", "C", "D", "E", "F", ""])
                detail = {"n": random.random(), "words": random.choice(ODD_WORDS)}
                write = random.choice([record, record_look])
                by = random.choice([BY, System("another purpose"), Stranger(), Someone(7, "REF-7"), Someone(8, "")])
                write("thing.made", case=case, detail=detail, reason=random.choice(ODD_WORDS), by=by)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three anchors, with entries before, between and after them."""
    random = Random(SEED)
    for entries in (25, 25, 20):
        written(random, entries)
        take_anchor(folder=tmp_path, by=BY)
    written(random, 10)
    return tmp_path


@pytest.fixture
def trail(folder: Path) -> Iterator[Trail]:
    chains: dict[str, list[int]] = {}
    for chain, entry in AuditSeal.objects.order_by("chain", "seq").values_list("chain", "event_id"):
        chains.setdefault(chain, []).append(entry)
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'audit_says_who'")
        (constraint,) = cursor.fetchone()
        with triggers_put_aside():
            cursor.execute("alter table audit_auditevent drop constraint audit_says_who")
        yield Trail(cursor, Random(SEED), chains, anchored(folder, chains))
        with triggers_put_aside():
            cursor.execute(f"alter table audit_auditevent add constraint audit_says_who {constraint}")


def anchored(folder: Path, chains: dict[str, list[int]]) -> dict[str, int]:
    from cse_portal.audit.anchor_files import in_folder
    from cse_portal.audit.verifying.chains import digest_of

    last = {head.chain: head.seq for file in in_folder(folder) for head in file.heads()}
    return {name: last[digest_of(name)] for name in chains if digest_of(name) in last}


def look(folder: Path) -> list[Finding]:
    """On this connection, so that what is not committed is seen and can be taken back."""
    with transaction.atomic():  # the driver's own connection states nobody by itself
        return verify_on(reading.Trail(connection.connection), Scope(anchors=folder), {}).findings


def is_named(place: Place, found: list[Finding]) -> bool:
    """What is said of the chain is the place itself; where only an anchor tells, the stretch holds it."""
    said = [one for one in found if one.chain == place.chain]
    if len(said) != 1:
        return False
    one = said[0]
    if one.fault == Fault.REWRITTEN and one.place and one.until and place.seq:
        return one.place <= place.seq <= one.until
    seqs = {place.seq, (place.seq or 0) + 1} if place.or_next else {place.seq}
    return one.place in seqs and (place.entry is None or one.entry == place.entry)


def tampered(mutation: Mutation, trail: Trail, folder: Path) -> tuple[Place, list[Finding]]:
    with transaction.atomic():
        trail.cursor.execute("set local role none; set local session_replication_role = replica")
        place = mutation(trail)
        found = look(folder)
        transaction.set_rollback(True)
    return place, found


def test_nothing_is_found_where_nothing_was_done(trail: Trail, folder: Path) -> None:
    assert look(folder) == []
    assert sum(map(len, trail.chains.values())) > 100
    assert len(trail.chains) > 6


def test_a_thousand_deeds_are_found_and_located(trail: Trail, folder: Path) -> None:
    missed: list[Any] = []
    for number in range(NUMBER):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        place, found = tampered(mutation, trail, folder)
        if not is_named(place, found):
            missed.append((mutation.__name__, place, [str(one) for one in found]))
    assert missed == []
    assert look(folder) == []


def test_what_only_an_anchor_tells_is_invisible_without_it(trail: Trail) -> None:
    """So that nobody takes a check without anchors for more than it is."""
    with transaction.atomic():
        trail.cursor.execute("set local role none; set local session_replication_role = replica")
        rewrites_from_here(trail)
        found = verify_on(reading.Trail(connection.connection), Scope(), {}).findings
        transaction.set_rollback(True)
    assert found == []

"""At commit each event gets its place in its chain: no gap, no wait, no deadlock, and nothing changes afterwards."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from cse_portal.audit.actions import record, record_refusal
from cse_portal.audit.models import AuditEvent, AuditHead, AuditSeal
from cse_portal.audit.refusals import refusals_kept
from cse_portal.core.actor import Stranger, System
from tests.plugins.wall import the_owner

BY = System("set up a test")
commits = pytest.mark.django_db(transaction=True)


def chain(name: str) -> list[AuditSeal]:
    return list(AuditSeal.objects.filter(chain=name).order_by("seq").select_related("event"))


def assert_whole(name: str) -> None:
    seals = chain(name)
    assert [one.seq for one in seals] == list(range(1, len(seals) + 1))
    assert seals[0].prev == ""
    assert all(later.prev == earlier.hash for earlier, later in pairwise(seals))
    for one in seals:
        assert hashlib.sha256(f"{one.prev}\n{name}\n{one.seq}\n{one.canonical}".encode()).hexdigest() == one.hash
    head = AuditHead.objects.get(chain=name)
    assert (head.seq, head.prev, head.hash) == (len(seals), seals[-1].prev, seals[-1].hash)


@contextmanager
def own_connection() -> Iterator[None]:
    try:
        yield
    finally:
        connections.close_all()


@transaction.atomic
def records_and_fails(write: Callable[..., None]) -> None:
    write("thing.refused", case="C", by=BY)
    raise ZeroDivisionError


# --- the chains -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nothing_is_sealed_before_the_commit(seal_now: Callable[[], None]) -> None:
    record("thing.made", case="C", by=BY)
    assert AuditSeal.objects.count() == 0
    seal_now()
    assert_whole("case:C")


@pytest.mark.django_db
def test_an_event_goes_into_the_chain_of_its_case_its_person_or_its_kind(
    cast: dict[str, object], seal_now: Callable[[], None]
) -> None:
    person = cast["social_worker"]
    record("a", case="C", by=person)
    record("b", by=person)
    record("c", by=BY)
    record("d", by=Stranger())
    seal_now()
    chains = [AuditEvent.objects.get(kind=kind).seal.chain for kind in "abcd"]
    stripe = hashlib.sha256(BY.purpose.encode()).digest()[0] % 16
    nobody = hashlib.sha256(b"").digest()[0] % 16
    assert chains == ["case:C", f"user:{person.ref}", f"system:{stripe}", f"anon:{nobody}"]  # type: ignore[attr-defined]


@commits
def test_what_was_committed_is_sealed() -> None:
    with transaction.atomic():
        for number in range(3):
            record("thing.made", case="C", detail={"n": number}, by=BY)
    record("thing.looked_at", case="C", by=BY)
    assert_whole("case:C")
    assert [one.event.kind for one in chain("case:C")][-1] == "thing.looked_at"
    assert AuditEvent.objects.filter(seal__isnull=True).count() == 0


@commits
def test_a_savepoint_that_is_rolled_back_leaves_no_event_and_no_gap() -> None:
    with transaction.atomic():
        record("one", case="C", by=BY)
        with pytest.raises(ZeroDivisionError):
            records_and_fails(record)
        record("two", case="C", by=BY)
    assert [one.event.kind for one in chain("case:C")] == ["one", "two"]
    assert_whole("case:C")


@commits
def test_a_rolled_back_transaction_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        records_and_fails(record)
    assert AuditEvent.objects.count() == AuditHead.objects.count() == 0


@commits
def test_two_transactions_that_write_two_cases_in_opposite_order_both_end() -> None:
    """Sealed as they are written, each would hold what the other waits for."""
    both_wrote_one = threading.Barrier(2, timeout=20)

    def write(first: str, second: str) -> None:
        with own_connection():
            for _ in range(5):
                with transaction.atomic():
                    record("thing.made", case=first, by=BY)
                    both_wrote_one.wait()
                    record("thing.made", case=second, by=BY)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, "A", "B"), pool.submit(write, "B", "A")]:
            done.result(timeout=60)
    for name in ("case:A", "case:B"):
        assert_whole(name)
        assert len(chain(name)) == 10


@commits
def test_eight_writers_leave_no_gap() -> None:
    def write(number: int) -> None:
        with own_connection():
            for turn in range(12):
                with transaction.atomic():
                    for case in ("hot", f"own-{number}", f"shared-{(number + turn) % 3}"):
                        record("thing.made", case=case, detail={"by": number}, by=BY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    for head in AuditHead.objects.all():
        assert_whole(head.chain)
    assert len(chain("case:hot")) == 96
    assert AuditEvent.objects.filter(seal__isnull=True).count() == 0


@commits
def test_a_long_transaction_does_not_hold_up_the_case() -> None:
    """Whoever commits first comes first; whoever began first waits for nobody meanwhile."""
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with own_connection(), transaction.atomic():
            record("slow", case="C", by=BY)
            began.set()
            assert may_end.wait(20)

    with ThreadPoolExecutor(1) as pool:
        slowly = pool.submit(slow)
        assert began.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '5s'")
        record("quick", case="C", by=BY)
        may_end.set()
        slowly.result(timeout=20)
    assert [one.event.kind for one in chain("case:C")] == ["quick", "slow"]
    assert_whole("case:C")


@commits
def test_a_refusal_is_committed_by_itself_where_nobody_waits_outside() -> None:
    """As in a command: a second connection writes it, whatever becomes of the first one's transaction."""
    from cse_portal.audit import refusals

    waiting = refusals._waiting.set(None)
    try:
        with pytest.raises(ZeroDivisionError):
            records_and_fails(record_refusal)
        record_refusal("thing.refused", case="C", by=BY)
    finally:
        refusals._waiting.reset(waiting)
    assert_whole("case:C")
    assert len(chain("case:C")) == 2


@commits
def test_a_refusal_that_cannot_be_written_is_no_answer() -> None:
    with pytest.raises(DatabaseError), refusals_kept():
        record_refusal("x" * 200, by=BY)


# --- append-only ----------------------------------------------------------------------------------------------

FORBIDDEN = [
    "update audit_auditevent set reason = 'else'",
    "delete from audit_auditevent",
    "truncate audit_auditevent",
    "update audit_auditseal set hash = ''",
    "delete from audit_auditseal",
    "truncate audit_auditseal",
    "delete from audit_audithead",
    "truncate audit_audithead",
    "update audit_auditanchor set digest = ''",
    "delete from audit_auditanchor",
    "truncate audit_auditanchor",
    "update audit_auditcheck set broken = 0",
    "delete from audit_auditcheck",
    "truncate audit_auditcheck",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_trail_only_grows(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        the_owner(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_app_may_not_even_try(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["audit_seal", "audit_seal_many"])
def test_no_statistics_make_sealing_read_the_whole_trail(name: str) -> None:
    """After a load in one transaction the planner would take a new transaction’s events for most of the table."""
    with connection.cursor() as cursor:
        cursor.execute("select proconfig from pg_proc where proname = %s", [name])
        (settings,) = cursor.fetchone()
    assert {"enable_seqscan=off", "enable_bitmapscan=off"} <= set(settings)


@pytest.mark.django_db
def test_a_transaction_of_many_events_is_sealed_in_time(seal_now: Callable[[], None]) -> None:
    """Each event asks whether it is alone: were all of them gathered each time, this would take minutes."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '20s'")
        cursor.execute(
            """insert into audit_auditevent (sort, kind, actor_kind, purpose, object_kind, object_ref, case_ref,
                   detail, reason, request_id, session_ref)
               select 'change', 'test.many', 'system', 'many at once', '', '', 'MANY-' || n % 50, '{}', '', 'r', ''
               from generate_series(1, 8000) n"""
        )
    seal_now()
    with the_owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_auditseal where chain like 'case:MANY-%'")
        assert cursor.fetchone() == (8000,)

"""Who, in which post, from where, about which case: what an event says, and that it stays or goes with its deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cse_portal.agencies.models import Membership, User
from cse_portal.audit.actions import record, record_look, record_refusal
from cse_portal.audit.models import AuditEvent, Sort
from cse_portal.core.acting import Acting, Hat, acts
from cse_portal.core.actor import Stranger, System
from cse_portal.core.request_id import identified
from tests.plugins.trail import Refusals
from tests.plugins.wall import the_owner

pytestmark = pytest.mark.django_db

Cast = dict[str, User]
BY = System("set up a test")
HAT = Hat(7, "H", "social_worker", "A", "Children’s social care", "Social worker, Children’s social care")


@dataclass
class Thing:
    """Something of a later stage that knows its case."""

    ref: str = "THNG"
    case_ref: str = "CASE"
    child_ref: str = "CHLD"

    class _meta:  # noqa: N801 - as Django names it
        label_lower = "mase.thing"


def last() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_an_event_says_who_in_which_post_and_from_where(cast: Cast) -> None:
    me = cast["social_worker"]
    with acts(Acting(person_id=me.pk, hat=HAT, ip="203.0.113.5", session_hash="s" * 32)), identified("r-1"):
        record("thing.made", about=Thing(), detail={"n": 1}, reason="Because", by=me)
    event = last()
    assert (event.sort, event.kind, event.actor_kind, event.actor_id) == ("change", "thing.made", "person", me.pk)
    assert (event.actor_ref, event.hat_ref, event.hat_role) == (me.ref, "H", "social_worker")
    assert (event.hat_agency_ref, event.hat_agency) == ("A", "Children’s social care")
    assert (event.object_kind, event.object_ref) == ("mase.thing", "THNG")
    assert (event.case_ref, event.child_ref, event.detail, event.reason) == ("CASE", "CHLD", {"n": 1}, "Because")
    assert (event.request_id, event.ip, event.session_ref) == ("r-1", "203.0.113.5", "s" * 32)
    assert event.at is not None


def test_case_and_child_can_be_named_outright(cast: Cast) -> None:
    me = cast["social_worker"]
    record_look("person.looked_at", about=me, case="C-1", child=Thing(ref="K-1"), by=me)
    assert (last().sort, last().case_ref, last().child_ref) == ("look", "C-1", "K-1")


def test_another_persons_post_is_not_borrowed(cast: Cast) -> None:
    with acts(Acting(person_id=cast["teacher"].pk, hat=HAT, ip="203.0.113.5")):
        record("thing.made", by=cast["social_worker"])
        assert (last().hat_ref, last().ip) == ("", "203.0.113.5")
        record("thing.swept", by=BY)
        assert (last().hat_ref, last().actor_kind, last().purpose) == ("", "system", BY.purpose)


def test_a_stranger_is_known_by_the_address_only() -> None:
    with acts(Acting(ip="2001:db8::1")):
        record_look("page.asked", by=Stranger())
    assert (last().actor_kind, last().actor_id, last().ip) == ("stranger", None, "2001:db8::1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor_kind": "person", "actor_id": None},
        {"actor_kind": "system", "purpose": ""},
        {"actor_kind": "stranger", "actor_id": 1},
        {"actor_kind": "nobody"},
        {"actor_kind": "system", "kind": ""},
    ],
)
def test_the_database_wants_to_know_who_and_what(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), the_owner():
        AuditEvent.objects.create(**{"kind": "x", "purpose": "y", **wrong})


def test_the_time_is_the_databases(cast: Cast) -> None:
    """Two events of one transaction are told apart; the clock of a web server plays no part."""
    for _ in range(2):
        record("thing.made", by=BY)
    later, earlier = AuditEvent.objects.order_by("-id")[:2]
    assert later.at > earlier.at
    assert later.tx == earlier.tx


# --- in a request -----------------------------------------------------------------------------------------------


def test_a_request_states_post_address_and_session(client: Client, cast: Cast) -> None:
    me = cast["social_worker"]
    client.force_login(me)
    client.post("/find/", {"q": "something"}, REMOTE_ADDR="203.0.113.9")
    event = AuditEvent.objects.get(kind="search.made")
    post = Membership.objects.get(user=me)
    assert event.sort == Sort.LOOK
    assert (event.hat_ref, event.hat_role, event.hat_agency_ref) == (post.ref, post.role, post.agency.ref)
    assert (event.hat_agency, event.ip) == (post.agency.name, "203.0.113.9")
    assert len(event.session_ref) == 32
    assert client.session.session_key not in str(vars(event))


def test_signing_in_has_the_post_of_the_person_who_came_in(client: Client, cast: Cast, password: str) -> None:
    me = cast["social_worker"]
    client.post("/account/sign-in/", {"login": me.email, "password": password})
    event = AuditEvent.objects.get(kind="person.signed_in")
    assert event.hat_ref == Membership.objects.get(user=me).ref


# --- with its deed, or in spite of it -----------------------------------------------------------------------------


class Wrong(Exception):
    pass


def fails() -> None:
    with transaction.atomic():
        record("thing.made", by=BY)
        record_refusal("thing.refused", about=Thing(), reason="No part in the case", by=BY)
        raise Wrong


def test_what_is_rolled_back_leaves_its_refusal_only(refusals: Refusals) -> None:
    with pytest.raises(Wrong):
        fails()
    refusals.write()
    event = AuditEvent.objects.get()
    assert (event.sort, event.kind, event.case_ref) == ("refusal", "thing.refused", "CASE")


def test_a_refusal_says_who_acted_when_it_was_refused(cast: Cast, refusals: Refusals) -> None:
    me = cast["teacher"]
    with acts(Acting(person_id=me.pk, hat=HAT)):
        record_refusal("thing.refused", by=me)
    refusals.write()
    assert (last().actor_id, last().hat_ref) == (me.pk, "H")
    refusals.write()
    assert AuditEvent.objects.filter(kind="thing.refused").count() == 1
    assert connection.in_atomic_block

"""Support for a young person who harms others: recorded apart, and read by the few it names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case, Entry
from cse_portal.core import clock, wall
from cse_portal.network import actions, support_queries
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import HarmSupport, Item
from cse_portal.network.refused import NetworkRefused
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.forms import day, led_back, says, send
from tests.integration.cases.pairs import joins
from tests.integration.network.conftest import client_of, linked, person, phone

pytestmark = pytest.mark.django_db
NEED = "Canarywords: somewhere safe to sleep"


@pytest.fixture
def kez(maya: Case, priya: User) -> Item:
    return linked(priya, maya, LinkKind.RECRUITED, person("Kez"), since=clock.today()).items[0]


@pytest.fixture
def sspl(priya: User) -> User:
    return joins(agency_of(priya), Role.SSPL, "Amara Sutton").user


def post_of(user: User) -> Membership:
    return Membership.objects.select_related("user").get(user=user)


def given(by: User, item: Item, *named: Membership, **changed: Any) -> HarmSupport:
    said = {"need": NEED, "service": "Safe Harbour", "offer": "offered", "since": clock.today(), **changed}
    with access.acting_for(by):
        return actions.add_support(item=item, values=said, named=named, by=by)


def place(name: str, row: Any) -> str:
    return reverse(f"network:{name}", kwargs={"ref": row.ref})


def test_only_those_it_names_and_who_answers_for_it_read_it(
    kez: Item, maya: Case, priya: User, jo: User, sspl: User, cast: dict[str, User]
) -> None:
    """A colleague who sees the same case, and the police who look across all, do not."""
    for colleague in (jo, cast["teacher"]):
        grant_to_person(case=maya, membership=post_of(colleague), by=TEST)
    support = given(priya, kez, post_of(cast["teacher"]))
    few, others = (priya, cast["teacher"], sspl), (jo, cast["police_spoc"])
    for reader, reads in [*((one, True) for one in few), *((one, False) for one in others)]:
        with access.acting_for(reader):
            assert support_queries.sees_support(reader, support.ref) is reads, reader
            assert HarmSupport.objects.exists() is reads, "nor past the portal's own judgement"
        client = client_of(reader)
        assert client.get(place("support", support)).status_code == (200 if reads else 404)
        assert ("Safe Harbour" in says(client.get(place("item", kez)))) is reads
    with wall.as_system("test"):
        assert AuditEvent.objects.filter(kind="support.refused", object_ref=support.ref).count() == 2
        assert not Entry.objects.filter(words__contains="Canarywords").exists()


def test_nobody_comes_to_read_of_a_person_by_being_named(kez: Item, priya: User, jo: User) -> None:
    with pytest.raises(NetworkRefused, match="Jo Tanner may not read of this person"):
        given(priya, kez, post_of(jo))
    with access.acting_for(jo), pytest.raises(PermissionDenied):
        actions.add_support(item=kez, values={}, named=[], by=jo)


def test_it_is_looked_at_again_on_its_day_until_it_ended(kez: Item, priya: User) -> None:
    support = given(priya, kez, review_on=clock.today() + timedelta(days=30))
    due = DueItem.objects.open().filter(kind="harm_support")
    with access.acting_for(priya):
        assert due.get().person == priya
        assert NEED not in due.get().task + due.get().detail
        over = {"offer": "ended", "why": "It helped", "until": clock.today()}
        actions.change_support(support=support, version=support.version, values=over, named=[], by=priya)
        assert not due.exists()


def test_the_form_says_what_is_missing_and_keeps_the_words(kez: Item, priya: User) -> None:
    client = client_of(priya)
    typed = {"need": NEED, "service": "Safe Harbour", "offer": "declined", **day("since", clock.today())}
    page = says(led_back(client, send(client, place("add_support", kez), **typed, readers="nobody@larkmere.example")))
    assert "Enter why" in page
    assert "Nobody at work has the address nobody@larkmere.example" in page
    assert NEED in page
    answer = send(client, place("add_support", kez), **typed, why="Not now", readers=priya.email)
    assert answer.status_code == 302
    page = says(client.get(answer["Location"]))
    assert "Not now" in page
    with wall.as_system("test"):
        assert AuditEvent.objects.filter(kind="support.added").count() == 1
    support = HarmSupport(ref=answer["Location"].rstrip("/").rpartition("/")[2])
    assert send(client, place("change_support", support), service="Lantern").status_code == 302
    assert "Lantern" in says(client.get(place("support", support)))
    assert send(client, place("strike_support", support), why="Another young man").status_code == 302
    assert "Another young man" in says(client.get(place("support", support)))


def test_it_is_for_people(maya: Case, priya: User) -> None:
    item = linked(priya, maya, LinkKind.MESSAGED_BY, phone()).items[0]
    assert client_of(priya).get(place("add_support", item)).status_code == 404
    with pytest.raises(NetworkRefused):
        given(priya, item)


def test_the_database_wants_a_reason_of_what_was_declined(kez: Item, priya: User) -> None:
    support = given(priya, kez)
    with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError):
        HarmSupport.objects.filter(pk=support.pk).update(offer="declined")

"""Items and links are told, read by those with a reason, and struck; cases that meet are told of each other."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions.restricting import restrict
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.core import wall
from cse_portal.core.models import StaleRecord
from cse_portal.network import actions, queries
from cse_portal.network.alert_states import AlertState
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.list_queries import listed
from cse_portal.network.models import Item, Link, LinkAlert
from cse_portal.network.presenters.alerts import told_of
from cse_portal.network.refused import NetworkRefused
from cse_portal.worklist.models import DueItem
from tests.factories import TEST
from tests.integration.network.conftest import client_of, graded, linked, person, phone

pytestmark = pytest.mark.django_db


def test_a_link_with_somebody_new_stands_around_the_child_and_in_the_chronology(maya: Case, priya: User) -> None:
    made = linked(priya, maya, LinkKind.MESSAGED_BY, phone())
    with access.acting_for(priya):
        found = queries.around(priya, [(queries.CASE, maya.pk)])
        line = Entry.objects.get(case=maya, source_ref=made.ref)
    assert [one.label for one in found.items.values()] == ["Phone of Dez"]
    assert line.headline == "Received messages from Phone of Dez (phone)"
    with wall.as_system("test"):
        event = AuditEvent.objects.filter(kind="network.linked").get()
    assert event.case_ref == maya.ref
    assert event.detail["new"] == [made.items[0].ref]


def test_whoever_sees_neither_case_nor_network_meets_nothing(maya: Case, priya: User, jo: User) -> None:
    item = linked(priya, maya, LinkKind.MESSAGED_BY, phone(), graded()).items[0]
    with access.acting_for(jo):
        assert Link.objects.count() == 0
        assert not Link.objects.visible_to(jo).exists()
        with pytest.raises(PermissionDenied):
            actions.add_link(start=maya, end=item, said=_said(LinkKind.MESSAGED_BY), by=jo)


def _said(kind: LinkKind):  # type: ignore[no-untyped-def]
    from tests.integration.network.conftest import said

    return said(kind)


def test_an_item_is_near_within_three_steps_of_a_case_that_one_sees(
    maya: Case, priya: User, jo: User, analyst: User
) -> None:
    first = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    chain = [first]
    for name in ("Kez", "Lee", "Moss"):
        chain.append(linked(analyst, chain[-1], LinkKind.WORKS_WITH, person(name)).items[1])
    for reader, wanted in ((priya, {"Dez", "Kez", "Lee"}), (jo, set()), (analyst, {"Dez", "Kez", "Lee", "Moss"})):
        with access.acting_for(reader):
            assert {one.label for one in queries.near(reader)} == wanted
            assert {one.label for one in listed(reader).rows} == wanted
            assert {one.label for one in Item.objects.all()} == wanted, "nor past the portal's own judgement"
            assert {one.label for one in queries.find(reader, "dez")} == wanted & {"Dez"}
    with access.acting_for(priya):
        around = queries.around(priya, [(queries.CASE, maya.pk)], steps=3)
        assert {one.label for one in around.items.values()} == {"Dez", "Kez", "Lee"}


def test_who_looks_across_all_meets_nobody_around_a_restricted_case(maya: Case, priya: User, analyst: User) -> None:
    linked(priya, maya, LinkKind.GROOMED_BY, person("Dez"))
    restrict(case=maya, keep=[Membership.objects.get(user=priya)], why="Child of a colleague", by=TEST)
    with access.acting_for(analyst):
        assert not queries.near(analyst).exists()
        assert not Item.objects.exists()
    with access.acting_for(priya):
        assert queries.near(priya).exists()


def test_marks_keep_a_link_among_few(maya: Case, priya: User, cast: dict[str, User], analyst: User) -> None:
    linked(priya, maya, LinkKind.GROOMED_BY, person("Dez"), graded(Handling.OWN_AGENCY))
    with wall.as_system("test"):
        assert Link.objects.get().handling == Handling.OWN_AGENCY
    teacher = cast["outsider"]
    with access.acting_for(teacher):
        assert not Item.objects.visible_to(teacher).exists()
        assert Item.objects.count() == 0, "nor past the portal's own judgement"
    with access.acting_for(priya):
        assert Item.objects.count() == 1


def test_the_same_number_in_two_cases_tells_each_worker_whom_to_talk_to(
    maya: Case, toby: Case, priya: User, jo: User
) -> None:
    linked(priya, maya, LinkKind.MESSAGED_BY, phone("07700 900418", "Phone of Dez"))
    linked(jo, toby, LinkKind.MESSAGED_BY, phone("+44 7700 900418", "Unknown caller"))
    for worker, case, other, own in (
        (priya, maya, jo, "Phone of Dez"),
        (jo, toby, priya, "Unknown caller"),
    ):
        with access.acting_for(worker):
            told = told_of(worker, queries.alerts_of(worker, case), case)
            assert [one.item.label for one in told] == [own]
            assert told[0].other is None
            assert told[0].whom.startswith(other.name)
            assert own in [one.label for one in queries.find(worker, "07700900418")]
            due = DueItem.objects.open().filter(kind="linked_cases", person=worker)
            assert due.count() == 1
            page = client_of(worker).get(reverse("network:alert", kwargs={"ref": told[0].alert.ref}))
            assert other.name in page.content.decode()
            assert ("Toby" if worker is priya else "Maya") not in page.content.decode()


def test_of_a_restricted_case_only_its_own_side_is_told(maya: Case, toby: Case, priya: User, jo: User) -> None:
    restrict(case=toby, keep=[Membership.objects.get(user=jo)], why="Child of a colleague", by=TEST)
    linked(priya, maya, LinkKind.MESSAGED_BY, phone())
    linked(jo, toby, LinkKind.MESSAGED_BY, phone())
    with access.acting_for(priya):
        assert not queries.alerts_of(priya, maya)
        assert not LinkAlert.objects.exists()
    with access.acting_for(jo):
        told = told_of(jo, queries.alerts_of(jo, toby), toby)
        assert told[0].whom.startswith(priya.name)


def test_what_came_of_it_is_read_by_both_and_closes_the_work(maya: Case, toby: Case, priya: User, jo: User) -> None:
    linked(priya, maya, LinkKind.MESSAGED_BY, phone())
    linked(jo, toby, LinkKind.MESSAGED_BY, phone())
    with access.acting_for(priya):
        alert = queries.alerts_of(priya, maya)[0]
        actions.decide_alert(alert=alert, version=1, state=AlertState.TALKED, why="One man", by=priya)
        with pytest.raises(StaleRecord):
            actions.decide_alert(alert=alert, version=1, state=AlertState.NOT_SAME, why="No", by=priya)
    with access.acting_for(jo):
        assert queries.alerts_of(jo, toby)[0].decided_because == "One man"
        assert not DueItem.objects.open().filter(kind="linked_cases").exists()


def test_a_struck_link_stands_in_no_picture_and_can_still_be_read(maya: Case, priya: User) -> None:
    made = linked(priya, maya, LinkKind.MESSAGED_BY, phone())
    with access.acting_for(priya):
        actions.strike_link(link=made, version=made.version, why="Another girl’s phone", by=priya)
        assert not queries.around(priya, [(queries.CASE, maya.pk)]).links
        assert queries.link_by_ref(priya, made.ref) is not None
        held = queries.link_by_ref(priya, made.ref)
        assert held is not None
        with pytest.raises(NetworkRefused):
            actions.strike_link(link=held, version=held.version, why="Again", by=priya)
        assert Entry.objects.get(case=maya, source_ref=made.ref).headline.startswith("Struck through: ")


def test_two_that_are_one_are_shown_as_one_and_taken_apart_without_loss(
    maya: Case, toby: Case, priya: User, jo: User, analyst: User
) -> None:
    first = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    second = linked(jo, toby, LinkKind.GROOMED_BY, person("Desmond")).items[0]
    with access.acting_for(analyst):
        kept = actions.merge_items(kept=first, part=second, version=second.version, why="Same tattoo", by=analyst)
    with access.acting_for(jo):
        found = queries.around(jo, [(queries.CASE, toby.pk)])
        assert [one.label for one in found.items.values()] == ["Dez"]
        assert len(queries.alerts_of(jo, toby)) == 1, "the two cases meet in him now"
    with access.acting_for(analyst):
        part = Item.objects.get(pk=second.pk)
        actions.take_apart(part=part, version=part.version, why="Two men", by=analyst)
    with access.acting_for(jo):
        assert [one.label for one in queries.around(jo, [(queries.CASE, toby.pk)]).items.values()] == ["Desmond"]
    assert kept.pk == first.pk

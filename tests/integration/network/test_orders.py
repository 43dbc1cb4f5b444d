"""Notices and orders: considered, served, breached, renewed and ended; who reads them, and who is reminded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, Entry
from cse_portal.core import wall
from cse_portal.core.models import StaleRecord
from cse_portal.core.working_days import LONDON
from cse_portal.network import actions, order_queries
from cse_portal.network import order_rules as rules
from cse_portal.network.actions import OrderSaid
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.models import Item, Order, OrderBreach, OrderStep
from cse_portal.network.order_rules import OrderKind, State
from cse_portal.network.refused import NetworkRefused
from cse_portal.network.tasks import remind_of_orders
from cse_portal.worklist.models import DueItem
from tests.factories import agency_of
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.network.conftest import also_at, client_of, graded, linked, person
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
SERVED = {"served_on": TODAY, "served_by": "PC Orla Finch", "since": None, "until": None}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=LONDON), tick=False):
        yield


@pytest.fixture
def dez(maya: Case, priya: User) -> Item:
    return linked(priya, maya, LinkKind.GROOMED_BY, person()).items[0]


def told(by: User, **changed: Any) -> OrderSaid:
    """A notice for a child of 15 who is not in care."""
    said: dict[str, Any] = {
        **{"kind": OrderKind.CAWN, "basis": "", "protects": None, "child_age": 15, "child_in_care": False},
        **{"since": None, "until": None, "conditions": "Not to be with the child", "monitor": agency_of(by)},
        **{"monitor_words": "", "handling": Handling.NETWORK},
    }
    return OrderSaid(**{**said, **changed})


def an_order(by: User, item: Item, **changed: Any) -> Order:
    with access.acting_for(by):
        return actions.add_order(item=item, said=told(by, **changed), by=by)


def as_it_is(order: Order, by: User) -> Order:
    with access.acting_for(by):
        found = order_queries.order_by_ref(by, order.ref)
    assert found is not None
    return found


def do(deed: Any, order: Order, by: User, **said: Any) -> Any:
    with access.acting_for(by):
        now = order_queries.order_by_ref(by, order.ref)
        assert now is not None
        return deed(order=now, version=now.version, **said, by=by)


def served(by: User, order: Order, **values: Any) -> Order:
    made: Order = do(actions.serve_order, order, by, values={**SERVED, **values}, words="")
    return made


def reminders() -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind="orders").order_by("pk"))


def place(name: str, row: Any) -> str:
    return reverse(f"network:{name}", kwargs={"ref": row.ref})


# --- from the thought to the end -----------------------------------------------------------------------------------


def test_from_considered_to_ended_each_step_is_kept_and_told(dez: Item, maya: Case, priya: User) -> None:
    order = an_order(priya, dez, protects=maya)
    assert (order.state, order.child_age) == ("considered", 15)  # by the birthday on record
    assert order.until == date(2027, 5, 3)  # the day before the 16th birthday
    served(priya, order)
    with access.acting_for(priya):
        breach = actions.add_breach(
            order=order,
            values={"happened_on": TODAY, "words": "Seen with the child", "reported_to": "Police"},
            by=priya,
        )
        said = {"happened_on": TODAY, "words": "Seen with the child", "outcome": "Arrested"}
        actions.change_breach(order=as_it_is(order, priya), breach=breach, version=1, values=said, by=priya)
    do(actions.end_order, order, priya, done_on=TODAY, words="Charged")
    with access.acting_for(priya):
        assert [one.deed for one in OrderStep.objects.filter(order=order)] == ["serve", "end"]
        lines = [one.headline for one in Entry.objects.filter(case=maya, kind="network").order_by("pk")][1:]
        history = [one.state for one in order.history.all().order_by("pgh_id")]
    assert lines == [
        "Child abduction warning notice (CAWN) served on Dez (person of concern)",
        "Breach: Child abduction warning notice (CAWN) on Dez (person of concern)",
        "Child abduction warning notice (CAWN) on Dez (person of concern) ended",
    ]
    assert history == ["considered", "served", "ended"]
    events = all_of(AuditEvent.objects.filter(kind__startswith="order.").order_by("id"))
    assert [one.kind.removeprefix("order.") for one in events] == [
        *("added", "served", "breached", "breach_changed", "ended")
    ]
    assert {one.case_ref for one in events} == {maya.ref}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"child_age": 16}, "no legal basis for a young person of 16 or 17"),
        ({"child_age": 18, "child_in_care": True}, "18 or over"),
        ({"child_age": None}, "how old the child is"),
        ({"kind": OrderKind.OTHER}, "the law that the order rests on"),
        ({"kind": OrderKind.CLOSURE}, "cannot be on this"),
        ({"kind": OrderKind.SEXUAL_RISK, "since": TODAY, "until": TODAY - timedelta(days=1)}, "before it begins"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    dez: Item, priya: User, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(NetworkRefused, match=words):
        an_order(priya, dez, **changed)


def test_a_notice_ends_with_its_law(dez: Item, maya: Case, priya: User) -> None:
    with pytest.raises(NetworkRefused, match="16th birthday"):
        an_order(priya, dez, protects=maya, until=date(2027, 5, 4))
    made = an_order(priya, dez, protects=maya, child_in_care=True, until=date(2029, 5, 3))
    assert made.basis == "Child Abduction Act 1984, s2; Children Act 1989, s49"
    with time_machine.travel(datetime(2027, 6, 1, 12, tzinfo=LONDON), tick=False), pytest.raises(NetworkRefused):
        served(priya, an_order(priya, dez, child_age=15), served_on=date(2027, 6, 1), child_age=16)


def test_the_database_knows_it_too(dez: Item, priya: User) -> None:
    order = an_order(priya, dez)
    for values in ({"child_age": 17}, {"state": "served"}, {"basis": ""}, {"since": TODAY, "until": date(2020, 1, 1)}):
        with wall.as_system("test"), transaction.atomic(), pytest.raises(IntegrityError):
            Order.objects.filter(pk=order.pk).update(**values)


def test_nothing_is_done_twice_or_out_of_order(dez: Item, priya: User) -> None:
    order = an_order(priya, dez)
    with access.acting_for(priya), pytest.raises(NetworkRefused):
        actions.add_breach(order=order, values={"happened_on": TODAY, "words": "…"}, by=priya)
    with pytest.raises(NetworkRefused):
        do(actions.renew_order, order, priya, done_on=TODAY, until=TODAY, words="")
    do(actions.apply_for_order, order, priya, done_on=TODAY, words="")
    do(actions.refuse_order, order, priya, done_on=TODAY, words="The court saw no risk")
    with pytest.raises(NetworkRefused):
        served(priya, order)
    with access.acting_for(priya), pytest.raises(StaleRecord):
        actions.strike_order(order=order, version=1, why="…", by=priya)


def test_nobody_deletes_an_order_or_rewrites_a_step(dez: Item, priya: User) -> None:
    order = served(priya, an_order(priya, dez))
    with access.acting_for(priya):
        for sql in (
            f"delete from network_order where id = {order.pk}",
            f"update network_orderstep set words = 'x' where order_id = {order.pk}",
            f"delete from network_orderstep where order_id = {order.pk}",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(sql)


def test_what_was_struck_stays_readable_and_out_of_the_register(dez: Item, priya: User) -> None:
    order = served(priya, an_order(priya, dez, until=TODAY + timedelta(days=3)))
    assert len(reminders()) == 1
    client = client_of(priya)
    assert send(client, place("strike_order", order), why="Another man").status_code == 302
    assert reminders() == []
    assert "Another man" in says(client.get(place("order", order)))
    assert "struck through as recorded in error" in says(client.get(place("item", dez)))
    assert order.ref not in says(client.get(reverse("network:orders")))
    assert client.get(place("change_order", order)).status_code == 302
    with pytest.raises(NetworkRefused):
        do(actions.end_order, order, priya, done_on=TODAY, words="…")


# --- reminders -----------------------------------------------------------------------------------------------------


def run(on: date) -> int:
    with time_machine.travel(datetime(on.year, on.month, on.day, 5, 40, tzinfo=LONDON), tick=False):
        return int(remind_of_orders())


def test_whoever_watches_is_reminded_three_times_and_never_twice(dez: Item, priya: User) -> None:
    end = TODAY + timedelta(days=60)
    order = served(priya, an_order(priya, dez, until=end))
    assert reminders() == []
    found = []
    for left in (60, 29, 28, 28, 20, 8, 7, 6, 1, 0, -1, -9):
        number = run(end - timedelta(days=left))
        found.append((left, number, [one.task for one in reminders()]))
    assert [(left, number) for left, number, _ in found if number] == [(28, 1), (7, 1), (0, 1)]
    assert all(len(tasks) == (left <= 28) for left, _, tasks in found)
    (item,) = reminders()
    assert item.task == rules.REMINDERS[rules.Reminder.END]
    assert (item.agency, item.person, item.url) == (agency_of(priya), None, place("order", order))
    assert "Dez" not in f"{item.task} {item.detail}"
    with time_machine.travel(datetime(2027, 1, 20, 12, tzinfo=LONDON), tick=False):
        do(actions.renew_order, order, priya, done_on=date(2027, 1, 20), until=date(2027, 2, 1), words="")
        assert [one.task for one in reminders()] == [rules.REMINDERS[rules.Reminder.MONTH]]
        do(actions.end_order, order, priya, done_on=date(2027, 1, 20), words="Moved away")
    assert reminders() == []
    assert run(date(2027, 1, 31)) == 0


# --- who reads it --------------------------------------------------------------------------------------------------


def test_whose_child_it_protects_is_for_those_who_see_the_case(
    dez: Item, maya: Case, toby: Case, priya: User, jo: User
) -> None:
    """Both workers stand near the man, each by their own case."""
    also_at(dez, toby, jo)
    order = served(priya, an_order(priya, dez, protects=maya))
    with access.acting_for(jo):
        seen = order_queries.order_by_ref(jo, order.ref)
        assert seen is not None
        assert seen.protects is None
        changed = told(jo, conditions="Not within 100 metres of the school")
        actions.change_order(order=seen, version=seen.version, said=changed, by=jo)
    assert as_it_is(order, priya).protects == maya
    words = says(client_of(jo).get(place("order", order)))
    assert "100 metres" in words
    assert maya.child.family_name not in words
    assert maya.ref not in says(client_of(jo).get(place("change_order", order)))
    assert maya.child.family_name in says(client_of(priya).get(place("order", order)))


def test_a_stranger_gets_the_same_answer_as_for_nothing(
    dez: Item, priya: User, jo: User, cast: dict[str, User]
) -> None:
    order = an_order(priya, dez)
    stranger = client_of(cast["teacher"])
    nothing = stranger.get(reverse("network:order", kwargs={"ref": "AAAA-AAAA-AAAA"}))
    there = stranger.get(place("order", order))
    assert (there.status_code, nothing.status_code) == (404, 404)
    assert stranger.get(place("serve_order", order)).status_code == 404
    assert stranger.get(place("add_order", dez)).status_code == 404
    assert order.ref not in says(stranger.get(reverse("network:orders")))
    with access.acting_for(cast["teacher"]):
        with pytest.raises(PermissionDenied):
            actions.end_order(order=order, version=1, done_on=TODAY, words="…", by=cast["teacher"])
        with pytest.raises(PermissionDenied):
            actions.add_order(item=dez, said=told(priya), by=cast["teacher"])
    assert one_of(
        AuditEvent.objects.filter(kind="order.look_refused", object_ref=order.ref, detail__page="network:order")
    )


def test_what_is_covert_is_for_police_and_co_chairs_alone(dez: Item, priya: User, cast: dict[str, User]) -> None:
    police = cast["police_spoc"]
    with pytest.raises(NetworkRefused, match="must be able to read it"):
        an_order(police, dez, handling=Handling.COVERT, monitor=agency_of(priya))
    order = served(police, an_order(police, dez, handling=Handling.COVERT, until=TODAY + timedelta(days=5)))
    with access.acting_for(priya):
        assert not Order.objects.filter(pk=order.pk).exists()
        assert not OrderStep.objects.exists()
    assert client_of(priya).get(place("order", order)).status_code == 404
    assert [one.role for one in reminders()] == ["police_cse_spoc"]
    with access.acting_for(cast["mase_chair"]):
        assert order_queries.order_by_ref(cast["mase_chair"], order.ref) is not None
        assert order_queries.refs_to_copy(police, rules.Wanted()) == []


def test_the_agency_that_watches_over_it_reads_it_without_the_case(
    dez: Item, priya: User, cast: dict[str, User]
) -> None:
    school = cast["school_spoc"]
    order = an_order(priya, dez)
    assert client_of(school).get(place("order", order)).status_code == 404
    do(actions.change_order, order, priya, said=told(priya, monitor=agency_of(school)))
    page = says(client_of(school).get(place("order", order)))
    assert "Dez" in page
    assert place("item", dez) in page  # whoever watches must know whom
    assert "Links" in says(client_of(school).get(place("item", dez)))
    assert "Maya" not in says(client_of(school).get(place("item", dez)))
    assert "Dez" in says(client_of(school).get(reverse("network:orders")))


def test_an_order_of_an_agencys_own_stays_there(dez: Item, priya: User, cast: dict[str, User]) -> None:
    police = cast["police_spoc"]
    order = an_order(police, dez, handling=Handling.OWN_AGENCY)
    assert client_of(priya).get(place("order", order)).status_code == 404
    other = linked(priya, dez, LinkKind.OTHER, person("Zed"), graded(Handling.OWN_AGENCY)).items[-1]
    with pytest.raises(NetworkRefused, match="must be able to read it"):
        an_order(priya, other, monitor=agency_of(police))


# --- pages ---------------------------------------------------------------------------------------------------------


def typed(agency: str, **changed: str) -> dict[str, Any]:
    said = {"kind": "cawn", "child_age": "15", "child_in_care": "no", "monitor": agency, "handling": "network"}
    return {**said, "conditions": "Not to be with the child", **changed}


def test_a_form_sent_twice_records_once_and_bad_input_keeps_what_was_typed(dez: Item, maya: Case, priya: User) -> None:
    client, team = client_of(priya), agency_of(priya).ref
    url = place("add_order", dez)
    wrong = send(client, url, **typed(team, child_age="17", protects="NOBO-DYSC-ASES"))
    page = says(led_back(client, wrong))
    for words in ("There is a problem", "no legal basis for a young person", "a case that you see", "Not to be with"):
        assert words in page
    form = client.get(url)
    keys = hidden(says(form))
    for _ in range(2):
        assert client.post(url, {**keys, **typed(team, protects=maya.ref.lower())}).status_code == 302
    order = one_of(Order.objects.all())
    assert (order.protects_id, order.basis) == (maya.pk, "Child Abduction Act 1984, s2")


def test_every_form_from_served_to_ended(dez: Item, priya: User) -> None:
    client = client_of(priya)
    order = an_order(priya, dez, kind=OrderKind.SEXUAL_RISK)
    assert send(client, place("apply_for_order", order), words="Larkmere court").status_code == 302
    end = TODAY + timedelta(days=20)
    wrong = send(client, place("serve_order", order), served_by="", **day("until", TODAY - timedelta(days=9)))
    assert "Enter who served it" in says(led_back(client, wrong))
    asked = {"served_by": "PC Orla Finch", **day("until", end)}
    assert send(client, place("serve_order", order), **asked).status_code == 302
    page = says(client.get(place("order", order)))
    assert "Ends in 20 days" in page
    assert "PC Orla Finch" in page
    assert send(client, place("add_breach", order), words="Rang her", **day("happened_on", TODAY)).status_code == 302
    breach = one_of(OrderBreach.objects.all())
    assert send(client, place("change_breach", breach), outcome="Charged").status_code == 302
    wrong = send(client, place("renew_order", order), **day("until", end - timedelta(days=1)))
    assert "ends later than before" in says(led_back(client, wrong))
    later = day("until", end + timedelta(days=400))
    assert send(client, place("renew_order", order), **later).status_code == 302
    assert send(client, place("change_order", order), monitor_words="Patrols").status_code == 302
    assert send(client, place("end_order", order), words="The court ended it").status_code == 302
    page = says(client.get(place("order", order)))
    for words in ("Charged", "Larkmere court", "Renewed until", "The court ended it", "Patrols"):
        assert words in page
    assert "It stays in the register" not in page
    assert client.get(place("renew_order", order)).status_code == 302


def test_the_register_is_narrowed_sorted_and_cut_in_pages(dez: Item, priya: User) -> None:
    client = client_of(priya)
    assert "No notice or order yet" in says(client.get(reverse("network:orders")))
    orders = [
        an_order(priya, dez, kind=OrderKind.SEXUAL_RISK, until=TODAY + timedelta(days=40 + n)) for n in range(26)
    ]
    soon = served(priya, an_order(priya, dez, until=TODAY + timedelta(days=2)))
    page = client.get(reverse("network:orders"))
    assert "1 order ends within 28 days" in says(page)
    assert [row.order.ref for row in page.context["page"].rows][:2] == [soon.ref, orders[0].ref]
    assert len(client.get(reverse("network:orders"), {"page": "2"}).context["page"].rows) == 2
    ending = client.get(reverse("network:orders"), {"ending": "yes"}).context["page"].rows
    assert [row.order.ref for row in ending] == [soon.ref]
    turned = client.get(reverse("network:orders"), {"sort": "-until", "state": State.CONSIDERED.value})
    assert turned.context["page"].rows[0].order.ref == orders[-1].ref
    assert "No order like that" in says(client.get(reverse("network:orders"), {"kind": "hotel"}))

"""Pictures of the network on the pages of a case and of an item, as files, and the map of places."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.desk.models import BackgroundJob
from cse_portal.network import queries
from cse_portal.network.actions import NewItem
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.picturing import Wanted
from cse_portal.network.presenters.pictures import PicturePage, picture_page
from tests.integration.network.conftest import client_of, graded, linked, person, phone

pytestmark = pytest.mark.django_db
Shown = list[tuple[str, str]]


def place(label: str, **more: object) -> NewItem:
    return NewItem(ItemKind.PLACE, {"label": label, **more})


@pytest.fixture
def network(maya: Case, priya: User) -> dict[str, object]:
    """Maya, a phone that Dez uses, a lodge that he runs, and a car beyond."""
    calls = linked(priya, maya, LinkKind.MESSAGED_BY, phone())
    uses = linked(priya, person(), LinkKind.USES, calls.items[0], graded())
    dez = uses.start_item
    runs = linked(priya, dez, LinkKind.RUNS, place("Kestrel Lodge", latitude="51.51430", longitude="-0.09310"))
    linked(priya, dez, LinkKind.DRIVES, NewItem(ItemKind.VEHICLE, {"label": "Silver Astra", "plate": "LK12 ABC"}))
    linked(priya, maya, LinkKind.SEEN_AT, runs.end_item)
    linked(priya, maya, LinkKind.SEEN_AT, runs.end_item)
    return {"dez": dez, "lodge": runs.end_item, "phone": calls.items[0]}


def shown(page: PicturePage) -> Shown:
    assert page.picture is not None
    return [(one.node.label, one.node.shape.value) for one in page.picture.nodes]


def page_for(user: User, start: object, wanted: Wanted | None = None) -> PicturePage:
    with access.acting_for(user):
        return picture_page(user, start, wanted or Wanted())  # type: ignore[arg-type]


def test_a_picture_holds_what_stands_within_the_steps_and_reads_from_the_child(
    maya: Case, priya: User, network: dict[str, object]
) -> None:
    near = page_for(priya, maya, Wanted(1))
    assert shown(near) == [("Maya Canaryname", "circle"), ("Kestrel Lodge", "square"), ("Phone of Dez", "hexagon")]
    assert near.picture is not None
    assert "was seen at, twice" in [line.text for edge in near.picture.edges for line in edge.lines]
    far = page_for(priya, maya, Wanted(3))
    assert {label for label, _ in shown(far)} == {
        *("Maya Canaryname", "Kestrel Lodge", "Phone of Dez", "Dez", "Silver Astra")
    }
    assert far.summary.startswith("4 people, places and things, 6 links, 3 steps")
    assert len(far.rows) == 6


def test_what_stands_between_those_met_last_is_drawn_too(maya: Case, priya: User, network: dict[str, object]) -> None:
    linked(priya, network["dez"], LinkKind.SEEN_AT, network["lodge"])
    page = page_for(priya, maya, Wanted(2, ("person", "phone", "place")))
    assert page.picture is not None
    drawn = {frozenset(page.picture.nodes[end].node.label for end in one.bundle.ends) for one in page.picture.edges}
    assert frozenset({"Dez", "Kestrel Lodge"}) in drawn
    close = page_for(priya, network["phone"], Wanted(1))
    assert {row.start.name for row in close.rows} == {"Phone of Dez"}


def test_a_picture_keeps_to_the_kinds_and_the_day_that_are_asked_for(
    maya: Case, priya: User, network: dict[str, object]
) -> None:
    assert [label for label, _ in shown(page_for(priya, maya, Wanted(3, ("phone",))))] == [
        "Maya Canaryname",
        "Phone of Dez",
    ]
    later = page_for(priya, maya, Wanted(3, since=clock.today() + timedelta(days=1)))
    assert later.picture is None
    assert later.rows == []


def test_what_a_mark_keeps_from_the_reader_is_in_no_picture(
    maya: Case, priya: User, analyst: User, network: dict[str, object]
) -> None:
    linked(priya, maya, LinkKind.USES, phone("07700 900419", "Second phone"), graded(Handling.OWN_AGENCY))
    assert "Second phone" in {label for label, _ in shown(page_for(priya, maya))}
    with access.acting_for(analyst):
        found = queries.around(analyst, [(queries.ITEM, network["dez"].pk)], steps=3)  # type: ignore[attr-defined]
    drawn = {label for label, _ in shown(page_for(analyst, network["dez"], Wanted(3)))}
    assert drawn <= {one.label for one in found.items.values()} | {one.child.name for one in found.cases.values()}


def test_a_case_that_the_reader_may_not_open_is_a_ring_without_a_name(
    maya: Case, toby: Case, priya: User, jo: User
) -> None:
    used = linked(priya, maya, LinkKind.MESSAGED_BY, phone()).items[0]
    linked(jo, toby, LinkKind.MESSAGED_BY, phone())
    page = client_of(priya).get(reverse("network:around_case", args=[maya.ref])).content.decode()
    assert "p-net__shape--ring" in page
    assert "not yours to open: ask Jo Tanner" in page
    assert "Toby" not in page
    assert reverse("network:item", args=[used.ref]) in page


def test_too_much_for_one_picture_asks_to_narrow_and_keeps_the_table(
    maya: Case, priya: User, network: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.around, "__kwdefaults__", {**queries.around.__kwdefaults__, "most": 3})
    page = client_of(priya).get(reverse("network:around_case", args=[maya.ref]) + "?steps=3").content.decode()
    assert "Too much for one picture" in page
    assert "data-network" not in page
    assert "The same links as a table" in page


@pytest.mark.parametrize("words", ["?steps=9", "?since_day=31&since_month=2&since_year=2026", "?kinds=weather"])
def test_what_cannot_be_shown_says_so_and_shows_the_usual(
    maya: Case, priya: User, network: dict[str, object], words: str
) -> None:
    page = client_of(priya).get(reverse("network:around_case", args=[maya.ref]) + words).content.decode()
    assert "There is a problem" in page
    assert "<title>Error: " in page
    assert "data-network" in page


def test_the_page_of_an_item_shows_its_picture_too(maya: Case, priya: User, network: dict[str, object]) -> None:
    dez = network["dez"]
    page = client_of(priya).get(reverse("network:item", args=[dez.ref])).content.decode()  # type: ignore[attr-defined]
    assert "Picture of the network, 2 steps from Dez" in page
    labels = re.findall(r'<a class="p-net__node" [^>]*aria-label="([^"]+)"', page)
    assert "Kestrel Lodge, place, 2 links" in "; ".join(labels) or any("Kestrel Lodge" in one for one in labels)


def test_a_file_holds_picture_and_table_and_is_on_record(maya: Case, priya: User, network: dict[str, object]) -> None:
    client = client_of(priya)
    answer = client.post(reverse("network:case_pdf", args=[maya.ref]), {"steps": "3", "kinds": ["phone", "person"]})
    with wall.as_system("test"):
        job = BackgroundJob.objects.get()
    assert answer["Location"] == reverse("desk:job", args=[job.ref])
    assert job.parameters == {"case": maya.ref, "steps": 3, "kinds": ["person", "phone"], "since": ""}
    with wall.as_system("test"):
        assert AuditEvent.objects.filter(kind="network.case_printed", case_ref=maya.ref).count() == 1

"""The pages of the network, as a browser sends them: what is typed is kept, and what is done is on record."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, report_missing
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.network import queries
from cse_portal.network.actions import NewItem
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.link_kinds import LinkKind
from cse_portal.network.list_queries import listed
from cse_portal.network.models import Item, Link
from tests.architecture.meeting_objects import a_meeting
from tests.factories import TEST
from tests.integration.cases.forms import hidden, led_back, says, send
from tests.integration.network.conftest import GRADE, client_of, graded, linked, person

pytestmark = pytest.mark.django_db
GRADED = {"source": "untested", "information": "indirect", "sharing": "may_be_shared", "handling": "network"}
TOLD = {"link": "groomed_by", "known_from": "A friend of hers", **GRADED}


def place(name: str, row: Any) -> str:
    return reverse(f"network:{name}", kwargs={"ref": row.ref})


def events(kind: str) -> int:
    with wall.as_system("test"):
        return AuditEvent.objects.filter(kind=kind).count()


def the_link() -> Link:
    with wall.as_system("test"):
        return Link.objects.select_related("end_item", "start_case").get()


def test_a_person_is_added_once_the_answers_can_be(maya: Case, priya: User) -> None:
    client = client_of(priya)
    where = f"{place('add_to_case', maya)}?kind=person"
    typed = {**TOLD, "label": "Dez", "aliases": "Dezzo\nMr D", "age_from": "30", "age_to": "20", "sort_code": "person"}
    page = led_back(client, send(client, where, **typed))
    assert "Oldest age must be the same as or above the youngest" in says(page)
    assert "Dezzo\nMr D" in says(page)
    answer = send(client, where, **{**typed, "age_from": "20", "age_to": "30"})
    assert answer.status_code == 302
    made = the_link()
    assert made.end_item is not None
    assert (made.end_item.aliases, made.end_item.age_from, made.end_item.age_to) == (["Dezzo", "Mr D"], 20, 30)
    page = says(client.get(place("item", made.end_item)))
    assert "20 to 30" in page
    assert "Not yet known" in page, "ethnicity and nationality"
    assert events("network.linked") == 1


def test_what_is_sent_twice_is_recorded_once(maya: Case, priya: User) -> None:
    client = client_of(priya)
    where = f"{place('add_to_case', maya)}?kind=person"
    page = client.get(where)
    fields = {**hidden(page.content.decode()), **TOLD, "label": "Dez"}
    for _ in range(2):
        assert client.post(place("add_to_case", maya), fields).status_code == 302
    assert events("network.linked") == 1


def test_one_on_record_is_offered_and_taken(maya: Case, toby: Case, priya: User) -> None:
    first = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    client = client_of(priya)
    where = f"{place('add_to_case', maya)}?kind=person"
    page = led_back(client, send(client, where, **TOLD, label="dez", sort_code="person"))
    assert "Select which of these it is, or that it is none of them" in says(page)
    more = {"label": "dez", "sort_code": "person", "aliases": "Dezzo", "description": "Scar on the left hand"}
    answer = send(client, where, **TOLD, **more, match=first.ref)
    assert answer.status_code == 302
    with wall.as_system("test"):
        assert Item.objects.count() == 1
        assert Link.objects.count() == 2
    page = says(client.get(answer["Location"]))
    assert "Dezzo" in page, "what was typed of one on record is kept with the link"
    assert "Scar on the left hand" in page


def test_what_an_episode_told_says_so(maya: Case, priya: User) -> None:
    with access.acting_for(priya):
        said = {"kind": "missing", "began_at": clock.now(), "reported_by": "Her mother"}
        episode = report_missing(case=maya, values=said, by=priya)
    client = client_of(priya)
    where = f"{place('add_to_case', maya)}?kind=place&from={episode.ref}"
    answer = send(client, where, **{**TOLD, "link": "found_at"}, label="Kestrel Lodge", sort_code="place")
    assert answer.status_code == 302, says(led_back(client, answer))
    made = the_link()
    assert (made.origin, made.origin_ref) == ("episode", episode.ref)
    assert "A missing episode" in says(client.get(answer["Location"]))
    where = reverse("cases:missing_episode", kwargs={"ref": episode.ref})
    assert "Kestrel Lodge" in says(client.get(where))
    assert send(client, place("strike_link", made), why="Another hotel").status_code == 302
    page = says(client.get(where))
    assert "Kestrel Lodge" in page, "what was struck stays to be read where it was told"
    assert "Struck through" in page


def test_what_a_meeting_told_stands_on_its_page_as_far_as_one_may_read_it(
    maya: Case, priya: User, cast: dict[str, User]
) -> None:
    meeting = a_meeting(priya, maya)
    where = reverse("cases:meeting", kwargs={"ref": meeting.ref})
    assert "None yet that you may read of" in says(client_of(priya).get(where))
    told = {"origin": "meeting", "origin_ref": meeting.ref, "origin_case": maya}
    police = cast["police_spoc"]
    grant_to_person(case=maya, membership=Membership.objects.get(user=police), by=TEST)
    linked(priya, maya, LinkKind.GROOMED_BY, person("Canary Dez"), **told)
    linked(police, maya, LinkKind.GROOMED_BY, person("Canary Tosh"), graded(Handling.COVERT), **told)
    linked(priya, maya, LinkKind.GROOMED_BY, person("Canary Lee"))
    mine, theirs = says(client_of(priya).get(where)), says(client_of(police).get(where))
    assert ("Canary Dez" in mine, "Canary Tosh" in mine, "Canary Lee" in mine) == (True, False, False)
    assert ("Canary Dez" in theirs, "Canary Tosh" in theirs) == (True, True)
    assert f"{place('add_to_case', maya)}?from={meeting.ref}" in client_of(priya).get(where).content.decode()


def test_whoever_looks_across_adds_what_no_case_is_about_yet(analyst: User) -> None:
    client = client_of(analyst)
    where = reverse("network:add_item")
    assert "Vehicle" in says(client.get(where))
    for kind, more in (("vehicle", {"plate": "LK21 ABC"}), ("place", {"postcode": "LK4 2QT", "place_kind": "hotel"})):
        answer = send(client, f"{where}?kind={kind}", **GRADED, label=f"A {kind}", **more)
        assert answer.status_code == 302, says(led_back(client, answer))
        assert next(iter(more.values())) in says(client.get(answer["Location"]))
    with wall.as_system("test"):
        assert sorted(Item.objects.values_list("kind", flat=True)) == ["place", "vehicle"]
    assert events("network.item_added") == 2


def test_another_child_is_linked_only_where_one_may_write_in_both(maya: Case, toby: Case, priya: User) -> None:
    client = client_of(priya)
    where = f"{place('add_to_case', maya)}?kind=child"
    typed = {**TOLD, "link": "friend", "sort_code": "child"}
    page = led_back(client, send(client, where, **typed, child=toby.ref))
    assert "Enter the reference of a case that you may write in" in says(page)


def test_two_who_change_one_see_each_others_words(maya: Case, priya: User, analyst: User) -> None:
    item = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    mine, theirs = client_of(priya), client_of(analyst)
    fields = hidden(mine.get(place("change_item", item)).content.decode())
    assert send(theirs, place("change_item", item), description="Silver earring").status_code == 302
    answer = mine.post(place("change_item", item), {**fields, "description": "Scar on the left hand"})
    page = says(led_back(mine, answer))
    assert "Silver earring" in page
    assert "Scar on the left hand" in page
    assert events("network.item_changed") == 1


def test_whoever_looks_across_makes_two_one_and_takes_them_apart(
    maya: Case, toby: Case, priya: User, jo: User, analyst: User
) -> None:
    kept = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    part = linked(jo, toby, LinkKind.GROOMED_BY, person("Desmond", aliases=["Dez"])).items[0]
    client = client_of(analyst)
    assert "May be the same" in says(client.get(place("item", part)))
    assert send(client, place("merge", part), kept=kept.ref, why="One tattoo").status_code == 302
    assert "This is one and the same as" in says(client.get(place("item", part)))
    assert "Also recorded as" in says(client.get(place("item", kept)))
    assert send(client, place("take_apart", part), why="Two tattoos").status_code == 302
    assert "This is one and the same as" not in says(client.get(place("item", part)))
    assert client_of(priya).get(place("merge", kept)).status_code == 403


def test_a_link_between_items_is_struck_and_a_stranger_gets_the_same_answer_as_for_nothing(
    maya: Case, priya: User, jo: User
) -> None:
    dez = linked(priya, maya, LinkKind.GROOMED_BY, person("Dez")).items[0]
    client, stranger = client_of(priya), client_of(jo)
    where = f"{place('add_to_item', dez)}?kind=vehicle"
    typed = {**TOLD, "link": "drives", "label": "Silver Astra", "sort_code": "vehicle"}
    link = send(client, where, **typed)["Location"]
    assert "drives" in says(client.get(link))
    nothing = stranger.get(reverse("network:link", kwargs={"ref": "AAAA-AAAA-AAAA"}))
    assert (stranger.get(link).status_code, nothing.status_code) == (404, 404)
    assert stranger.get(place("item", dez)).status_code == 404
    assert "0 found" in says(stranger.post(reverse("network:items"), {"words": "Astra"}))
    assert stranger.post(reverse("network:suggest"), {"words": "Astra"}).json() == {"found": []}
    assert events("network.refused") == 3
    assert send(client, f"{link}strike/", why="Another man’s car").status_code == 302
    assert "Another man’s car" in says(client.get(link))
    with access.acting_for(priya):
        assert len(queries.around(priya, [(queries.ITEM, dez.pk)]).links) == 1


def test_words_that_are_looked_for_stand_in_no_address_and_are_counted(maya: Case, priya: User) -> None:
    linked(priya, maya, LinkKind.GROOMED_BY, person("Dez", aliases=["Canary Jim"]))
    client = client_of(priya)
    page = says(client.post(reverse("network:items"), {"words": "canary jim"}))
    assert "1 found" in page
    assert "Enter a name, a number or a part of one" in says(client.post(reverse("network:items"), {"words": ""}))
    assert events("network.searched") == 1
    assert "Dez" in says(client.get(reverse("network:items")))
    assert "Dez" in says(client.post(reverse("find"), {"q": "canary"}))


def test_all_of_them_are_listed_a_page_at_a_time(maya: Case, priya: User) -> None:
    for number in range(4):
        linked(priya, maya, LinkKind.GROOMED_BY, person(f"Number {number}"))
    with access.acting_for(priya):
        first = listed(priya, size=2)
        second = listed(priya, after=first.older, size=2)
        again = listed(priya, before=second.newer, size=2)
        assert [[one.label for one in page.rows] for page in (first, second, again)] == [
            ["Number 3", "Number 2"],
            ["Number 1", "Number 0"],
            ["Number 3", "Number 2"],
        ]
        assert (first.newer, second.older, again.newer) == ("", "", "")
        assert (again.older, second.newer) == (first.older, second.rows[0].ref)
        assert listed(priya, "phone").rows == []
        assert listed(priya, after="AAAA-AAAA-AAAA", size=2) == first, "of one that is not there, from the newest"


def test_the_list_leads_on_in_a_browser(maya: Case, priya: User) -> None:
    for number in range(26):
        linked(priya, maya, LinkKind.GROOMED_BY, person(f"Number {number:02}"))
    client, where = client_of(priya), reverse("network:items")
    page = client.get(f"{where}?kind=person")
    assert "Number 00" not in says(page)
    older = page.context["older_url"]
    assert "kind=person" in older
    page = client.get(f"{where}{older}")
    assert "Number 00" in says(page)
    assert "Number 25" in says(client.get(f"{where}{page.context['newer_url']}"))


def test_a_place_with_many_links_shows_them_a_page_at_a_time(maya: Case, priya: User) -> None:
    kestrel = linked(priya, maya, LinkKind.SEEN_AT, NewItem(ItemKind.PLACE, {"label": "Kestrel Lodge"})).items[0]
    with access.acting_for(priya):
        told = {"agency": kestrel.agency, "partnership": kestrel.partnership, "recorded_by": priya, **GRADE.values}
        Link.objects.bulk_create(
            Link(kind="seen_at", start_case=maya, end_item=kestrel, known_from=f"Sighting {number}", **told)
            for number in range(60)
        )
    client = client_of(priya)
    page = client.get(f"{place('item', kestrel)}?steps=1")
    assert "1 to 50 of 61, the latest first" in says(page)
    assert (len(page.context["links"].rows), page.context["links"].next_url) == (50, "?steps=1&links=2")
    page = client.get(f"{place('item', kestrel)}?steps=1&links=2")
    assert (len(page.context["links"].rows), page.context["links"].next_url) == (11, "")
    assert not page.context["form"].errors

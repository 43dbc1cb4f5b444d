"""A record is begun after a look for one: what one sees is found, what one does not see is not betrayed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cse_portal.agencies import access
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import COMPARE, compare_one, restrict, set_pair_aside
from cse_portal.cases.models import Case, Child, ChildSearch, Entry, Identifier, LikelyPair
from cse_portal.cases.work_kinds import BEGUN, MATCHES
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db
BEGIN = "/cases/begin/"
BORN = date(2011, 5, 4)
WHOM = {"given_names": "Maya Rose", "family_name": "Canaryname", "born_is": "known", **day("born_on", BORN)}
SEEN = {"words": "A man waits for her in a silver car", "handling": "network"}
NHS = "943 476 5919"


def looked(browse: Browse, key: str, **changed: Any) -> tuple[str, str]:
    """Where a search leads, and what stands there."""
    client = browse(key)
    place = send(client, BEGIN, **{**WHOM, **changed})["Location"]
    return place, says(client.get(place))


def test_a_record_is_begun_of_a_child_whose_last_name_nobody_knows(browse: Browse, cast: Cast) -> None:
    client = browse("social_worker")
    nothing = dict.fromkeys(("family_name", *day("born_on", BORN)), "")
    known = {**WHOM, **nothing, "given_names": "Quenby", "born_is": "not_known"}
    wrong = says(led_back(client, send(client, BEGIN, **known)))
    assert "Enter the last name, or select that it is not known yet" in wrong
    found = send(client, BEGIN, **known, no_family_name="on")["Location"]
    assert "(last name not known)" in says(client.get(found))
    page = says(client.get(send(client, found, **SEEN, **day("happened_on", clock.today()))["Location"]))
    assert "Quenby (last name not known)" in page
    assert "Quenby (last name not known)" in says(client.post("/find/", {"q": "quenby"}))


def test_whoever_sees_the_record_finds_it_however_it_is_spelled(led: Case, browse: Browse) -> None:
    for given, family in (("Maia", "Canaryname"), ("Canaryname", "Maya"), ("Pip", "Canaryname")):
        _, page = looked(browse, "social_worker", given_names=given, family_name=family)
        assert f"Case {led.ref}" in page
        assert "Is it one of these? Open it and write there." in page


def test_what_one_does_not_see_answers_like_no_child_at_all(led: Case, cast: Cast, browse: Browse) -> None:
    """Known and hidden, or known to nobody: the same words, and MASH’s number."""
    _, hidden = looked(browse, "teacher")
    _, nobody = looked(browse, "teacher", given_names="Quenby", family_name="Thistlewood")
    for page in (hidden, nobody):
        assert "You see no record that is like this." in page
        assert "Others may know this child all the same." in page
        assert "01632 960200" in page
        assert led.ref not in page
    words = [
        page.split("<main", 1)[1].replace(name, "…").split("<form", 1)[0]
        for page, name in ((hidden, "Maya Rose Canaryname"), (nobody, "Quenby Thistlewood"))
    ]
    assert words[0] == words[1]


def test_a_restricted_record_is_found_by_the_named_alone(led: Case, cast: Cast, browse: Browse) -> None:
    assert led.ref in looked(browse, "team_manager")[1]
    restrict(case=led, why="Her aunt works here", keep=[hat(cast["social_worker"])], by=TEST)
    assert led.ref in looked(browse, "social_worker")[1]
    assert led.ref not in looked(browse, "team_manager")[1]


def test_nobody_else_opens_a_search(browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    assert browse("school_spoc").get(place).status_code == 404
    assert browse("governance_lead").get(place).status_code == 404
    assert browse("lscb_manager").get(BEGIN).status_code == 403


def test_the_wall_shows_a_search_to_its_writer_alone(cast: Cast, browse: Browse) -> None:
    looked(browse, "teacher")
    for key, number in (("teacher", 1), ("school_spoc", 0), ("team_manager", 0)):
        with access.acting_for(cast[key]):
            assert ChildSearch.objects.count() == number, key


def test_a_teacher_begins_a_record_that_holds_all_that_was_typed(cast: Cast, browse: Browse) -> None:
    client, teacher = browse("teacher"), cast["teacher"]
    place, _ = looked(browse, "teacher", known_as="Pip", number_kind="nhs", number="9434765919")
    answer = send(client, place, **SEEN)
    with access.acting_for(teacher):
        case = Case.objects.select_related("child", "lead_agency").get()
        entry, number = Entry.objects.get(kind="note"), Identifier.objects.get()
    assert answer["Location"] == f"/cases/{case.ref}/"
    child = case.child
    assert (child.given_names, child.family_name, child.known_as, child.born_on) == (
        "Maya Rose",
        "Canaryname",
        "Pip",
        BORN,
    )
    assert (number.kind, number.value, entry.words) == ("nhs", NHS, SEEN["words"])
    assert case.lead_agency == agency_of(teacher)
    assert "The record is begun" in says(client.get(answer["Location"]))
    assert client.get(place)["Location"] == f"/cases/{case.ref}/"
    kinds = {one.kind for one in all_of(AuditEvent.objects.filter(case_ref=case.ref))}
    assert {"case.opened", "child_search.led_to_record", "entry.written", "child_fact.recorded"} <= kinds


def test_the_agencys_point_of_contact_sees_what_was_begun(cast: Cast, browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    answer = send(browse("teacher"), place, **SEEN)
    with access.acting_for(cast["school_spoc"]):
        assert Case.objects.visible_to(cast["school_spoc"]).count() == 1
    with access.acting_for(cast["outsider"]):
        assert Case.objects.visible_to(cast["outsider"]).count() == 0
    assert browse("outsider").get(answer["Location"]).status_code == 404


def test_whoever_answers_for_the_agency_takes_note(cast: Cast, browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    record = send(browse("teacher"), place, **SEEN)["Location"]
    work = DueItem.objects.filter(kind=BEGUN.code, closed_at__isnull=True)
    assert one_of(work).agency == agency_of(cast["teacher"])
    assert "I have read it" not in says(browse("teacher").get(record))
    spoc = browse("school_spoc")
    spoc.post(record, {"why_looking-choice": "supervising", "why_looking-opens": "yes"})
    assert "A colleague began this record" in says(spoc.get(record))
    browse("teacher").post(f"{record}read/")
    assert count_of(work) == 1
    spoc.post(f"{record}read/")
    assert count_of(work) == 0


def test_two_sendings_begin_one_record(browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    client = browse("teacher")
    other = browse("teacher")
    page = client.get(place).content.decode()
    send(other, place, **SEEN)
    again = client.post(place, {**hidden(page), **SEEN, "words": "Something else"})
    page = says(led_back(client, again))
    assert "You began a record from this search already" in page
    assert "Something else" in page
    with wall.as_system("test"):
        assert Case.objects.count() == 1


def test_a_likely_record_is_not_overlooked(led: Case, browse: Browse) -> None:
    """Whoever sees the same name says that it is another child; what they wrote stays meanwhile."""
    place, page = looked(browse, "social_worker")
    assert "I have looked at each of these" in page
    client = browse("social_worker")
    back = says(led_back(client, send(client, place, **SEEN)))
    assert "Open the records above. If it is another child, say so here" in back
    assert SEEN["words"] in back
    assert send(client, place, **SEEN, is_other="on").status_code == 302
    with wall.as_system("test"):
        assert Case.objects.count() == 2


def test_the_new_record_is_held_against_the_others_at_once(led: Case, cast: Cast, browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    send(browse("teacher"), place, **SEEN)
    with wall.as_system("test"):
        Child.objects.filter(pk=led.child_id).update(compared_at=clock.now())
        new = Child.objects.exclude(pk=led.child_id).get()
    lead = joins(agency_of(cast["social_worker"]), Role.SSPL).user
    assert compare_one(ref=new.ref, by=COMPARE) == 1
    assert compare_one(ref=new.ref, by=COMPARE) == 0
    with wall.as_system("test"):
        pair = LikelyPair.objects.get()
    assert {pair.first_id, pair.second_id} == {led.child_id, new.pk}
    work = DueItem.objects.filter(kind=MATCHES.code, closed_at__isnull=True)
    assert one_of(work).role == Role.SSPL
    with access.acting_for(cast["mash_officer"]):
        assert not Case.objects.visible_to(cast["mash_officer"]).exists()
    with access.acting_for(lead):
        set_pair_aside(pair=LikelyPair.objects.visible_to(lead).get(), version=pair.version, why="Cousins", by=lead)
    assert count_of(work) == 0


def test_nobody_is_asked_about_a_restricted_record(led: Case, cast: Cast, browse: Browse) -> None:
    place, _ = looked(browse, "teacher")
    send(browse("teacher"), place, **SEEN)
    restrict(case=led, why="Her aunt works here", keep=[hat(cast["social_worker"])], by=TEST)
    joins(agency_of(cast["social_worker"]), Role.SSPL)
    with wall.as_system("test"):
        new = Child.objects.exclude(pk=led.child_id).get()
    assert compare_one(ref=new.ref, by=COMPARE) == 1
    assert count_of(DueItem.objects.filter(kind=MATCHES.code)) == 0


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"given_names": ""}, "Enter first and middle names"),
        ({"born_is": "known", "born_on_day": "", "born_on_month": "", "born_on_year": ""}, "Enter the date"),
        ({"number": "9434765919"}, "Select which number it is"),
        ({"number_kind": "nhs"}, "Enter the number"),
        ({"number_kind": "nhs", "number": "9434765918"}, "NHS number"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(typed: Any, wrong: str, browse: Browse) -> None:
    client = browse("teacher")
    page = says(led_back(client, send(client, BEGIN, **{**WHOM, **typed})))
    assert wrong.lower() in page.lower()
    assert "Canaryname" in page
    with wall.as_system("test"):
        assert not ChildSearch.objects.exists()


def test_the_same_child_is_looked_for_as_often_as_one_likes(browse: Browse) -> None:
    first, _ = looked(browse, "teacher")
    second, _ = looked(browse, "teacher")
    assert first != second
    assert count_of(AuditEvent.objects.filter(kind="child_search.made")) == 2

"""Searching the trail: what is found, who may read it, what it leaves behind, and what the address never says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cse_portal.agencies.actions import add_agency, add_person, found_partnership, give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record, record_refusal
from cse_portal.audit.groups import Group, kinds_in
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.trail.actions import make_search
from cse_portal.trail.actions.searching import Wanted
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.queries import events
from tests.factories import TEST, agency_of, in_post
from tests.integration.trail.conftest import Cast, looks, posts_search, signed_in
from tests.plugins.trail import written_at

pytestmark = pytest.mark.django_db


def search(by: User, **wanted: object) -> TrailSearch:
    return make_search(wanted=Wanted(**wanted), why="A complaint", by=by)  # type: ignore[typeddict-item]


def kinds_found(made: TrailSearch) -> list[str]:
    return [event.kind for event in events.found(made).events]


# --- what is found -----------------------------------------------------------------------------------------------


def test_each_filter_finds_its_own(cast: Cast, case: Case) -> None:
    worker, lead = cast["social_worker"], cast["governance_lead"]
    seen = looks(worker, case)
    with in_post(cast["teacher"]):
        record("draft.begun", by=cast["teacher"])
    assert [one.pk for one in events.found(search(lead, who=worker)).events] == [seen.pk]
    assert kinds_found(search(lead, about="case_ref", about_ref=case.ref))[0] == "case.looked_at"
    assert kinds_found(search(lead, about="child_ref", about_ref=case.child_ref))[0] == "case.looked_at"
    assert kinds_found(search(lead, agency=agency_of(cast["teacher"]))) == ["draft.begun"]
    assert kinds_found(search(lead, group=Group.LOOKS)) == ["case.looked_at"]
    assert kinds_found(search(lead, group=Group.LOOKS, who=cast["teacher"])) == []
    today = clock.today()
    assert kinds_found(search(lead, who=worker, since=today, until=today)) == ["case.looked_at"]
    assert kinds_found(search(lead, who=worker, until=today - timedelta(days=1))) == []


def test_days_are_londons_and_found_by_halving(cast: Cast, case: Case) -> None:
    lead, worker = cast["governance_lead"], cast["social_worker"]
    looks(worker, case)
    written_at("2026-07-01T23:30:00+00:00", "case.looked_at")  # half past midnight of the second, in London
    second = date(2026, 7, 2)
    assert kinds_found(search(lead, who=worker, since=second, until=second)) == ["case.looked_at"]
    assert kinds_found(search(lead, who=worker, until=date(2026, 7, 1))) == []


def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, case: Case) -> None:
    worker, lead = cast["social_worker"], cast["governance_lead"]
    made = [looks(worker, case).pk for _ in range(60)]
    for wanted in ({"who": worker}, {"group": Group.LOOKS}):
        mine, found, below = search(lead, **wanted), [], None
        while True:
            page = events.found(mine, below=below)
            found += [event.pk for event in page.events]
            below = page.next
            if below is None:
                break
        assert found == made[::-1]


def test_counts_are_capped(cast: Cast, case: Case) -> None:
    for _ in range(12):
        looks(cast["social_worker"], case)
    mine = search(cast["governance_lead"], group=Group.LOOKS)
    assert events.number(mine) == 12
    assert events.number(mine, at_most=10) == 11


def test_the_number_of_queries_does_not_grow(cast: Cast, case: Case) -> None:
    client, mine = signed_in(cast["governance_lead"]), search(cast["governance_lead"], who=cast["social_worker"])
    place = reverse("trail:results", kwargs={"ref": mine.ref})
    numbers = []
    client.get(place)  # the first visit touches the session
    for more in (1, 25):
        for _ in range(more):
            looks(cast["social_worker"], case)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(place).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]


# --- who may -----------------------------------------------------------------------------------------------------


def test_a_contact_reads_their_own_people_only(cast: Cast, case: Case) -> None:
    spoc = cast["school_spoc"]
    looks(cast["social_worker"], case)
    with in_post(cast["teacher"]):
        record("draft.begun", by=cast["teacher"])
        record("alarm.opened", by=cast["teacher"])
    found = events.found(search(spoc)).events
    assert {event.actor_id for event in found} <= {spoc.pk, cast["teacher"].pk}
    assert "draft.begun" in [event.kind for event in found]
    assert "alarm.opened" not in [event.kind for event in found]
    with pytest.raises(PermissionDenied):
        search(spoc, who=cast["social_worker"])
    with pytest.raises(PermissionDenied):
        search(spoc, agency=agency_of(cast["social_worker"]))
    with pytest.raises(PermissionDenied):
        search(cast["team_manager"])


def test_somebody_with_two_posts_is_read_in_this_one_only(cast: Cast, case: Case) -> None:
    teacher = cast["teacher"]
    with in_post(teacher):
        record("draft.begun", by=teacher)
    give_role(user=teacher, agency=agency_of(cast["outsider"]), role=Role.PRACTITIONER, by=TEST)
    Membership.objects.filter(user=teacher, agency=agency_of(cast["school_spoc"])).update(
        starts_on=clock.today() + timedelta(days=1)
    )
    client = signed_in(teacher)
    client.get("/desk/downloads/")
    assert {event.hat_agency_ref for event in events.found(search(cast["school_spoc"])).events} == {
        agency_of(cast["school_spoc"]).ref
    }


def test_a_contact_is_not_told_of_a_case_they_do_not_see(cast: Cast, case: Case) -> None:
    looks(cast["teacher"], case, reason="Canarywords about Maya")
    client, mine = signed_in(cast["school_spoc"]), search(cast["school_spoc"])
    page = client.get(reverse("trail:results", kwargs={"ref": mine.ref})).content.decode()
    assert "A case you do not see" in page
    assert case.ref not in page
    for rest in page.split("/entry/")[1:]:
        key = rest.split("/")[0]
        entry = client.get(reverse("trail:entry", kwargs={"ref": mine.ref, "key": key})).content.decode()
        assert case.ref not in entry
        assert "Canarywords" not in entry
    governance = signed_in(cast["governance_lead"])
    theirs = search(cast["governance_lead"], who=cast["teacher"])
    page = governance.get(reverse("trail:results", kwargs={"ref": theirs.ref})).content.decode()
    assert case.ref in page
    key = page.split("/entry/")[1].split("/")[0]
    entry = governance.get(reverse("trail:entry", kwargs={"ref": theirs.ref, "key": key})).content.decode()
    assert "Canarywords about Maya" in entry
    assert "Canaryname" not in page + entry  # a governance lead reads references, and no child's name


def test_another_partnership_is_another_trail(cast: Cast, case: Case) -> None:
    other = found_partnership(
        name="Brackwater Partnership",
        short_name="Brackwater",
        mash_phone="01632 960100",
        out_of_hours_phone="01632 960101",
        by=TEST,
    )
    agency = add_agency(partnership=other, name="Brackwater Council", by=TEST)
    lead = add_person(email="lead@brackwater.example", name="Ada Fell", by=TEST)
    give_role(user=lead, agency=agency, role=Role.INFORMATION_GOVERNANCE_LEAD, by=TEST)
    looks(cast["social_worker"], case)
    with in_post(lead):
        record("draft.begun", by=lead)
    found = events.found(search(lead), size=200).events
    assert "draft.begun" in [event.kind for event in found]
    assert not [event for event in found if event.case_ref or event.actor_id == cast["social_worker"].pk]
    mine = events.found(search(cast["governance_lead"]), size=200).events
    assert "draft.begun" not in [event.kind for event in mine]
    assert "case.looked_at" in [event.kind for event in mine]


def test_another_persons_search_is_not_there(cast: Cast) -> None:
    mine = search(cast["governance_lead"])
    client = signed_in(cast["second_governance_lead"])
    assert client.get(reverse("trail:results", kwargs={"ref": mine.ref})).status_code == 404


def test_an_entry_opens_only_through_a_search_that_finds_it(cast: Cast, case: Case) -> None:
    from cse_portal.trail.presenters.lines import sealed

    outside = looks(cast["social_worker"], case)
    mine, client = search(cast["school_spoc"]), signed_in(cast["school_spoc"])
    for key in (sealed(outside.pk), str(outside.pk), "x"):
        assert client.get(reverse("trail:entry", kwargs={"ref": mine.ref, "key": key})).status_code == 404


# --- the pages ---------------------------------------------------------------------------------------------------


def test_a_search_is_posted_and_its_address_names_nobody(cast: Cast, case: Case) -> None:
    looks(cast["social_worker"], case)
    client = signed_in(cast["governance_lead"])
    answer = posts_search(client, who="priya nair", about=case.ref.lower().replace("-", " "), group="looks")
    made = TrailSearch.objects.get()
    assert answer["Location"] == f"/trail/searches/{made.ref}/"  # type: ignore[index]
    assert (made.who, made.about, made.about_ref, made.group) == (
        cast["social_worker"], "case_ref", case.ref, "looks",
    )  # fmt: skip
    page = client.get(f"/trail/searches/{made.ref}/").content.decode()
    assert "Priya Nair" in page
    assert "Looked at a case" in page
    assert f"Case {case.ref}" not in page  # no link into a case that governance does not see
    assert "1 entry" in page
    again = client.get(f"/trail/?again={made.ref}").content.decode()
    assert cast["social_worker"].email in again
    assert "A complaint was made" not in again.split("Your earlier searches")[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"why": ""}, "Enter why you are searching"),
        ({"who": "Nobody Atall"}, "Enter the name or email address of somebody who has or had a post here"),
        ({"who": "r"}, "More than five people have that name"),
        ({"who": "ma"}, "Enter the email address of one"),
        ({"about": "K7MX"}, "Enter a reference of 12 letters and numbers"),
        ({"since_day": "31", "since_month": "2", "since_year": "2026"}, "From must be a real date"),
        (
            {
                **{"since_day": "2", "since_month": "3", "since_year": "2026"},
                **{"until_day": "1", "until_month": "3", "until_year": "2026"},
            },
            "To must be the same as or after From",
        ),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_stays(cast: Cast, typed: dict[str, str], said: str) -> None:
    page = posts_search(signed_in(cast["governance_lead"]), **{"about": "K7MX-4TRP-W9HC", **typed})
    text = page.content.decode()  # type: ignore[attr-defined]
    assert said in text
    assert "There is a problem" in text
    assert typed.get("about", "K7MX-4TRP-W9HC") in text
    assert not TrailSearch.objects.exists()


def test_a_contact_finds_no_name_of_another_agency(cast: Cast) -> None:
    page = posts_search(signed_in(cast["school_spoc"]), who="Priya Nair")
    assert "Enter the name or email address of somebody who has or had a post here" in page.content.decode()  # type: ignore[attr-defined]


def test_the_search_its_pages_and_its_entries_are_in_the_trail(cast: Cast, case: Case) -> None:
    looks(cast["social_worker"], case)
    client = signed_in(cast["governance_lead"])
    posts_search(client, who="Priya Nair")
    place = f"/trail/searches/{TrailSearch.objects.get().ref}/"
    page = client.get(place).content.decode()
    client.get(f"{place}entry/{page.split('/entry/')[1].split('/')[0]}/")
    written = list(AuditEvent.objects.filter(kind__startswith="trail.").order_by("pk"))
    assert [one.kind for one in written] == ["trail.searched", "trail.results_looked_at", "trail.entry_looked_at"]
    assert written[0].reason == "A complaint was made"
    assert written[0].detail == {"who": cast["social_worker"].ref}
    assert {one.hat_role for one in written} == {Role.INFORMATION_GOVERNANCE_LEAD}


def test_an_entry_says_whether_it_is_sealed(cast: Cast, case: Case, seal_now: object) -> None:
    from cse_portal.audit.models import AuditCheck

    looks(cast["social_worker"], case)
    client, mine = signed_in(cast["governance_lead"]), search(cast["governance_lead"], who=cast["social_worker"])
    place = reverse("trail:results", kwargs={"ref": mine.ref})
    entry = place + "entry/" + client.get(place).content.decode().split("/entry/")[1].split("/")[0] + "/"
    assert "Not sealed" in client.get(entry).content.decode()
    seal_now()  # type: ignore[operator]
    page = client.get(entry).content.decode()
    assert "Nobody can change or remove it unseen" in page
    assert "203.0.113.9" in page
    now = clock.now()
    AuditCheck.objects.create(
        started_at=now, finished_at=now, is_whole=True, with_anchors=True, entries=9, chains=3, broken=2
    )
    assert "2 broken entries found" in client.get(entry).content.decode()


def test_a_refusal_is_marked(cast: Cast, case: Case, refusals: object) -> None:
    with in_post(cast["teacher"]):
        record_refusal("case.looked_at", by=cast["teacher"])
    refusals.write()  # type: ignore[attr-defined]
    mine = search(cast["governance_lead"], who=cast["teacher"])
    page = signed_in(cast["governance_lead"]).get(reverse("trail:results", kwargs={"ref": mine.ref}))
    assert "Refused" in page.content.decode()


# --- how it is found ---------------------------------------------------------------------------------------------


def test_every_way_of_searching_uses_an_index(cast: Cast, case: Case) -> None:
    lead, day = cast["governance_lead"], clock.today()
    ways = (
        search(lead, who=cast["social_worker"]),
        search(lead, about="case_ref", about_ref=case.ref),
        search(lead, about="child_ref", about_ref=case.child_ref),
        search(lead, agency=agency_of(cast["teacher"])),
        search(lead, group=Group.LOOKS),
        search(lead, since=day - timedelta(days=9), until=day),
        search(cast["school_spoc"]),
    )
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_sort = off")
    for way in ways:
        for branch in events.branches(way):
            plan = branch.order_by("-pk")[:26].explain()
            assert "Index" in plan, plan
            assert "Seq Scan" not in plan, plan


def test_the_groups_hold_every_kind_once() -> None:
    placed = [kind for group in Group for kind in kinds_in(group)]
    assert len(placed) == len(set(placed))
    assert "case.looked_at" in kinds_in(Group.LOOKS)

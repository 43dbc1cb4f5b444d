"""The people of an agency: who needs somebody first, then everyone, and nobody of another agency."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.people.actions.invitations import invite
from tests.factories import TEST, agency_of, due_item
from tests.integration.people.conftest import MONDAY, Cast, joins

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = MONDAY.date()


def page_of(client: Client, agency: Agency, query: str = "") -> str:
    response = client.get(reverse("people:agency", kwargs={"ref": agency.ref}) + query)
    assert response.status_code == 200
    return response.content.decode()


def needs(page: str) -> str:
    return page[page.index('id="needs-you"') : page.index('id="everyone"')]


def everyone(page: str) -> str:
    return page[page.index('id="everyone"') : page.index("p-stack")]


def unused(membership: Membership, days: int) -> None:
    User.objects.filter(pk=membership.user_id).update(last_login=MONDAY - days * DAY)


def test_the_only_agency_opens_by_itself_and_the_partnership_manager_chooses(
    client: Client, spoc: Client, school: Cast, agency: Agency
) -> None:
    assert spoc.get("/people/").headers["Location"] == reverse("people:agency", kwargs={"ref": agency.ref})
    client.force_login(school["lscb_manager"])
    page = client.get("/people/").content.decode()
    assert "Fernhill Academy" in page
    without, with_one = page.index("Brackwater Youth Trust"), page.index("Fernhill Academy")
    assert without < with_one


def test_everyone_is_listed_with_role_and_day_of_the_last_sign_in(spoc: Client, agency: Agency) -> None:
    unused(joins(agency, "Ruth Grant"), 1)
    unused(joins(agency, "Elis Morgan"), 14)
    page = everyone(page_of(spoc, agency))
    assert "Beth Lindqvist (you)" in page
    assert "Single point of contact" in page
    for name, seen in (("Ruth Grant", "Yesterday"), ("Elis Morgan", "9 November"), ("Gareth Onwuachi", "Today")):
        assert seen in page[page.index(name) :][:700]
    assert "Priya Nair" not in page


def test_who_needs_somebody_comes_first_with_the_next_step(spoc: Client, school: Cast, agency: Agency) -> None:
    unused(joins(agency, "Grace Hollis"), 52)
    locked = joins(agency, "Ada Quill")
    User.objects.filter(pk=locked.user_id).update(locked_unused_at=MONDAY)
    leaving = joins(agency, "Tariq Wells")
    Membership.objects.filter(pk=leaving.pk).update(ends_on=TODAY + 7 * DAY)
    due_item(leaving.user, due_in=DAY)
    due_item(leaving.user, due_in=2 * DAY)
    away = joins(agency, "Sol Vane")
    Membership.objects.filter(pk=away.pk).update(
        suspended_at=MONDAY, suspended_by=school["school_spoc"], suspension_reason="Asked"
    )
    invite(
        agency=agency, name="Nell Barrow", email="n.barrow@larkmere.example", role=Role.PRACTITIONER,
        starts_on=TODAY, ends_on=None, by=school["school_spoc"],
    )  # fmt: skip
    page = needs(page_of(spoc, agency))
    for name, state, button in (
        ("Grace Hollis", "Locks in 8 days", "Keep or end"),
        ("Ada Quill", "Locked: not used", "Let back in"),
        ("Tariq Wells", "Leaves 30 November", "Hand over"),
        ("Sol Vane", "Suspended", "Lift or end"),
        ("Nell Barrow", "Not sent", "Send again"),
    ):
        row = page[page.index(name) :]
        row = row[: row.index("</tr>")]
        assert state in row
        assert button in row
    assert "2 things open" in page
    assert "Beth Lindqvist" not in page
    assert "Grace Hollis" not in everyone(page_of(spoc, agency))


def test_a_leaver_without_open_work_needs_nobody(spoc: Client, agency: Agency) -> None:
    leaving = joins(agency, "Tariq Wells")
    Membership.objects.filter(pk=leaving.pk).update(ends_on=TODAY + 7 * DAY)
    page = page_of(spoc, agency)
    assert "Tariq Wells" not in needs(page)
    assert "Leaves 30 November" in everyone(page)
    assert "Nobody needs anything from you" in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?role=practitioner", {"Gareth Onwuachi", "Ruth Grant", "Sol Vane"}),
        ("?role=spoc", {"Beth Lindqvist"}),
        ("?state=suspended", {"Sol Vane"}),
        ("?state=not_begun", {"Ines Falk"}),
        ("?role=safeguarding_adviser&state=not_begun", {"Ines Falk"}),
        ("?role=elected_member", set()),
    ],
)
def test_the_list_can_be_narrowed(spoc: Client, school: Cast, agency: Agency, query: str, there: set[str]) -> None:
    joins(agency, "Ruth Grant")
    away = joins(agency, "Sol Vane")
    Membership.objects.filter(pk=away.pk).update(
        suspended_at=MONDAY, suspended_by=school["school_spoc"], suspension_reason="Asked"
    )
    new = joins(agency, "Ines Falk", Role.SAFEGUARDING_ADVISER)
    Membership.objects.filter(pk=new.pk).update(starts_on=TODAY + 9 * DAY)
    page = everyone(page_of(spoc, agency, query)) + "</main>"
    names = {"Gareth Onwuachi", "Ruth Grant", "Sol Vane", "Ines Falk", "Beth Lindqvist"}
    assert {name for name in names if name in page} == there


@pytest.mark.parametrize("query", ["?role=x", "?state=active", "?sort=password", "?page=-1", "?page=99999999999"])
def test_an_odd_address_shows_the_default(spoc: Client, agency: Agency, query: str) -> None:
    assert "Gareth Onwuachi" in everyone(page_of(spoc, agency, query))


def order(page: str, *names: str) -> list[str]:
    return sorted(names, key=page.index)


def test_it_is_sorted_by_name_or_by_the_last_sign_in(spoc: Client, agency: Agency) -> None:
    unused(joins(agency, "Zora Abel"), 5)
    unused(joins(agency, "Amy Zest"), 2)
    names = ("Amy Zest", "Zora Abel")
    assert order(everyone(page_of(spoc, agency)), *names) == ["Amy Zest", "Zora Abel"]
    assert order(everyone(page_of(spoc, agency, "?sort=-name")), *names) == ["Zora Abel", "Amy Zest"]
    assert order(everyone(page_of(spoc, agency, "?sort=seen")), *names) == ["Zora Abel", "Amy Zest"]
    assert order(everyone(page_of(spoc, agency, "?sort=-seen")), *names) == ["Amy Zest", "Zora Abel"]


def test_a_long_list_has_pages_that_keep_what_was_chosen(spoc: Client, agency: Agency) -> None:
    for number in range(30):
        joins(agency, f"Person {number:02}")
    first = page_of(spoc, agency, "?role=practitioner&sort=-name")
    (link,) = re.findall(r'href="(\?[^"]*page=2)"', first)
    second = page_of(spoc, agency, link.replace("&amp;", "&"))
    assert "Person 29" in first
    assert "Person 00" not in first
    assert "Person 00" in second
    assert "Beth Lindqvist" not in everyone(second)


def test_a_search_is_sent_so_that_no_name_stands_in_an_address(spoc: Client, agency: Agency) -> None:
    joins(agency, "Ruth Grant")
    place = reverse("people:agency", kwargs={"ref": agency.ref})
    found = spoc.post(place, {"q": " ruth  gr "}).content.decode()
    assert "Ruth Grant" in everyone(found)
    assert "Gareth" not in everyone(found)
    assert "Nobody here has that name" in spoc.post(place, {"q": "Priya"}).content.decode()
    refused = spoc.post(place, {"q": ""}).content.decode()
    assert refused.count("Enter a name or an email address") == 2
    assert 'method="get"' in found
    assert not re.search(r'<form[^>]*method="get"[^>]*>(?:(?!</form>).)*name="q"', found, re.S)


def test_leavers_stand_apart_with_the_day_on_which_it_ended(spoc: Client, school: Cast, agency: Agency) -> None:
    gone = joins(agency, "Tariq Wells")
    Membership.objects.filter(pk=gone.pk).update(ends_on=TODAY - DAY)
    page = page_of(spoc, agency)
    assert "1 person who left" in page
    assert "Tariq Wells" not in page
    left = spoc.get(reverse("people:left", kwargs={"ref": agency.ref})).content.decode()
    assert "Ended 22 November 2026" in left
    assert "Gareth" not in left
    give_role(user=gone.user, agency=agency, role=Role.PRACTITIONER, by=TEST)
    assert "Tariq Wells" not in spoc.get(reverse("people:left", kwargs={"ref": agency.ref})).content.decode()


def test_everybody_who_left_is_found_the_latest_first(
    spoc: Client, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cse_portal.people.presenters.listing.LEAVERS_A_PAGE", 4)
    for number in range(10):
        gone = joins(agency, f"Leaver {number:02}")
        Membership.objects.filter(pk=gone.pk).update(ends_on=TODAY - (number + 1) * DAY)
    place = reverse("people:left", kwargs={"ref": agency.ref})
    pages = [spoc.get(f"{place}?page={number}").content.decode() for number in (1, 2, 3)]
    found = [sorted(set(re.findall(r"Leaver \d\d", page))) for page in pages]
    names = [f"Leaver {number:02}" for number in range(10)]
    assert found == [names[:4], names[4:8], names[8:]]
    assert pages[0].index("Leaver 00") < pages[0].index("Leaver 03")
    assert ['href="?page=2"' in page for page in pages] == [True, False, True]
    assert 'href="?page=3"' in pages[1]


def test_the_person_page_tells_what_they_hold_here_and_how_they_sign_in(
    spoc: Client, school: Cast, agency: Agency
) -> None:
    teaching = school["teacher"].memberships.get()
    other = Agency.objects.get(name="Brackwater Youth Trust")
    give_role(user=school["teacher"], agency=other, role=Role.PREVENTION_LEAD, by=TEST)
    due_item(school["teacher"], agency=agency, due_in=DAY, task="Read the new guidance")
    page = spoc.get(reverse("people:person", kwargs={"ref": teaching.ref})).content.decode()
    for words in (
        "Gareth Onwuachi",
        "Practitioner",
        "Not set up",
        "Today",
        "Read the new guidance",
        "Was given a role",
    ):
        assert words in page
    assert "Brackwater" not in page
    assert "Prevention lead" not in page
    assert "<title>A person at Fernhill Academy" in page


def test_a_person_of_another_agency_is_not_there(spoc: Client, school: Cast) -> None:
    theirs = school["social_worker"].memberships.get()
    for name in ("person", "suspend", "end", "change_role", "add_role", "hand_over", "let_back_in", "away_for"):
        assert spoc.get(reverse(f"people:{name}", kwargs={"ref": theirs.ref})).status_code == 404, name


def test_the_list_stays_empty_for_a_new_agency_and_says_the_first_step(
    client: Client, school: Cast, clock: time_machine.Traveller
) -> None:
    empty = agency_of(school["outsider"])
    Membership.objects.filter(user=school["outsider"]).update(ends_on=TODAY - DAY)
    client.force_login(school["lscb_manager"])
    page = page_of(client, empty)
    assert "Nobody else has access yet" in page
    assert "Invite someone" in page

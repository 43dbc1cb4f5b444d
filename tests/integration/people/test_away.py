"""Somebody says who stands in for them, or their point of contact does; and ends it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cse_portal.agencies.models import Agency, Delegation, Membership
from tests.integration.people.conftest import MONDAY, Cast, joins
from tests.integration.people.forms import day, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = MONDAY.date()
AWAY = "/people/away/"


def place(membership: Membership) -> str:
    return reverse("people:away_for", kwargs={"ref": membership.ref})


def test_a_teacher_chooses_a_colleague_and_comes_back_early(client: Client, school: Cast, agency: Agency) -> None:
    teaching, ruth = school["teacher"].memberships.get(), joins(agency, "Ruth Grant")
    client.force_login(school["teacher"])
    assert "Nobody stands in for you here" in client.get(AWAY).content.decode()
    response = send(client, place(teaching), delegate=ruth.ref, reason="On leave", **day("ends_on", TODAY + 4 * DAY))
    assert response.headers["Location"] == AWAY
    page = client.get(AWAY).content.decode()
    assert "Ruth Grant stands in from 23 November until 27 November (On leave)" in page
    made = Delegation.objects.get()
    client.force_login(ruth.user)
    assert "Gareth Onwuachi, until 27 November 2026" in client.get(AWAY).content.decode()
    assert client.post(reverse("people:away_end", kwargs={"ref": made.ref}), {"version": 1}).status_code == 404
    client.force_login(school["teacher"])
    client.post(reverse("people:away_end", kwargs={"ref": made.ref}), {"version": made.version})
    assert "Nobody stands in for you here" in client.get(AWAY).content.decode()


def test_the_point_of_contact_says_it_for_somebody(spoc: Client, school: Cast, agency: Agency) -> None:
    tariq = joins(agency, "Tariq Wells")
    own = school["school_spoc"].memberships.get()
    response = send(spoc, place(tariq), delegate=own.ref, **day("ends_on", TODAY))
    assert response.headers["Location"] == reverse("people:person", kwargs={"ref": tariq.ref})
    page = spoc.get(response.headers["Location"]).content.decode()
    assert "Beth Lindqvist stands in" in page
    listed = spoc.get(reverse("people:agency", kwargs={"ref": agency.ref})).content.decode()
    assert "Away until 23 November: Beth Lindqvist" in listed
    made = Delegation.objects.get()
    ended = spoc.post(reverse("people:away_end", kwargs={"ref": made.ref}), {"version": made.version})
    assert ended.headers["Location"] == reverse("people:person", kwargs={"ref": tariq.ref})
    again = spoc.post(reverse("people:away_end", kwargs={"ref": made.ref}), {"version": made.version}, follow=True)
    assert "Someone else changed this meanwhile" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"delegate": ""}, "Select who stands in"),
        ({"delegate": "nobody"}, "from the list"),
        ({}, "Enter last day away"),
        ({**day("ends_on", TODAY - DAY)}, "Last day away must be today or in the future"),
        ({**day("starts_on", TODAY + 3 * DAY), **day("ends_on", TODAY + DAY)}, "Last day must be on or after"),
    ],
)
def test_what_does_not_fit_is_said(
    client: Client, school: Cast, agency: Agency, typed: dict[str, str], said: str
) -> None:
    ruth = joins(agency, "Ruth Grant")
    client.force_login(school["teacher"])
    response = send(client, place(school["teacher"].memberships.get()), **{"delegate": ruth.ref, **typed})
    assert said in response.content.decode()
    assert not Delegation.objects.exists()


def test_the_same_days_twice_are_refused_in_words(client: Client, school: Cast, agency: Agency) -> None:
    teaching, ruth = school["teacher"].memberships.get(), joins(agency, "Ruth Grant")
    client.force_login(school["teacher"])
    for _ in range(2):
        response = send(client, place(teaching), delegate=ruth.ref, **day("ends_on", TODAY))
    assert "stands in on some of these days already" in response.content.decode()
    assert Delegation.objects.count() == 1


def test_alone_in_an_agency_nobody_can_stand_in(client: Client, school: Cast) -> None:
    client.force_login(school["outsider"])
    page = client.get(place(school["outsider"].memberships.get())).content.decode()
    assert "Nobody else works here yet" in page


def test_my_work_leads_there(client: Client, school: Cast) -> None:
    client.force_login(school["teacher"])
    assert f'href="{AWAY}"' in client.get("/").content.decode()

"""Which entry of the navigation is marked, on the page itself and on every page beneath it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cse_portal.agencies.models import User
from cse_portal.agencies.navigation import items_for
from cse_portal.cases.actions import grant_to_person, open_case
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import hat

pytestmark = pytest.mark.django_db
REF = "F9Z3-KZM6-DGVC"


class Match:
    def __init__(self, view_name: str) -> None:
        self.view_name = view_name


def marked(user: User, path: str, view_name: str = "") -> list[tuple[str, bool]]:
    found = items_for(user, path, Match(view_name))
    return [(item.label, item.is_current) for item in found if item.is_current or item.is_within]


@pytest.mark.parametrize(
    ("who", "path", "view_name", "room"),
    [
        ("social_worker", "/", "home", ("My work", True)),
        ("social_worker", "/cases/", "cases:list", ("Cases", True)),
        ("social_worker", f"/cases/{REF}/who-sees/give/", "cases:give", ("Cases", False)),
        ("governance_lead", f"/cases/emergency/{REF}/", "cases:emergency", ("Emergency access", False)),
        ("governance_lead", "/trail/", "trail:search", ("Audit trail", True)),
        ("governance_lead", f"/trail/searches/{REF}/", "trail:results", ("Audit trail", False)),
        ("school_spoc", f"/people/person/{REF}/end/", "people:end", ("People", False)),
        ("governance_lead", f"/people/reviews/{REF}/", "people:record", ("Access reviews", False)),
        ("social_worker", f"/agencies/{REF}/", "office:agency", ("Agencies", False)),
        ("social_worker", "/roles/", "office:roles", ("Agencies", False)),
        ("social_worker", "/leads/", "office:leads", ("Agencies", False)),
        ("lscb_manager", f"/partnership/{REF}/hours/", "office:hours", ("Partnership", False)),
        ("social_worker", f"/desk/jobs/{REF}/", "desk:job", ("My downloads", False)),
    ],
)
def test_the_room_is_marked(
    cast: dict[str, User], who: str, path: str, view_name: str, room: tuple[str, bool]
) -> None:
    assert marked(cast[who], path, view_name) == [room]


def test_outside_every_room_nothing_is_marked(cast: dict[str, User]) -> None:
    assert marked(cast["social_worker"], "/account/", "account") == []
    assert marked(cast["social_worker"], "/find/", "find") == []


def test_a_page_of_a_case_says_that_it_belongs_to_cases(cast: dict[str, User]) -> None:
    worker = cast["social_worker"]
    case = open_case(given_names="Maya", family_name="Ferncroft", born_on=None, lead_agency=agency_of(worker), by=TEST)
    grant_to_person(case=case, membership=hat(worker), by=TEST)
    browser = Client()
    browser.force_login(worker)
    page = browser.get(f"/cases/{case.ref}/who-sees/").content.decode()
    assert re.search(r'href="/cases/" aria-current="true"', page)
    menu = page[: page.index("<main")].partition('aria-label="Case"')[0]
    assert 'aria-current="page"' not in menu

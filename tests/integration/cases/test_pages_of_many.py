"""Nothing is cut in silence: what happened, emergencies and whoever goes on seeing a restricted case."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies import access
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions, emergency_queries, entry_queries, queries
from cse_portal.cases.actions import grant_to_agency, grant_to_person, restrict, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.cases.presenters import emergency as emergency_presenter
from cse_portal.cases.views import emergency as emergency_views
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import says, send
from tests.integration.cases.test_emergency import PLACE, by_ref
from tests.reading import one_of

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)


def write(case: Case, cast: Cast, *days: int) -> None:
    worker = cast["social_worker"]
    with access.acting_for(worker):
        for number in days:
            write_entry(
                case=case,
                happened_on=FIRST + timedelta(days=number),
                words=f"Visit number {len(entry_queries.entries(worker, case)[0])} on day {number}.",
                handling=Handling.NETWORK,
                agency=agency_of(worker),
                by=worker,
            )


def test_what_happened_comes_page_by_page(
    led: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(led, cast, 1, 2, 2, 2, 3, 4, 5)  # three of one day fall on two pages
    monkeypatch.setattr(entry_queries, "ENTRIES_A_PAGE", 3)
    browser, place, seen, pages = browse("social_worker"), f"/cases/{led.ref}/chronology/", [], 0
    while place:
        page = says(browser.get(place))
        seen += re.findall(r"Visit number \d+ on day (\d)", page)
        pages += 1
        found = re.search(r'href="(\?after=[^"]*)" rel="next"', page)
        place = f"/cases/{led.ref}/chronology/{found.group(1)}" if found else ""
    assert seen == ["5", "4", "3", "2", "2", "2", "1"]
    assert pages == 3
    assert "Back to the latest" in page


def test_an_odd_place_in_the_list_is_its_beginning(led: Case, cast: Cast, browse: Browse) -> None:
    write(led, cast, 1)
    assert "on day 1" in says(browse("social_worker").get(f"/cases/{led.ref}/chronology/?after=rubbish'--"))


def test_the_page_of_a_case_asks_as_often_whatever_happened(led: Case, cast: Cast) -> None:
    worker = cast["social_worker"]
    write(led, cast, 1)
    with access.acting_for(worker), CaptureQueriesContext(connection) as few:
        entry_queries.entries(worker, led)
    write(led, cast, *range(2, 9))
    with access.acting_for(worker), CaptureQueriesContext(connection) as many:
        entry_queries.entries(worker, led)
    assert len(few) == len(many)


def crowd(case: Case, cast: Cast) -> None:
    """Five people of another agency who see it for their role there."""
    agency = agency_of(cast["police_spoc"])
    grant_to_agency(case=case, agency=agency, by=TEST)
    for number in range(5):
        joins(agency, Role.SPOC, f"Aaron Number-{number}")


def test_more_than_a_form_can_hold_is_said_with_the_way_out(
    led: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(led, cast)
    everybody = len(queries.live_seers(led))
    monkeypatch.setattr(queries, "MOST_OFFERED", 3)
    offered = queries.offered_to_keep(led)
    assert next(one.user.name for one in offered.people) == "Priya Nair"  # named; then their agency; then the others
    assert {one.agency_id for one in offered.people[:2]} == {led.lead_agency_id}
    assert len(offered.people) + offered.left_out == everybody
    grant_to_person(case=led, membership=joins(agency_of(cast["teacher"]), Role.PRACTITIONER, "Zoe Named"), by=TEST)
    assert "Zoe Named" in [one.user.name for one in queries.offered_to_keep(led).people]


def test_the_form_says_how_many_it_cannot_hold(
    led: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(led, cast)
    place, browser = f"/cases/{led.ref}/who-sees/restrict/", browse("team_manager")
    assert "than this list can hold" not in says(browser.get(place))
    monkeypatch.setattr(queries, "MOST_OFFERED", 3)
    page = says(browser.get(place))
    assert f"{queries.offered_to_keep(led).left_out} more people see this case than this list can hold" in page
    assert "give them access by name" in page


def test_whoever_the_form_could_not_hold_is_kept_or_told_all_the_same(
    led: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(led, cast)
    monkeypatch.setattr(queries, "MOST_OFFERED", 1)
    told: list[int] = []
    monkeypatch.setattr(
        actions.restricting.letters, "tell", lambda letter, people, about=None: told.append(len(people))
    )
    manager = cast["team_manager"]
    before = len(queries.live_seers(led))
    with access.acting_for(manager):
        restrict(case=led, why="Their child", keep=[hat(cast["social_worker"]), hat(manager)], by=manager)
    assert told == [before - 2]


def test_emergencies_come_page_by_page_those_to_review_first(
    led: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("teacher", "outsider"):
        send(browse(key), PLACE, **by_ref(led.ref))
    monkeypatch.setattr(emergency_views, "EMERGENCIES_A_PAGE", 1)
    first = says(browse("governance_lead").get("/cases/emergency/"))
    second = says(browse("governance_lead").get("/cases/emergency/?page=2"))
    assert ("Olu Wetherby" in first, "Gareth Onwuachi" in first) == (True, False)
    assert ("Olu Wetherby" in second, "Gareth Onwuachi" in second) == (False, True)
    assert 'href="?page=2" rel="next"' in first


def test_more_steps_than_its_page_shows_is_said(led: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emergency_queries, "MOST_STEPS", 2)
    monkeypatch.setattr(emergency_presenter, "MOST_STEPS", 2)
    send(browse("teacher"), PLACE, **by_ref(led.ref))
    for _ in range(3):
        browse("teacher").get(f"/cases/{led.ref}/")
    made = one_of(AuditEvent.objects.filter(kind="emergency.opened"))
    page = says(browse("governance_lead").get(f"/cases/emergency/{made.object_ref}/"))
    assert "Only the first 2 steps are shown" in page

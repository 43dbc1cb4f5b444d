"""Who has looked at a record: on the page, narrowed, paged, and as a PDF."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cse_portal.agencies import access
from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.audit.actions import record_look
from cse_portal.audit.models import AuditCheck, AuditEvent
from cse_portal.cases import look_queries
from cse_portal.cases.actions import contribute, grant_to_person, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.look_queries import Wanted
from cse_portal.cases.models import Case
from cse_portal.cases.presenters import lookers
from cse_portal.cases.presenters.looks import looks_page
from cse_portal.core import clock, wall
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.desks import one
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says, send
from tests.integration.cases.test_emergency import PLACE, by_ref, the_one
from tests.integration.cases.test_meetings import held
from tests.plugins.wall import the_owner
from tests.reading import all_of, count_of

pytestmark = pytest.mark.django_db


def looks(case: Case, more: str = "") -> str:
    return f"/cases/{case.ref}/who-has-looked/{more}"


def table(page: Any) -> str:
    """Without the choices above it."""
    return says(page).partition("<tbody>")[2]


def test_every_look_with_hat_and_reason_and_the_looking_itself(led: Case, cast: Cast, browse: Browse) -> None:
    browse("social_worker").get(f"/cases/{led.ref}/")
    page = browse("team_manager").get(looks(led))
    assert "Priya Nair" in table(page)
    assert "Social worker, Children’s social care" in table(page).replace("&#x27;", "’").replace("'", "’")
    assert "Named on this case" in table(page)
    assert "Looked at who has looked at a case" in table(browse("team_manager").get(looks(led, "?view=every")))
    assert "is involved" in table(page)
    assert "They said: I supervise or sign off work on this case" in table(page)


def rows(page: Any) -> list[str]:
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)) for one in table(page).split("<tr>")[1:]]


def test_one_row_a_person_with_how_often_and_the_way_to_each_look(led: Case, cast: Cast, browse: Browse) -> None:
    worker = cast["social_worker"]
    for _ in range(3):
        browse("social_worker").get(f"/cases/{led.ref}/")
    page = browse("team_manager").get(looks(led))
    own = [row for row in rows(page) if "Priya Nair" in row]
    assert len(own) == 1
    assert "Looked at a case" in own[0]
    assert "Today," in own[0]
    assert "3 times, each of them by Priya Nair" in own[0]
    more = re.findall(r'href="(\?view=every&amp;agency=[^"]*)"', table(page))
    assert any(f"person={worker.ref}" in one for one in more)
    place = next(one for one in more if worker.ref in one).replace("&amp;", "&")
    every = table(browse("team_manager").get(looks(led, place)))
    assert every.count("Looked at a case") == 3
    assert "Helen Marsh" not in every


def test_what_one_did_most_comes_first_and_the_rest_is_counted(led: Case, browse: Browse) -> None:
    browser = browse("social_worker")
    for place in ("", "", "", "who-sees/", "who-sees/", "who-has-looked/"):
        browser.get(f"/cases/{led.ref}/{place}")
    browser.post(looks(led, "pdf/"))
    row = next(one for one in rows(browse("team_manager").get(looks(led))) if "Priya Nair" in one)
    assert "Looked at a case; looked at who can see a case; looked at who has looked at a case; asked for a PDF" in row
    assert lookers._what(["case.looked_at"] * 6).endswith("; and 2 other things")
    assert lookers._what(["case.looked_at"] * 5).endswith("; and 1 other thing")


def test_two_roles_of_a_person_are_two_rows(led: Case, cast: Cast, browse: Browse) -> None:
    worker = cast["social_worker"]
    browse("social_worker").get(f"/cases/{led.ref}/")
    actors = [event.hat_role for event in all_of(AuditEvent.objects.filter(case_ref=led.ref, actor_id=worker.pk))]
    other = give_role(user=worker, agency=agency_of(cast["teacher"]), role=Role.PRACTITIONER, by=TEST)
    grant_to_person(case=led, membership=other, by=TEST)
    worker = User.objects.get(pk=worker.pk)
    access.wear(worker, other.pk)
    with access.acting_for(worker):
        record_look("case.looked_at", about=led, by=worker)
    found = [row for row in rows(browse("team_manager").get(looks(led))) if "Priya Nair" in row]
    assert actors == [Role.SOCIAL_WORKER]
    assert len(found) == 2


def test_refusals_of_an_agency_are_one_row_without_names(led: Case, browse: Browse) -> None:
    browse("outsider").get(f"/cases/{led.ref}/")
    browse("outsider").get(f"/cases/{led.ref}/who-sees/")
    page = browse("social_worker").get(looks(led))
    row = next(one for one in rows(page) if "Brackwater" in one)
    assert "Somebody at Brackwater Youth Trust" in row
    assert "2 times" in row
    assert "Olu Wetherby" not in says(page)


def test_an_emergency_is_marked_in_the_row_of_whoever_opened_it(led: Case, browse: Browse) -> None:
    send(browse("teacher"), PLACE, **by_ref(led.ref))
    browse("teacher").get(f"/cases/{led.ref}/")
    row = next(one for one in rows(browse("social_worker").get(looks(led))) if "Gareth Onwuachi" in one)
    assert "Emergency" in row
    assert "Opened it in an emergency" in row
    browse("governance_lead").get(f"/cases/emergency/{the_one().ref}/")
    reviewer = next(one for one in rows(browse("social_worker").get(looks(led))) if "Imran Castellan" in one)
    assert "Emergency" not in reviewer.replace("an emergency access", "")


def test_people_come_page_by_page_and_a_look_meanwhile_moves_nobody(
    led: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_queries, "PEOPLE_A_PAGE", 2)
    for key in ("teacher", "police_spoc", "school_spoc"):
        grant_to_person(case=led, membership=hat(cast[key]), by=TEST)
        browse(key).get(f"/cases/{led.ref}/")
    browser, place, seen = browse("social_worker"), looks(led), []
    while place:
        page = browser.get(place)
        seen += [row.split(",")[1] for row in rows(page)]
        browse("teacher").get(f"/cases/{led.ref}/")
        found = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', says(page))
        place = looks(led, found.group(1).replace("&amp;", "&")) if found else ""
    browser.get(looks(led))
    with access.acting_for(cast["social_worker"]), wall.with_case(led.ref):
        whole = len(look_queries.lookers(led, Wanted(), 100))
    assert len(seen) == whole
    assert len(set(seen)) == whole


def test_the_page_asks_as_often_whoever_has_looked(led: Case, cast: Cast, browse: Browse) -> None:
    with access.acting_for(cast["social_worker"]), CaptureQueriesContext(connection) as few:
        looks_page(led, Wanted())
    for key in ("teacher", "police_spoc", "school_spoc"):
        grant_to_person(case=led, membership=hat(cast[key]), by=TEST)
        browse(key).get(f"/cases/{led.ref}/")
    with access.acting_for(cast["social_worker"]), CaptureQueriesContext(connection) as many:
        looks_page(led, Wanted())
    assert len(few) == len(many)


def test_who_can_see_it_now_stands_beside_it_in_numbers(led: Case, cast: Cast, browse: Browse) -> None:
    grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
    page = says(browse("social_worker").get(looks(led)))
    assert "<strong>2 people</strong>" in page
    assert "<strong>1 agency</strong>" in page
    assert "Names and reasons" in page


def test_it_says_whether_the_trail_was_found_whole(led: Case, browse: Browse) -> None:
    assert "Each line is sealed to the one before it" in says(browse("social_worker").get(looks(led)))
    checked = {"started_at": clock.now(), "finished_at": clock.now(), "is_whole": True, "with_anchors": True}
    with the_owner():
        AuditCheck.objects.create(**checked, entries=9, chains=2, broken=0)
    assert "no line is missing or changed" in says(browse("social_worker").get(looks(led)))
    with the_owner():
        AuditCheck.objects.create(**checked, entries=9, chains=2, broken=1)
    assert "found something wrong" in says(browse("social_worker").get(looks(led)))


def test_more_people_than_the_choices_hold_is_said(
    led: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_queries, "MOST_CHOICES", 1)
    grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
    browse("teacher").get(f"/cases/{led.ref}/")
    assert "Too many people looked" in says(browse("social_worker").get(looks(led)))


def test_it_is_narrowed_by_agency_person_and_sort(led: Case, cast: Cast, browse: Browse) -> None:
    teacher, worker = cast["teacher"], cast["social_worker"]
    grant_to_person(case=led, membership=hat(teacher), by=TEST)
    browse("teacher").get(f"/cases/{led.ref}/")
    browse("social_worker").get(f"/cases/{led.ref}/")
    browser = browse("team_manager")
    by_person = table(browser.get(looks(led, f"?person={teacher.ref}")))
    assert "Gareth Onwuachi" in by_person
    assert "Priya Nair" not in by_person
    by_agency = table(browser.get(looks(led, f"?agency={agency_of(worker).ref}")))
    assert "Priya Nair" in by_agency
    assert "Gareth Onwuachi" not in by_agency
    changes = table(browser.get(looks(led, "?view=every&sort=change")))
    assert "Opened a case to somebody" in changes
    assert "Looked at a case<" not in changes
    assert "Nothing fits" in says(browser.get(looks(led, f"?person={cast['outsider'].ref}")))
    assert "Priya Nair" in table(browser.get(looks(led, "?person=x'--&agency=%00&sort=no&before=rubbish")))


def test_whoever_was_refused_is_not_named(led: Case, cast: Cast, browse: Browse) -> None:
    browse("outsider").get(f"/cases/{led.ref}/")
    page = says(browse("social_worker").get(looks(led)))
    assert "Somebody at Brackwater Youth Trust" in page
    assert "Olu Wetherby" not in page
    assert "Refused" in page


def test_an_emergency_stands_out_until_it_is_reviewed(led: Case, browse: Browse) -> None:
    send(browse("teacher"), PLACE, **by_ref(led.ref))
    page = says(browse("social_worker").get(looks(led)))
    assert "Opened in an emergency, not yet reviewed" in page
    assert "See what was opened" in page


def test_what_one_may_not_read_leaves_no_trace(led: Case, cast: Cast, browse: Browse) -> None:
    police = cast["police_spoc"]
    grant_to_person(case=led, membership=hat(police), by=TEST)
    with access.acting_for(police):
        written = {"happened_on": clock.today(), "words": "x", "agency": agency_of(police), "by": police}
        write_entry(case=led, handling=Handling.COVERT, **written)
    made = held(led, cast["social_worker"])
    with access.acting_for(police):
        contribute(meeting=made, words="Under watch", handling=Handling.COVERT, by=police)
    brought = "wrote down what their agency brought"
    assert brought in says(browse("police_spoc").get(looks(led, "?view=every"))).lower()
    assert brought not in says(browse("social_worker").get(looks(led, "?view=every"))).lower()
    assert brought not in says(browse("social_worker").get(looks(led))).lower()
    assert "Wrote in a case" in table(browse("police_spoc").get(looks(led, "?view=every")))
    assert "wrote in a case" in table(browse("police_spoc").get(looks(led))).lower()
    assert "wrote in a case" not in says(browse("social_worker").get(looks(led))).lower()
    assert "Wrote in a case" not in says(browse("social_worker").get(looks(led, "?view=every")))


def test_page_after_page_without_gap_or_repeat(led: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_queries, "PAGE", 3)
    browser = browse("social_worker")
    for _ in range(7):
        browser.get(f"/cases/{led.ref}/")
    whole = count_of(AuditEvent.objects.filter(case_ref=led.ref))
    place, seen = looks(led, "?view=every"), 0
    while place:
        page = says(browser.get(place))
        seen += page.count("<tr>") - page.count("<thead><tr>")
        found = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)
        place = looks(led, found.group(1).replace("&amp;", "&")) if found else ""
    own_looks = count_of(AuditEvent.objects.filter(case_ref=led.ref)) - whole
    assert seen == whole + 1  # the look at the first page; those that followed came after it
    assert own_looks > 1


def test_the_pdf_is_made_for_its_owner_and_its_asking_is_a_look(
    led: Case, cast: Cast, browse: Browse, settings: Any, tmp_path: Any
) -> None:
    settings.FILES_DIR = str(tmp_path)
    browser = browse("social_worker")
    browser.get(f"/cases/{led.ref}/")
    answer = browser.post(looks(led, "pdf/"))
    job = one(BackgroundJob, owner=cast["social_worker"])
    assert answer.headers["Location"] == f"/desk/jobs/{job.ref}/"
    assert build(job.ref) == 1
    fetched = browser.get(f"{answer.headers['Location']}file/")
    assert fetched.status_code == 200
    assert b"".join(fetched.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert count_of(AuditEvent.objects.filter(kind="case.looks_printed", case_ref=led.ref)) == 1
    with wall.as_system("test"):  # made in a role that is the person's no longer
        BackgroundJob.objects.filter(pk=job.pk).update(hat=hat(cast["team_manager"]))
    assert browser.get(f"{answer.headers['Location']}file/").status_code == 403

"""Who has looked at a record: on the page, narrowed, paged, and as a PDF."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cse_portal.agencies import access
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import look_queries
from cse_portal.cases.actions import grant_to_person, write_entry
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.desks import one
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import says, send
from tests.integration.cases.test_emergency import PLACE, by_ref

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
    assert "Looked at who has looked at a case" in table(page)
    assert "is involved" in table(page)


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
    changes = table(browser.get(looks(led, "?sort=change")))
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
    assert "Wrote in a case" in table(browse("police_spoc").get(looks(led)))
    assert "Wrote in a case" not in says(browse("social_worker").get(looks(led)))


def test_page_after_page_without_gap_or_repeat(led: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_queries, "PAGE", 3)
    browser = browse("social_worker")
    for _ in range(7):
        browser.get(f"/cases/{led.ref}/")
    whole = AuditEvent.objects.filter(case_ref=led.ref).count()
    place, seen = looks(led), 0
    while place:
        page = says(browser.get(place))
        seen += page.count("<tr>") - page.count("<thead><tr>")
        found = re.search(r'href="(\?[^"]*before=[^"]*)" rel="next"', page)
        place = looks(led, found.group(1).replace("&amp;", "&")) if found else ""
    own_looks = AuditEvent.objects.filter(case_ref=led.ref).count() - whole
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
    assert AuditEvent.objects.filter(kind="case.looks_printed", case_ref=led.ref).count() == 1

"""The pages of background work: only its owner's, safe to reload, plain without a file."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.http import FileResponse, HttpResponse
from django.test import Client
from pypdf import PdfReader

from cse_portal.agencies.models import Membership, User
from cse_portal.audit.actions import record
from cse_portal.audit.models import AuditEvent
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.desk import tasks
from cse_portal.desk.actions import attempts, jobs
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui import documents
from cse_portal.ui.documents import CannotRender
from tests.integration.desk.conftest import Recipe
from tests.plugins.trail import written_at

TRY_TO_CHANGE = ("cancel", "again", "remove")


@pytest.fixture
def owner(cast: dict[str, User]) -> User:
    return cast["social_worker"]


@pytest.fixture
def desk(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


@pytest.fixture
def job(owner: User, recipe: Recipe) -> BackgroundJob:
    return jobs.ask_for(kind="test.recipe", by=owner)


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def words(response: HttpResponse, ref: str) -> str:
    """The page without what differs every time: the form token, and the reference that was asked for."""
    page = re.sub(r'data-left="\d+"', "", response.content.decode())  # the session's seconds
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(ref, "")


def at(job: BackgroundJob, part: str = "") -> str:
    return f"/desk/jobs/{job.ref}/" + (f"{part}/" if part else "")


def test_the_empty_list_teaches_and_offers(desk: Client) -> None:
    page = desk.get("/desk/downloads/").content.decode()
    assert "Nothing is waiting for you." in page
    assert "Make the spreadsheet" in page


def test_asking_goes_to_the_progress_page(desk: Client, owner: User) -> None:
    response = desk.post("/desk/downloads/", {"kind": "desk.my_activity_csv"})
    job = BackgroundJob.objects.get(owner=owner)
    assert (response.status_code, response.headers["Location"]) == (303, at(job))
    page = desk.get(at(job)).content.decode()
    assert "Waiting to start" in page
    assert "You can leave. It will wait in" in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_kind_that_is_not_offered_is_not_started(desk: Client, recipe: Recipe) -> None:
    assert desk.post("/desk/downloads/", {"kind": "test.recipe"}).status_code == 404
    assert desk.post("/desk/downloads/", {}).status_code == 404


def test_the_progress_page_says_how_far_it_is(desk: Client, job: BackgroundJob) -> None:
    held = attempts.claim(ref=job.ref, by=System("test"))
    assert held is not None
    attempts.report_progress(job=held, done=23, total=60, message="", by=System("test"))
    assert "Building: 23 of 60" in desk.get(at(job)).content.decode()
    state = desk.get(at(job, "progress"))
    assert state.json() == {"words": "Building: 23 of 60", "note": "", "percent": 38, "is_under_way": True}
    again = desk.get(at(job, "progress"), headers={"If-None-Match": state.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    attempts.report_progress(job=held, done=24, total=60, message="", by=System("test"))
    assert desk.get(at(job, "progress"), headers={"If-None-Match": state.headers["ETag"]}).status_code == 200


def test_the_file_is_given_as_an_attachment_and_each_time_recorded(desk: Client, job: BackgroundJob) -> None:
    tasks.run_job(job.ref)
    for times in (1, 2):
        response = desk.get(at(job, "file"))
        assert isinstance(response, FileResponse)
        assert body(response) == b"made"
        assert AuditEvent.objects.filter(kind="download.fetched", object_ref=job.ref).count() == times
    assert response.headers["Content-Disposition"] == 'attachment; filename="result.txt"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("part", ["", "progress", "file"])
def test_another_persons_job_and_none_look_the_same(
    client: Client, cast: dict[str, User], job: BackgroundJob, part: str
) -> None:
    tasks.run_job(job.ref)
    client.force_login(cast["outsider"])
    theirs = client.get(at(job, part))
    nobodys = client.get(at(job, part).replace(job.ref, "K7MX-4TRP-W9HC"))
    assert theirs.status_code == nobodys.status_code == 404
    assert words(theirs, job.ref) == words(nobodys, "K7MX-4TRP-W9HC")
    assert not AuditEvent.objects.filter(kind="download.fetched").exists()


@pytest.mark.parametrize("part", TRY_TO_CHANGE)
def test_another_person_changes_nothing(client: Client, cast: dict[str, User], job: BackgroundJob, part: str) -> None:
    client.force_login(cast["outsider"])
    before = BackgroundJob.objects.values().get(pk=job.pk)
    assert client.post(at(job, part)).status_code == 404
    assert BackgroundJob.objects.values().get(pk=job.pk) == before


@pytest.mark.parametrize("part", TRY_TO_CHANGE)
def test_looking_changes_nothing(desk: Client, job: BackgroundJob, part: str) -> None:
    assert desk.get(at(job, part)).status_code == 405


def test_a_lost_role_closes_the_file_at_once(desk: Client, job: BackgroundJob, owner: User) -> None:
    tasks.run_job(job.ref)
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(user=owner).update(starts_on=yesterday, ends_on=yesterday)
    assert desk.get(at(job, "file")).status_code == 403


def test_an_expired_file_says_so_and_is_made_again(desk: Client, job: BackgroundJob, owner: User) -> None:
    tasks.run_job(job.ref)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        desk.force_login(owner)
        page = desk.get(at(job, "file"))
        assert page.status_code == 410
        assert "Make it again" in page.content.decode()
        assert "No longer kept" in desk.get("/desk/downloads/").content.decode()
        response = desk.post(at(job, "again"))
        assert response.headers["Location"] != at(job)
        assert "Waiting to start" in desk.get(response.headers["Location"]).content.decode()


def test_a_file_that_is_not_ready_leads_to_its_progress(desk: Client, job: BackgroundJob) -> None:
    page = desk.get(at(job, "file"))
    assert page.status_code == 410
    assert "The file is not ready yet" in page.content.decode()


def test_cancelling_twice_is_no_error(desk: Client, job: BackgroundJob) -> None:
    for _ in range(2):
        assert desk.post(at(job, "cancel"), follow=True).status_code == 200
    assert "You cancelled it." in desk.get(at(job)).content.decode()


def test_a_removed_download_is_gone_for_its_owner_too(desk: Client, job: BackgroundJob) -> None:
    tasks.run_job(job.ref)
    assert desk.post(at(job, "remove")).headers["Location"] == "/desk/downloads/"
    assert desk.get(at(job)).status_code == 404
    assert "A recipe" not in desk.get("/desk/downloads/").content.decode()


def test_a_failed_job_says_why_and_can_be_tried_again(desk: Client, job: BackgroundJob, recipe: Recipe) -> None:
    def breaks(job: object, progress: object) -> None:
        raise RuntimeError("Zephyrine Quillfeather")

    recipe.during = breaks
    for _ in range(3):
        tasks.run_job(job.ref)
    for address in (at(job), "/desk/downloads/"):
        page = desk.get(address).content.decode()
        assert attempts.TRIED_ENOUGH in page
        assert "Try again" in page
        assert "Zephyrine" not in page
    assert desk.post(at(job, "again")).headers["Location"] == at(job)


def made(desk: Client, owner: User, kind: str) -> bytes:
    desk.post("/desk/downloads/", {"kind": kind})
    job = BackgroundJob.objects.get(owner=owner, kind=kind)
    assert tasks.run_job(job.ref) == 1, BackgroundJob.objects.get(pk=job.pk).failure
    return body(desk.get(at(job, "file")))


def test_ones_own_activity_as_a_spreadsheet(desk: Client, owner: User, cast: dict[str, User]) -> None:
    record("=HYPERLINK", reason="Zephyrine Quillfeather", by=owner)
    written_at("2026-07-01T08:05:09Z", "=HYPERLINK")
    record("child.read", by=cast["outsider"])
    text = made(desk, owner, "desk.my_activity_csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    what = [row["What"] for row in rows]
    assert "'=hyperlink" in what
    assert (what[0], rows[0]["About"]) == ("Asked for a file", "file")
    odd = rows[what.index("'=hyperlink")]
    assert odd["When"] == "1 July 2026, 9:05am"
    assert odd["Exact time, for sorting"] == "2026-07-01T09:05:09+01:00"
    assert "Child read" not in what
    assert odd["Reason given"] == "Yes"
    assert "Zephyrine" not in text


def test_ones_own_activity_as_an_accessible_pdf(desk: Client, owner: User) -> None:
    for number in range(90):
        record(f"page.opened_{number}", by=owner)
    written_at("2026-07-01T08:05:00Z", "page.opened")
    pdf = PdfReader(BytesIO(made(desk, owner, "desk.my_activity_pdf")))
    assert len(pdf.pages) >= 2
    for number, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert "OFFICIAL-SENSITIVE" in text
        assert f"Page {number} of {len(pdf.pages)}" in text
        assert owner.name in text
        assert BackgroundJob.objects.get(owner=owner).ref in text
    assert f"Asked for a file ({BackgroundJob.objects.get(owner=owner).ref})" in pdf.pages[0].extract_text()
    whole = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Wednesday 1 July 2026" in whole
    assert "9:05am Page opened 0" in whole
    fonts = {font["/BaseFont"].split("+")[1] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts == {"Inter", "Inter-Bold"}
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "My recorded activity"
    assert owner.name not in str(pdf.metadata)


def test_without_weasyprint_the_job_says_what_is_missing(
    desk: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_missing() -> None:
        raise CannotRender("WeasyPrint cannot load Pango")

    monkeypatch.setattr(documents, "_weasyprint", is_missing)
    desk.post("/desk/downloads/", {"kind": "desk.my_activity_pdf"})
    job = BackgroundJob.objects.get(owner=owner)
    tasks.run_job(job.ref)
    assert documents.MISSING_PART in desk.get(at(job)).content.decode()
    assert documents.pdf_problem() == "WeasyPrint cannot load Pango"

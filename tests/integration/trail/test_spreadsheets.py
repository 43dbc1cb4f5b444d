"""What a search found, as a file: made by the worker, in the post of whoever searched."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cse_portal.agencies.actions import give_role
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.audit.groups import Group
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.desk import files, tasks
from cse_portal.desk.building import NO_LONGER_ALLOWED
from cse_portal.desk.models import BackgroundJob
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.presenters.lines import UNSEEN
from tests.desks import again, one
from tests.factories import TEST
from tests.integration.trail.conftest import Cast, hat, looks, signed_in
from tests.integration.trail.test_searching import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_stay_here(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def rows_of(job: BackgroundJob) -> list[list[str]]:
    path = files.full_path(job.file)
    assert path is not None
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.fixture
def made(cast: Cast, case: Case) -> TrailSearch:
    User.objects.filter(pk=cast["social_worker"].pk).update(name="=HYPERLINK(1)")
    looks(cast["social_worker"], case, reason="Canarywords")
    return search(cast["governance_lead"], who=cast["social_worker"])


def ordered(client: Client, made: TrailSearch) -> BackgroundJob:
    answer = client.post(reverse("trail:export", kwargs={"ref": made.ref}))
    job = one(BackgroundJob)
    assert answer["Location"] == reverse("desk:job", kwargs={"ref": job.ref})
    return job


def test_the_spreadsheet_holds_what_the_search_found_and_no_formula(cast: Cast, case: Case, made: TrailSearch) -> None:
    client = signed_in(cast["governance_lead"])
    job = ordered(client, made)
    assert tasks.run_job(job.ref) == 1
    again(job)
    header, *rows = rows_of(job)
    assert header[:2] == ["When", "Who"]
    assert len(rows) == 1
    assert rows[0][1] == "'=HYPERLINK(1)"
    assert case.ref in rows[0]
    assert "Canarywords" not in str(rows)
    assert job.file_name == "audit-trail.csv"
    answer = client.get(reverse("desk:job_file", kwargs={"ref": job.ref}))
    assert answer.getvalue().decode("utf-8-sig").count(case.ref) == 2
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"trail.export_asked", "job.asked", "job.finished", "download.fetched"} <= kinds


def test_a_spreadsheet_is_not_made_for_a_post_that_ended(cast: Cast, made: TrailSearch) -> None:
    job = ordered(signed_in(cast["governance_lead"]), made)
    post = hat(cast["governance_lead"])
    give_role(user=post.user, agency=post.agency, role=Role.SPOC, by=TEST)  # still may search, but not as governance
    Membership.objects.filter(pk=post.pk).update(starts_on=clock.today() + timedelta(days=1))
    tasks.run_job(job.ref)
    again(job)
    assert not job.is_ready
    assert job.failure == NO_LONGER_ALLOWED


def test_a_spreadsheet_names_the_cases_of_the_post_and_no_others(cast: Cast, case: Case) -> None:
    """A contact who is named on the case in another post, elsewhere: the worker wears the post of the search."""
    contact = cast["school_spoc"]
    looks(cast["teacher"], case)
    mine = search(contact, group=Group.LOOKS)
    elsewhere = give_role(user=contact, agency=case.lead_agency, role=Role.PRACTITIONER, by=TEST)
    grant_to_person(case=case, membership=elsewhere, by=TEST)
    job = ordered(signed_in(contact), mine)
    assert tasks.run_job(job.ref) == 1
    again(job)
    (row,) = rows_of(job)[1:]
    assert UNSEEN in row
    assert case.ref not in row


def test_a_long_spreadsheet_comes_in_pages(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cse_portal.trail.downloads.AT_A_TIME", 7)
    for _ in range(30):
        looks(cast["social_worker"], case)
    mine = search(cast["governance_lead"], group=Group.LOOKS)
    job = ordered(signed_in(cast["governance_lead"]), mine)
    tasks.run_job(job.ref)
    again(job)
    assert len(rows_of(job)) == 31

"""The pledge and the terms of use through their pages: which version, when, and by whom."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cse_portal.agencies.models import Agency, Partnership, Pledge, PledgeSignature, TermsAcceptance, TermsOfUse
from cse_portal.audit.models import AuditEvent
from cse_portal.desk import files, tasks
from cse_portal.desk.models import BackgroundJob
from cse_portal.worklist.models import DueItem
from tests.desks import again, one
from tests.integration.office.conftest import Cast, signed_in
from tests.integration.office.forms import send, words
from tests.reading import count_of

HTML = {"Accept": "text/html,application/xhtml+xml"}
FIRST_OF_DECEMBER = {"starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026"}


def at(name: str, of: Agency | Partnership) -> str:
    return reverse(f"office:{name}", args=[of.ref])


def published(client: Client, of: Agency | Partnership, what: str, text: str = "We act on every concern.") -> str:
    """Written, looked at, published: as the pages lead."""
    page = send(client, at(f"{what}_write", of), text=text, **FIRST_OF_DECEMBER)
    assert "Look at version" in page
    model: Any = TermsOfUse if what == "terms" else Pledge
    draft = model.objects.latest("pk")
    return words(client.post(at(f"{what}_check", of), {"version": draft.version}, follow=True))


@pytest.fixture
def pledge(office: Client, here: Partnership) -> Pledge:
    assert "Version 1 is published. Each agency finds it among its work." in published(office, here, "pledge")
    return Pledge.objects.get()


# --- the pledge ------------------------------------------------------------------------------------------------


def test_an_agency_signs_once_with_version_date_and_name(
    spoc: Client, pledge: Pledge, school: Agency, cast: Cast, office: Client
) -> None:
    assert count_of(DueItem.objects.open().filter(agency=school, kind="agreements")) == 1
    assert "Sign the partnership’s pledge, version 1" in words(spoc.get("/"))
    place = at("pledge_sign", school)
    assert "We act on every concern." in words(spoc.get(place))
    page = words(spoc.post(place, {"pledge": pledge.ref}, follow=True))
    assert "Version 1, signed for Fernhill Academy by Beth Lindqvist, single point of contact, on 23 November" in page
    spoc.post(place, {"pledge": pledge.ref})
    signature = PledgeSignature.objects.get(agency=school)
    assert (signature.pledge, signature.signed_by, signature.signed_as) == (
        pledge,
        cast["school_spoc"],
        "Single point of contact",
    )
    assert count_of(DueItem.objects.open().filter(agency=school, kind="agreements")) == 0
    assert AuditEvent.objects.filter(kind="pledge.signed").count() == 1
    signers = words(office.get(at("pledge_signers", pledge.partnership)))
    assert "Beth Lindqvist, single point of contact" in signers
    assert signers.index("Brackwater Youth Trust") < signers.index("Fernhill Academy")


def test_who_does_not_answer_for_the_agency_does_not_sign(pledge: Pledge, school: Agency, cast: Cast) -> None:
    for key, status in (("teacher", 403), ("police_spoc", 403), ("outsider", 403)):
        answer = signed_in(cast[key]).post(at("pledge_sign", school), {"pledge": pledge.ref})
        assert answer.status_code == status
    assert not PledgeSignature.objects.exists()


def test_a_newer_version_is_read_before_it_is_signed(
    spoc: Client, office: Client, pledge: Pledge, school: Agency
) -> None:
    published(office, pledge.partnership, "pledge", "We act on every concern at once.")
    page = words(spoc.post(at("pledge_sign", school), {"pledge": pledge.ref}, follow=True))
    assert "There is a newer version of the pledge. Read that one, then sign it" in page
    assert not PledgeSignature.objects.exists()
    assert count_of(DueItem.objects.open().filter(agency=school, kind="agreements")) == 1


def test_a_draft_that_somebody_changed_is_looked_at_again(office: Client, here: Partnership) -> None:
    send(office, at("pledge_write", here), text="First words.", **FIRST_OF_DECEMBER)
    old = Pledge.objects.get().version
    send(office, at("pledge_write", here), text="Second words.", **FIRST_OF_DECEMBER)
    page = words(office.post(at("pledge_check", here), {"version": old}, follow=True))
    assert "Someone else changed these words meanwhile" in page
    assert "Second words." in page
    assert not Pledge.objects.published().exists()


def test_words_begin_tomorrow_at_the_earliest(office: Client, here: Partnership) -> None:
    today = {"starts_on_day": "23", "starts_on_month": "11", "starts_on_year": "2026"}
    page = send(office, at("pledge_write", here), text="Kept words.", **today)
    assert "tomorrow or later" in page
    assert "Kept words." in page


# --- the terms of use ------------------------------------------------------------------------------------------


def test_each_person_accepts_once_and_goes_on_where_they_were_going(
    spoc: Client, school: Agency, cast: Cast, clock: time_machine.Traveller
) -> None:
    assert "Version 1 is published. Everyone is asked from its first day." in published(spoc, school, "terms")
    teacher = signed_in(cast["teacher"])
    assert teacher.get("/agencies/", headers=HTML).status_code == 200
    clock.shift(timedelta(days=8))
    teacher = signed_in(cast["teacher"])
    asked = teacher.get("/agencies/?q=mash", headers=HTML)
    assert asked.headers["Location"] == f"{reverse('office:accept_terms')}?next=%2Fagencies%2F%3Fq%3Dmash"
    page = words(teacher.get(asked.headers["Location"], headers=HTML))
    assert "We act on every concern." in page
    terms = TermsOfUse.objects.get()
    sent = {"terms": terms.ref, "next": "/agencies/?q=mash"}
    refused = words(teacher.post("/terms/", sent))
    assert "Error: Terms of use" in refused
    assert "Tick that you accept these terms, or sign out" in refused
    arrived = teacher.post("/terms/", {**sent, "accepted": "yes"}, follow=True)
    assert arrived.redirect_chain[-1][0] == "/agencies/?q=mash"
    given = TermsAcceptance.objects.get()
    assert (given.terms, given.user) == (terms, cast["teacher"])
    spoc = signed_in(cast["school_spoc"])
    TermsAcceptance.objects.create(terms=terms, user=cast["school_spoc"])
    listed = words(spoc.get(at("accepted", school)))
    assert "Gareth Onwuachi" in listed
    assert "1 December 2026, 9:30am" in listed


def test_a_form_on_its_way_is_never_stopped(spoc: Client, school: Agency, clock: time_machine.Traveller) -> None:
    published(spoc, school, "terms")
    spoc.get("/", headers=HTML)
    clock.shift(timedelta(minutes=5))
    TermsOfUse.objects.update(starts_on="2026-11-23")
    answer = spoc.post(at("agreements_pdf", school), headers=HTML)
    assert answer.status_code == 303


def test_the_way_on_is_always_one_of_ours(cast: Cast) -> None:
    answer = signed_in(cast["teacher"]).get("/terms/?next=https://evil.example/")
    assert answer.headers["Location"] == "/"


@pytest.mark.usefixtures("_no_worker")
def test_what_was_signed_is_a_paper(spoc: Client, pledge: Pledge, school: Agency) -> None:
    published(spoc, school, "terms")
    spoc.post(at("pledge_sign", school), {"pledge": pledge.ref})
    spoc.post(at("agreements_pdf", school))
    job = one(BackgroundJob)
    assert tasks.run_job(job.ref) == 1
    again(job)
    path = files.full_path(job.file)
    assert path is not None
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages).split())
    for said in ("Beth Lindqvist", "We act on every concern.", "Fernhill Academy"):
        assert said in text

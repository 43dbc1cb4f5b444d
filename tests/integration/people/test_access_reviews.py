"""Each quarter an agency looks at who has access: opened once, settled by deeds, signed, and never changed again."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from cse_portal.agencies.actions import add_agency, found_partnership
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.core import broker
from cse_portal.desk import files, tasks
from cse_portal.desk.models import BackgroundJob
from cse_portal.people.actions.reviews import decide_lines, open_review, sign_review
from cse_portal.people.models import AccessReview, ReviewLine
from cse_portal.people.reviews import Decision
from cse_portal.people.tasks import lock_unused_accounts, open_access_reviews
from cse_portal.worklist.models import DueItem
from tests.desks import again, one
from tests.factories import TEST, agency_of
from tests.integration.people.conftest import MONDAY, Cast, joins
from tests.integration.people.forms import hidden, send, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reads_all")]
DAY = timedelta(days=1)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def review(clock: time_machine.Traveller, school: Cast, agency: Agency) -> AccessReview:
    """The school's of this quarter, with three people: opened on time, seven weeks ago."""
    joins(agency, "Ruth Grant")
    opened = open_review(agency=agency, on=OCTOBER, by=TEST)
    assert opened is not None
    return opened


def at(name: str, review: AccessReview) -> str:
    return reverse(f"people:{name}", kwargs={"ref": review.ref})


def line_of(review: AccessReview, name: str) -> ReviewLine:
    return review.lines.get(membership__user__name=name)


def decide(review: AccessReview, cast: Cast, **decisions: Decision) -> AccessReview:
    """`Ruth_Grant=Decision.KEEP`; everybody else is kept."""
    named = {name.replace("_", " "): decision for name, decision in decisions.items()}
    chosen = {line.ref: named.get(line.membership.user.name, Decision.KEEP) for line in review.lines.all()}
    review.refresh_from_db()
    return decide_lines(review=review, decisions=chosen, version=review.version, by=cast["school_spoc"])


def sign(review: AccessReview, cast: Cast, note: str = "") -> AccessReview:
    review.refresh_from_db()
    return sign_review(review=review, note=note, version=review.version, by=cast["school_spoc"])


# --- opened ------------------------------------------------------------------------------------------------------


def test_every_agency_with_people_gets_one_a_quarter_however_often_it_is_asked(school: Cast) -> None:
    agencies = Agency.objects.filter(memberships__isnull=False).distinct().count()
    assert open_access_reviews() == agencies
    assert open_access_reviews() == 0
    with time_machine.travel(MONDAY + timedelta(days=60)):
        assert open_access_reviews() == agencies
    assert AccessReview.objects.count() == 2 * agencies


def test_two_at_once_are_refused_by_the_database(review: AccessReview) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessReview.objects.create(
            agency=review.agency, quarter_on=review.quarter_on, due_on=review.due_on, opened_at=MONDAY
        )


def test_it_lists_who_is_there_and_is_due_on_the_point_of_contacts_list(
    client: Client, school: Cast, review: AccessReview
) -> None:
    names = {line.membership.user.name for line in review.lines.all()}
    assert names == {"Beth Lindqvist", "Gareth Onwuachi", "Ruth Grant"}
    item = DueItem.objects.open().get()
    assert (item.agency, item.role, item.due_at.date()) == (review.agency, Role.SPOC, date(2026, 11, 30))
    client.force_login(school["school_spoc"])
    page = client.get("/").content.decode()
    assert "Check who has access" in page
    assert at("review", review) in page
    client.force_login(school["teacher"])
    assert "Check who has access" not in client.get("/").content.decode()


def test_without_a_point_of_contact_it_is_due_to_the_partnership_manager(client: Client, school: Cast) -> None:
    open_review(agency=agency_of(school["outsider"]), on=OCTOBER, by=TEST)
    client.force_login(school["lscb_manager"])
    page = client.get("/").content.decode()
    assert "Check who has access" in page
    assert "Brackwater Youth Trust, October to December 2026" in page


def test_an_agency_where_nobody_works_gets_none(school: Cast) -> None:
    nobody = Agency.objects.create(partnership=agency_of(school["teacher"]).partnership, name="Nobody yet")
    assert open_review(agency=nobody, on=OCTOBER, by=TEST) is None


# --- decided and signed ------------------------------------------------------------------------------------------


def test_the_page_saves_what_is_decided_and_leaves_the_rest(spoc: Client, school: Cast, review: AccessReview) -> None:
    ruth = line_of(review, "Ruth Grant")
    response = send(spoc, at("review", review), **{f"line_{ruth.ref}": "keep"})
    assert response.headers["Location"] == at("review", review)
    page = spoc.get(at("review", review)).content.decode()
    assert "1 of 3 settled" in page
    ruth.refresh_from_db()
    assert (ruth.decision, ruth.decided_by) == ("keep", school["school_spoc"])
    assert "1 of 3 settled" in spoc.get(reverse("people:agency", kwargs={"ref": review.agency.ref})).content.decode()


def test_when_all_is_kept_it_is_signed_and_done(spoc: Client, school: Cast, review: AccessReview) -> None:
    keep = {f"line_{line.ref}": "keep" for line in review.lines.all()}
    response = send(spoc, at("review", review), **keep)
    assert response.headers["Location"] == at("review_sign", review)
    refused = send(spoc, at("review_sign", review)).content.decode()
    assert "Confirm that you have looked at every line" in refused
    response = send(spoc, at("review_sign", review), is_checked="on", note="All fine")
    page = spoc.get(response.headers["Location"]).content.decode()
    assert "Signed by Beth Lindqvist, Single point of contact, on 23 November 2026" in page
    assert "All fine" in page
    assert not DueItem.objects.open().exists()
    assert AuditEvent.objects.filter(kind="access_review.signed").count() == 1


def test_a_decision_to_end_or_change_waits_until_it_is_done(spoc: Client, school: Cast, review: AccessReview) -> None:
    held = decide(review, school, Ruth_Grant=Decision.END, Gareth_Onwuachi=Decision.CHANGE)
    with pytest.raises(NotAllowedNow, match="not settled yet"):
        sign(held, school)
    assert "Go on with them" in spoc.get(at("review_sign", review)).content.decode()
    page = spoc.get(at("review", review)).content.decode()
    ruth, gareth = line_of(review, "Ruth Grant").membership, line_of(review, "Gareth Onwuachi").membership
    end, change = (reverse(f"people:{n}", kwargs={"ref": m.ref}) for n, m in (("end", ruth), ("change_role", gareth)))
    assert end in page
    assert change in page
    send(spoc, end, when="at_once", reason="Not here any more")
    send(spoc, change, role="safeguarding_adviser", reason="Found in the check of access")
    sign(held, school)
    outcomes = {line.person_name: line.outcome for line in review.lines.all()}
    assert outcomes == {"Beth Lindqvist": "kept", "Ruth Grant": "ended", "Gareth Onwuachi": "changed"}


def test_whoever_left_meanwhile_is_settled_by_that(school: Cast, review: AccessReview) -> None:
    ruth = line_of(review, "Ruth Grant").membership
    Membership.objects.filter(pk=ruth.pk).update(ends_on=(MONDAY - DAY).date())
    decisions = {line.ref: Decision.KEEP for line in review.lines.exclude(membership=ruth)}
    decide_lines(review=review, decisions=decisions, version=review.version, by=school["school_spoc"])
    sign(review, school)
    assert review.lines.get(membership=ruth).outcome == "ended"


def test_the_record_stays_as_it_was_signed(spoc: Client, school: Cast, review: AccessReview) -> None:
    sign(decide(review, school), school)
    school["teacher"].name = "Gareth Newname"
    school["teacher"].save()
    page = spoc.get(at("review", review)).content.decode()
    assert "Gareth Onwuachi" in page
    assert "Newname" not in page


@pytest.mark.parametrize("deed", ["decide", "sign"])
def test_nothing_in_a_signed_review_changes(school: Cast, review: AccessReview, deed: str) -> None:
    signed = sign(decide(review, school), school)
    with pytest.raises(NotAllowedNow, match="signed"):
        decide(signed, school) if deed == "decide" else sign(signed, school)


@pytest.mark.parametrize("what", ["review", "line", "delete review", "delete line", "new line"])
def test_the_database_itself_refuses_to_change_what_is_signed(
    school: Cast, agency: Agency, review: AccessReview, what: str
) -> None:
    signed = sign(decide(review, school), school)
    late = joins(agency, "Late Comer")
    deeds: dict[str, Any] = {
        "review": lambda: AccessReview.objects.filter(pk=signed.pk).update(note="Other words"),
        "line": lambda: signed.lines.update(decision="end"),
        "delete review": lambda: AccessReview.objects.filter(pk=signed.pk)._raw_delete("default"),
        "delete line": lambda: signed.lines.all()._raw_delete("default"),
        "new line": lambda: ReviewLine.objects.create(review=signed, membership=late),
    }
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        deeds[what]()


@pytest.mark.parametrize("who", ["teacher", "police_spoc", "team_manager", "governance_lead"])
def test_only_whoever_keeps_the_people_decides_and_signs(school: Cast, review: AccessReview, who: str) -> None:
    with pytest.raises(PermissionDenied):
        decide_lines(review=review, decisions={}, version=review.version, by=school[who])
    with pytest.raises(PermissionDenied):
        sign_review(review=review, note="", version=review.version, by=school[who])


def test_two_who_decide_at_once_see_both_sides(
    school: Cast, review: AccessReview, clock: time_machine.Traveller
) -> None:
    first, second = Client(), Client()
    first.force_login(school["school_spoc"])
    second.force_login(school["lscb_manager"])
    ruth = line_of(review, "Ruth Grant")
    page = first.get(at("review", review)).content.decode()
    clock.shift(timedelta(minutes=5))
    send(second, at("review", review), **{f"line_{ruth.ref}": "keep"})
    answer = shown(first, first.post(at("review", review), {**hidden(page), f"line_{ruth.ref}": "end"}))
    assert answer.status_code == 200
    assert "Rosalind Achterberg saved this" in answer.content.decode()


# --- overseen ----------------------------------------------------------------------------------------------------


def test_the_governance_lead_sees_overdue_ones_first_and_reads_the_record(
    client: Client, school: Cast, review: AccessReview, clock: time_machine.Traveller
) -> None:
    open_review(agency=agency_of(school["police_spoc"]), on=OCTOBER, by=TEST)
    sign(decide(review, school), school)
    clock.move_to(MONDAY + 10 * DAY)
    client.force_login(school["governance_lead"])
    page = client.get("/people/reviews/").content.decode()
    overdue = page[page.index('id="overdue"') : page.index('id="under-way"')]
    assert "Larkmere police, child exploitation team" in overdue
    assert "Fernhill" not in overdue
    assert "Beth Lindqvist, Single point of contact" in page
    record = client.get(at("record", review)).content.decode()
    assert "Ruth Grant" in record
    assert "cannot be changed" in record


def test_every_overdue_review_is_found(
    client: Client, school: Cast, agency: Agency, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cse_portal.people.presenters.overview.PAGE", 3)
    for number in range(7):
        place = add_agency(partnership=agency.partnership, name=f"Late agency {number}", by=TEST)
        joins(place, f"Somebody {number}")
        assert open_review(agency=place, on=OCTOBER, by=TEST)
    clock.move_to(MONDAY + 10 * DAY)
    client.force_login(school["governance_lead"])
    pages = [client.get(f"/people/reviews/?overdue={number}").content.decode() for number in (1, 2, 3)]
    assert [len(re.findall(r">Late agency \d<", page)) for page in pages] == [3, 3, 1]
    assert "Late agency 6" in pages[2]
    assert 'href="?quarter=2026-10-01&amp;overdue=2"' in pages[0]
    assert all('aria-label="Overdue reviews"' in page for page in pages)
    counted = pages[0][pages[0].index('id="overdue"') :]
    assert ">7<" in counted[:300]


def test_another_partnerships_reviews_are_not_there(client: Client, school: Cast, review: AccessReview) -> None:
    elsewhere = found_partnership(
        name="Quillhaven Partnership", short_name="Quillhaven", mash_phone="01632 960100",
        out_of_hours_phone="01632 960101", by=TEST,
    )  # fmt: skip
    theirs = add_agency(partnership=elsewhere, name="Quillhaven School", by=TEST)
    joins(theirs, "Una Else")
    other = open_review(agency=theirs, on=OCTOBER, by=TEST)
    assert other is not None
    for who in ("governance_lead", "lscb_manager"):
        client.force_login(school[who])
        assert client.get(at("record" if who == "governance_lead" else "review", other)).status_code == 404
    client.force_login(school["governance_lead"])
    assert "Quillhaven" not in client.get("/people/reviews/").content.decode()


@pytest.mark.parametrize("query", ["?quarter=x", "?page=zero", "?quarter=2026-10-01&page=99"])
def test_an_odd_address_shows_the_latest_quarter(
    client: Client, school: Cast, review: AccessReview, query: str
) -> None:
    client.force_login(school["governance_lead"])
    assert "Under way, October to December 2026" in client.get(f"/people/reviews/{query}").content.decode()


def test_before_the_first_review_the_page_says_what_comes(client: Client, school: Cast) -> None:
    client.force_login(school["governance_lead"])
    page = client.get("/people/reviews/").content.decode()
    assert "None. An agency that has not signed by its day appears here." in page


# --- the paper ---------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(school: Cast, review: AccessReview) -> AccessReview:
    return sign(decide(review, school), school, note="Looked at with the head")


@pytest.fixture
def _no_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Settings) -> None:
    monkeypatch.setattr(broker, "hand_over", lambda task, ref: True)
    settings.FILES_DIR = tmp_path


@pytest.mark.usefixtures("_no_worker")
def test_the_signed_record_is_a_paper_with_whose_copy_it_is(spoc: Client, signed: AccessReview) -> None:
    response = spoc.post(at("review_pdf", signed))
    job = one(BackgroundJob)
    assert response.headers["Location"] == reverse("desk:job", kwargs={"ref": job.ref})
    assert job.parameters == {"review": signed.ref}
    assert tasks.run_job(job.ref) == 1
    again(job)
    path = files.full_path(job.file)
    assert path is not None
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    for words in ("Ruth Grant", "Kept", "Signed by Beth Lindqvist", "Looked at with the head", "OFFICIAL-SENSITIVE"):
        assert words in text
    assert job.file_name == "access-review.pdf"


@pytest.mark.usefixtures("_no_worker")
def test_whoever_lost_the_right_meanwhile_gets_no_paper(client: Client, school: Cast, signed: AccessReview) -> None:
    client.force_login(school["governance_lead"])
    client.post(at("record_pdf", signed))
    Membership.objects.filter(user=school["governance_lead"]).update(role=Role.PRACTITIONER)
    job = one(BackgroundJob)
    assert tasks.run_job(job.ref) == 0
    again(job)
    assert job.failure == "This record is not yours to have any more."


def test_an_open_review_has_no_paper(spoc: Client, review: AccessReview) -> None:
    assert spoc.post(at("review_pdf", review)).status_code == 404


def test_the_nightly_lock_goes_by_the_setting(school: Cast, settings: Settings) -> None:
    settings.UNUSED_ACCOUNT_LOCKS_AFTER = timedelta(days=30)
    type(school["teacher"]).objects.filter(pk=school["teacher"].pk).update(last_login=MONDAY - 31 * DAY)
    assert lock_unused_accounts() == 1
    assert lock_unused_accounts() == 0

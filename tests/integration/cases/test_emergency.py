"""Opening a case in an emergency, on its page: what opens, for how long, who is told, and the review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from cse_portal.agencies import access, session_rules
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, review_emergency, write_entry
from cse_portal.cases.emergencies import Outcome
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, EmergencyAccess, Entry
from cse_portal.cases.tasks import end_emergencies, escalate_reviews
from cse_portal.core import clock, wall
from cse_portal.worklist.models import DueItem
from tests.cast import PASSWORD
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import day, hidden, says, send
from tests.post import delivered, read_and_emptied
from tests.reading import all_of, count_of, one_of

PLACE = "/cases/emergency/open/"
BORN = date(2011, 5, 4)
pytestmark = pytest.mark.django_db


def emergency(**typed: Any) -> dict[str, Any]:
    return {"why": "missing", "words": "Not home since last night", "is_understood": "on", **typed}


def by_name(given: str = "Maya", family: str = "Canaryname", born: date = BORN) -> dict[str, Any]:
    return emergency(how="name", given_name=given, family_name=family, **day("born_on", born))


def by_ref(ref: str) -> dict[str, Any]:
    return emergency(how="reference", ref=ref)


def the_one() -> EmergencyAccess:
    with wall.as_system("test"):
        return EmergencyAccess.objects.select_related("opened_by").get()


def told() -> dict[str, str]:
    return {item.role: item.task for item in all_of(DueItem.objects.open().filter(kind="emergency"))}


@pytest.fixture
def mash_manager(cast: Cast) -> User:
    return joins(agency_of(cast["mash_officer"]), Role.MASH_MANAGER, "Winifred Osei").user


class TestOpening:
    @pytest.mark.parametrize("given", ["Maya", "maya rose", "MAYA ROSE"])
    def test_exact_details_open_it_for_an_hour(self, led: Case, cast: Cast, browse: Browse, given: str) -> None:
        browser = browse("teacher")
        answer = send(browser, PLACE, **by_name(given))
        assert answer.headers["Location"] == f"/cases/{led.ref}/"
        page = says(browser.get(f"/cases/{led.ref}/"))
        assert "Emergency access is on until" in page
        assert "You opened it in an emergency" in page
        assert browser.get(f"/cases/{led.ref}/who-sees/").status_code == 200
        opened = the_one()
        assert opened.ends_at - opened.opened_at == timedelta(minutes=60)

    def test_whoever_signed_in_longer_ago_is_asked_and_goes_on(self, led: Case, browse: Browse) -> None:
        """As a browser sends it, which says where a form comes from."""
        browser = browse("teacher")
        page = browser.get(PLACE).content.decode()
        session = browser.session
        session_rules.note_confirmed(session, now=0)
        session.save()
        sent = {**hidden(page), **by_ref(led.ref)}
        asked = browser.post(PLACE, sent, headers={"Sec-Fetch-Site": "same-origin"})
        assert asked.status_code == 403
        assert "Confirm that it is you" in says(asked)
        assert "Not home since last night" in says(asked)
        assert not EmergencyAccess.objects.exists()
        proof = {"_confirm-password": PASSWORD, "_confirm-code": ""}
        answer = browser.post(PLACE, {**sent, **proof}, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.headers["Location"] == f"/cases/{led.ref}/"

    def test_by_reference_as_it_is_read_out(self, led: Case, browse: Browse) -> None:
        answer = send(browse("teacher"), PLACE, **by_ref(f" {led.ref.lower().replace('-', ' ')} "))
        assert answer.headers["Location"] == f"/cases/{led.ref}/"

    def test_after_an_hour_the_next_click_is_refused(self, led: Case, cast: Cast) -> None:
        with time_machine.travel(clock.now() + timedelta(days=1), tick=False) as frozen:
            browser = Client()
            browser.force_login(cast["teacher"])
            confirm(browser)
            send(browser, PLACE, **by_ref(led.ref))
            frozen.shift(timedelta(minutes=10))
            assert browser.get(f"/cases/{led.ref}/").status_code == 200
            frozen.shift(timedelta(minutes=19))
            assert browser.get(f"/cases/{led.ref}/").status_code == 200
            frozen.shift(timedelta(minutes=20))
            assert browser.get(f"/cases/{led.ref}/").status_code == 200
            frozen.shift(timedelta(minutes=11))
            assert browser.get(f"/cases/{led.ref}/").status_code == 404
            assert end_emergencies() == 1
            assert end_emergencies() == 0
            assert the_one().ended_at == the_one().ends_at
        assert count_of(AuditEvent.objects.filter(kind="emergency.ended")) == 1

    def test_it_can_be_ended_before(self, led: Case, browse: Browse) -> None:
        browser = browse("teacher")
        send(browser, PLACE, **by_ref(led.ref))
        browser.post(f"/cases/emergency/{the_one().ref}/end/")
        assert browser.get(f"/cases/{led.ref}/").status_code == 404

    def test_it_changes_nothing_and_gives_nobody_access(self, led: Case, cast: Cast, browse: Browse) -> None:
        manager = joins(agency_of(cast["school_spoc"]), Role.CSC_TEAM_MANAGER).user
        browser = Client()
        browser.force_login(manager)
        send(browser, PLACE, **by_ref(led.ref))
        assert browser.get(f"/cases/{led.ref}/").status_code == 200
        for deed in ("give", "end", "restrict", "lift"):
            assert browser.get(f"/cases/{led.ref}/who-sees/{deed}/").status_code == 403
        with access.acting_for(manager):
            assert Case.objects.update(risk=3) == 0
            with pytest.raises(PermissionDenied):
                write_entry(case=led, happened_on=clock.today(), words="x", agency=agency_of(manager), by=manager)

    def test_never_what_police_and_co_chairs_keep_to_themselves(self, led: Case, cast: Cast, browse: Browse) -> None:
        police = cast["police_spoc"]
        other = joins(agency_of(cast["school_spoc"]), Role.POLICE_CSE_SPOC).user
        grant_to_person(case=led, membership=hat(police), by=TEST)
        with access.acting_for(police):
            for mark in (Handling.NETWORK, Handling.COVERT, Handling.OWN_AGENCY):
                write_entry(
                    case=led,
                    happened_on=clock.today(),
                    words=f"Canary {mark}",
                    handling=mark,
                    agency=agency_of(police),
                    by=police,
                )
        browser = Client()
        browser.force_login(other)
        send(browser, PLACE, **by_ref(led.ref))
        page = says(browser.get(f"/cases/{led.ref}/"))
        assert "Canary network" in page
        assert "Canary covert" not in page
        assert "Canary own_agency" not in page
        with access.acting_for(other):
            assert Entry.objects.filter(words__startswith="Canary").count() == 1
        grant_to_person(case=led, membership=hat(other), by=TEST)
        assert "Canary covert" in says(browser.get(f"/cases/{led.ref}/"))

    def test_whoever_sees_it_anyway_needs_no_emergency(self, led: Case, browse: Browse) -> None:
        answer = send(browse("social_worker"), PLACE, **by_ref(led.ref))
        assert answer.headers["Location"] == f"/cases/{led.ref}/"
        with wall.as_system("test"):
            assert not EmergencyAccess.objects.exists()

    def test_one_signs_in_again_first_and_loses_nothing(self, led: Case, browse: Browse) -> None:
        browser = browse("teacher")
        confirm(browser, now=0)
        answer = send(browser, PLACE, **by_ref(led.ref))
        assert answer.status_code == 403
        assert "Not home since last night" in says(answer)
        with wall.as_system("test"):
            assert not EmergencyAccess.objects.exists()

    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ("why", "Select what the emergency is"),
            ("words", "Enter what happened"),
            ("is_understood", "Confirm that you understand"),
            ("how", "Select how you say which child"),
            ("given_name", "Enter the child’s first name"),
            ("born_on_day", "Date of birth must include a day"),
        ],
    )
    def test_what_is_missing_is_said(self, led: Case, browse: Browse, missing: str, words: str) -> None:
        browser = browse("teacher")
        typed = {name: value for name, value in by_name().items() if name != missing}
        page = says(browser.get(send(browser, PLACE, **typed).headers["Location"]))
        assert words in page
        assert missing == "words" or "Not home since last night" in page

    def test_roles_without_cases_cannot(self, led: Case, browse: Browse) -> None:
        for key in ("lscb_manager", "system_administrator", "governance_lead"):
            assert browse(key).get(PLACE).status_code == 403


def confirm(browser: Client, now: int | None = None) -> None:
    session = browser.session
    session_rules.note_confirmed(session, now=int(clock.now().timestamp()) if now is None else now)
    session.save()


class TestTelling:
    def test_everybody_of_the_table_is_told_at_once(
        self,
        led: Case,
        cast: Cast,
        browse: Browse,
        mash_manager: User,
        no_worker: None,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            send(browse("teacher"), PLACE, **by_ref(led.ref))
        review, read = "Review an emergency access", "Read why a case was opened in an emergency"
        assert told() == {
            "information_governance_lead": review,
            "mash_manager": review,
            "spoc": read,
            "csc_team_manager": read,
        }
        keys = ("governance_lead", "second_governance_lead", "school_spoc", "team_manager")
        expected = {cast[key].email for key in keys} | {mash_manager.email}
        assert {letter.to[0] for letter in delivered()} == expected
        for letter in delivered():
            for canary in (led.ref, "Canaryname", "Maya", cast["teacher"].name, "last night"):
                assert canary not in letter.subject + letter.body
        for item in all_of(DueItem.objects.filter(kind="emergency")):
            assert "Canaryname" not in item.task + item.detail + item.url
        event = one_of(AuditEvent.objects.filter(kind="emergency.opened"))
        assert (event.case_ref, event.reason) == (led.ref, "Not home since last night")

    def test_nobody_is_told_of_their_own(self, led: Case, mash_manager: User) -> None:
        browser = Client()
        browser.force_login(mash_manager)
        send(browser, PLACE, **by_ref(led.ref))
        assert "mash_manager" not in told()
        assert "information_governance_lead" in told()


@pytest.fixture
def opened(led: Case, cast: Cast, browse: Browse) -> EmergencyAccess:
    browser = browse("teacher")
    send(browser, PLACE, **by_ref(led.ref))
    browser.get(f"/cases/{led.ref}/")
    browser.post(f"/cases/emergency/{the_one().ref}/end/")
    return the_one()


class TestReview:
    def test_the_reviewer_sees_what_was_looked_at_but_not_the_child(
        self, opened: EmergencyAccess, browse: Browse
    ) -> None:
        page = says(browse("governance_lead").get(f"/cases/emergency/{opened.ref}/"))
        assert "Looked at a case" in page
        assert "Not home since last night" in page
        assert opened.case_code in page
        assert "Canaryname" not in page

    def test_it_is_decided_once_by_somebody_else_and_the_person_is_told(
        self,
        opened: EmergencyAccess,
        cast: Cast,
        browse: Browse,
        no_worker: None,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        browser, place = browse("governance_lead"), f"/cases/emergency/{opened.ref}/"
        again = browser.get(send(browser, place, outcome="justified", words="").headers["Location"])
        assert "Enter why" in says(again)
        read_and_emptied()
        with django_capture_on_commit_callbacks(execute=True):
            send(browser, place, outcome="justified", words="The child was found with its help")
        held = the_one()
        assert (held.outcome, held.reviewed_by_id) == ("justified", cast["governance_lead"].pk)
        assert told() == {}
        assert [letter.to for letter in delivered()] == [[cast["teacher"].email]]
        page = says(browse("teacher").get(place))
        assert "The child was found with its help" in page
        assert "Justified" in page
        assert 'name="outcome"' not in says(browser.get(place))
        with access.acting_for(cast["second_governance_lead"]), pytest.raises(NotAllowedNow, match="already"):
            review_emergency(
                emergency=held,
                outcome=Outcome.NOT_JUSTIFIED,
                words="x",
                version=held.version,
                by=cast["second_governance_lead"],
            )

    def test_the_person_never_reviews_themself(self, led: Case, mash_manager: User) -> None:
        browser = Client()
        browser.force_login(mash_manager)
        send(browser, PLACE, **by_ref(led.ref))
        held = the_one()
        browser.post(f"/cases/emergency/{held.ref}/end/")
        held = the_one()
        assert 'name="outcome"' not in says(browser.get(f"/cases/emergency/{held.ref}/"))
        with access.acting_for(mash_manager), pytest.raises(PermissionDenied):
            review_emergency(
                emergency=held, outcome=Outcome.JUSTIFIED, words="x", version=held.version, by=mash_manager
            )
        with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
            EmergencyAccess.objects.update(
                outcome="justified", review_words="x", reviewed_by=mash_manager, reviewed_at=clock.now()
            )

    def test_not_while_it_is_open(self, led: Case, browse: Browse, cast: Cast) -> None:
        send(browse("teacher"), PLACE, **by_ref(led.ref))
        held, lead = the_one(), cast["governance_lead"]
        page = says(browse("governance_lead").get(f"/cases/emergency/{held.ref}/"))
        assert "End this access now" in page
        assert 'name="outcome"' not in page
        with access.acting_for(lead), pytest.raises(NotAllowedNow, match="still open"):
            review_emergency(emergency=held, outcome=Outcome.JUSTIFIED, words="x", version=held.version, by=lead)

    def test_whoever_is_told_reads_and_others_find_nothing(
        self, opened: EmergencyAccess, cast: Cast, browse: Browse
    ) -> None:
        place = f"/cases/emergency/{opened.ref}/"
        for key in ("school_spoc", "team_manager", "social_worker", "teacher"):
            assert browse(key).get(place).status_code == 200, key
            assert browse(key).post(place).status_code == 403, key
        for key in ("outsider", "police_spoc", "lscb_manager"):
            assert browse(key).get(place).status_code == 404, key
            assert browse(key).post(f"{place}end/").status_code == 404, key
            assert opened.ref not in says(browse(key).get("/cases/emergency/"))
        assert opened.ref in says(browse("governance_lead").get("/cases/emergency/"))

    def test_the_database_says_the_same(self, opened: EmergencyAccess, cast: Cast) -> None:
        for key, user in cast.items():
            with access.acting_for(user):
                by_the_wall = set(EmergencyAccess.objects.values_list("pk", flat=True))
                asked = User.objects.get(pk=user.pk)
                assert by_the_wall == set(EmergencyAccess.objects.visible_to(asked).values_list("pk", flat=True)), key

    def test_a_late_review_goes_to_a_head_of_service_once(
        self, opened: EmergencyAccess, cast: Cast, no_worker: None, django_capture_on_commit_callbacks: Any
    ) -> None:
        head = joins(opened.agency, Role.HEAD_OF_SERVICE).user
        assert escalate_reviews() == 0
        read_and_emptied()
        with time_machine.travel(clock.now() + timedelta(days=16), tick=False):
            with django_capture_on_commit_callbacks(execute=True):
                assert escalate_reviews() == 1
            assert escalate_reviews() == 0
            late = [one.to for one in delivered() if "not reviewed in time" in f"{one.subject}{one.body}"]
        assert late == [[head.email]]
        assert told()["head_of_service"] == "Review an emergency access"


class TestWithoutGovernance:
    def test_it_goes_to_the_next_in_line_and_back(self, led: Case, cast: Cast, browse: Browse) -> None:
        leads = Membership.objects.filter(role=Role.INFORMATION_GOVERNANCE_LEAD)
        leads.update(starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1))
        joins(led.lead_agency, Role.HEAD_OF_SERVICE, "Idris Vane")
        send(browse("teacher"), PLACE, **by_ref(led.ref))
        review = "Review an emergency access"
        assert {role for role, task in told().items() if task == review} == {Role.HEAD_OF_SERVICE}
        leads.update(ends_on=None)
        escalate_reviews()
        reviewers = {item.role for item in all_of(DueItem.objects.open().filter(kind="emergency", task=review))}
        assert reviewers == {Role.HEAD_OF_SERVICE, Role.INFORMATION_GOVERNANCE_LEAD}
        assert escalate_reviews() == 0

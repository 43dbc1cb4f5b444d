"""Agencies involved, services, police references, and what a case says of the exploitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Partnership, User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions
from cse_portal.cases.actions import Crime, Facts, Share, grant_to_agency, grant_to_person
from cse_portal.cases.models import Case, Involvement, PoliceReference, ServiceAround
from cse_portal.cases.sharing import Asked, Basis, Level, Model, Need, PoliceOutcome
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import led_back, says, send

pytestmark = pytest.mark.django_db


def now(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.select_related("child", "lead_agency").get(pk=case.pk)


def sees(user: User, case: Case) -> bool:
    asked = User.objects.get(pk=user.pk)
    with access.acting_for(asked):
        return access.can_see(asked, case)


def share(cast: Cast, **terms: Any) -> Share:
    usual = {"purpose": "Knows her from school", "basis": Basis.PUBLIC_TASK, "asked": Asked.AGREED}
    return Share(agency_of(cast["school_spoc"]), **{**usual, **terms})


class TestInvolving:
    def test_with_access_and_without(self, led: Case, cast: Cast) -> None:
        worker, spoc = cast["social_worker"], cast["school_spoc"]
        with access.acting_for(worker):
            made = actions.involve_agency(case=led, share=share(cast), by=worker)
        assert not sees(spoc, led)
        with access.acting_for(worker):
            actions.end_involvement(involvement=made, why="Not needed", by=worker)
            made = actions.involve_agency(case=led, share=share(cast, sees_case=True), by=worker)
        assert sees(spoc, led)
        with access.acting_for(worker):
            actions.end_involvement(involvement=made, why="She left the school", by=worker)
        assert not sees(spoc, led)
        with wall.as_system("test"):
            found = AuditEvent.objects.filter(kind__startswith="case.agency").order_by("pk")
            kinds = list(found.values_list("kind", flat=True))
        assert kinds == ["case.agency_involved", "case.agency_left"] * 2

    def test_access_ends_with_the_last_day(self, led: Case, cast: Cast) -> None:
        import time_machine

        actions.involve_agency(case=led, share=share(cast, sees_case=True, until=clock.today()), by=TEST)
        assert sees(cast["school_spoc"], led)
        with time_machine.travel(clock.now() + timedelta(days=1)):
            assert not sees(cast["school_spoc"], led)
            actions.involve_agency(case=led, share=share(cast), by=TEST)  # the first one is over

    def test_once_at_a_time(self, led: Case, cast: Cast) -> None:
        made = actions.involve_agency(case=led, share=share(cast), by=TEST)
        with pytest.raises(NotAllowedNow, match="involved already"):
            actions.involve_agency(case=led, share=share(cast), by=TEST)
        actions.end_involvement(involvement=made, why="Over", by=TEST)
        with pytest.raises(NotAllowedNow, match="ended already"):
            actions.end_involvement(involvement=made, why="Again", by=TEST)

    def test_only_whoever_keeps_cases_and_gives_access(self, led: Case, cast: Cast) -> None:
        grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
        grant_to_agency(case=led, agency=agency_of(cast["police_spoc"]), by=TEST)
        police = cast["police_spoc"]
        for key in ("teacher", "outsider"):
            with access.acting_for(cast[key]), pytest.raises(PermissionDenied):
                actions.involve_agency(case=led, share=share(cast), by=cast[key])
        with access.acting_for(police):
            with pytest.raises(PermissionDenied):
                actions.involve_agency(case=led, share=share(cast, sees_case=True), by=police)
            actions.involve_agency(case=led, share=share(cast), by=police)

    def test_a_restricted_case_is_opened_to_no_agency(self, led: Case, cast: Cast) -> None:
        keep = [hat(cast["social_worker"]), hat(cast["team_manager"])]
        actions.restrict(case=led, why="A colleague’s child", keep=keep, by=TEST)
        with pytest.raises(NotAllowedNow, match="restricted to named people"):
            actions.involve_agency(case=led, share=share(cast, sees_case=True), by=TEST)
        with wall.as_system("test"):
            assert not Involvement.objects.exists()

    def test_the_database_wants_a_reason_where_nobody_was_asked(self, led: Case, cast: Cast) -> None:
        for wrong in ({"asked": "not_asked"}, {"basis": "consent", "asked": "refused", "asked_words": "No"}):
            terms = {"basis": "public_task", "agency": agency_of(cast["teacher"]), "purpose": "-", **wrong}
            with wall.as_system("test"), pytest.raises(IntegrityError), transaction.atomic():
                Involvement.objects.create(case=led, **terms)

    def test_a_failure_leaves_nothing(self, led: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object, **__: object) -> None:
            raise DatabaseError("the disk is full")

        monkeypatch.setattr("cse_portal.cases.actions.around.grant_to_agency", fails)
        with pytest.raises(DatabaseError):
            actions.involve_agency(case=led, share=share(cast, sees_case=True), by=TEST)
        with wall.as_system("test"):
            assert not Involvement.objects.exists()
            assert not AuditEvent.objects.filter(kind="case.agency_involved").exists()

    def test_on_the_pages(self, led: Case, cast: Cast, browse: Browse) -> None:
        browser, place = browse("social_worker"), f"/cases/{led.ref}/people/"
        school = agency_of(cast["school_spoc"])
        typed = {"agency": school.ref, "purpose": "Knows her from school", "contact": "Beth Lindqvist"}
        wrong = {**typed, "basis": "consent", "asked": "not_asked", "sees_case": "yes"}
        page = says(led_back(browser, send(browser, f"{place}involve/", **wrong)))
        for words in ("Consent is the ground only where", "or why they were not asked", "Knows her from school"):
            assert words in page
        right = {**typed, "basis": "public_task", "asked": "agreed", "sees_case": "yes"}
        answer = send(browser, f"{place}involve/", **right)
        page = says(browser.get(answer["Location"]))
        assert "is involved, and sees this case" in page
        assert "Public task and safeguarding duty" in page
        assert "Beth Lindqvist" in says(browser.get(f"/cases/{led.ref}/"))
        with wall.as_system("test"):
            made = Involvement.objects.get()
        answer = send(browser, f"{place}involved/end/?who={made.ref}", who=made.ref, why="She left the school")
        assert "She left the school" in says(browser.get(answer["Location"]))
        assert not sees(cast["school_spoc"], led)


class TestServices:
    def test_on_the_pages(self, led: Case, browse: Browse) -> None:
        browser, place = browse("social_worker"), f"/cases/{led.ref}/people/"
        typed = {"name": "Ines Duarte", "service": "Safe Harbour", "what_for": "Keep-safe work"}
        page = says(led_back(browser, send(browser, f"{place}service/", **{**typed, "what_for": ""})))
        assert "Enter what for" in page
        answer = send(browser, f"{place}service/", **typed, phone="01632 960611")
        page = says(browser.get(answer["Location"]))
        assert "Ines Duarte</strong>, Safe Harbour" in page
        with wall.as_system("test"):
            made = ServiceAround.objects.get()
        answer = send(browser, f"{place}service/end/?who={made.ref}", who=made.ref, why="The work is done")
        assert "The work is done" in says(browser.get(answer["Location"]))
        with pytest.raises(NotAllowedNow, match="ended already"):
            actions.end_service(service=made, why="Again", by=TEST)


class TestPolice:
    def test_another_pattern_is_warned_of_and_taken(self, led: Case, browse: Browse) -> None:
        browser, place = browse("social_worker"), f"/cases/{led.ref}/"
        form = says(browser.get(f"{place}police/"))
        assert "1234567/89" in form
        answer = send(browser, f"{place}police/", reference="abc 12", level="1", is_flagged="on")
        page = says(browser.get(answer["Location"]))
        for words in ("The police reference is saved.", "It does not look like", "ABC 12", "Check: looks different"):
            assert words in page
        assert "Police reference recorded" in says(browser.get(place))
        Partnership.objects.update(crime_reference_pattern="AAA 99")
        assert "Check: looks different" not in says(browser.get(answer["Location"]))

    def test_it_is_changed_with_its_history(self, led: Case, cast: Cast, browse: Browse) -> None:
        made = actions.add_police_reference(case=led, crime=Crime("1234567/26", Level.ONE), by=TEST)
        browser = browse("social_worker")
        answer = send(browser, f"/cases/police/{made.ref}/", reference="1234567/26", level="2", outcome="disruption")
        page = says(browser.get(answer["Location"]))
        assert "Positive disruption" in page
        assert "Before: 1234567/26, Level 1" in page
        with pytest.raises(StaleRecord):
            actions.change_police_reference(
                reference=made, crime=Crime("1234567/26", outcome=PoliceOutcome.ORDER), version=1, by=TEST
            )
        assert browse("outsider").get(f"/cases/police/{made.ref}/").status_code == 404
        with wall.as_system("test"):
            refused = AuditEvent.objects.filter(kind="case.refused", case_ref=led.ref)
            assert refused.filter(actor_id=cast["outsider"].pk).exists()
        assert browse("outsider").get("/cases/police/AAAA-BBBB-CCCC/").status_code == 404

    def test_once_on_a_case(self, led: Case) -> None:
        first = actions.add_police_reference(case=led, crime=Crime("1234567/26"), by=TEST)
        second = actions.add_police_reference(case=led, crime=Crime("7654321/26"), by=TEST)
        with pytest.raises(NotAllowedNow, match="on the case already"):
            actions.add_police_reference(case=led, crime=Crime(" 1234567/26 "), by=TEST)
        with pytest.raises(NotAllowedNow, match="on the case already"):
            actions.change_police_reference(reference=second, crime=Crime("1234567/26"), version=1, by=TEST)
        actions.change_police_reference(reference=first, crime=Crime("1234567/26"), version=1, by=TEST)

    def test_the_police_record_it_where_their_agency_is_involved(self, led: Case, cast: Cast) -> None:
        police = cast["police_spoc"]
        with access.acting_for(police), pytest.raises(PermissionDenied):
            actions.add_police_reference(case=led, crime=Crime("1234567/26"), by=police)
        grant_to_agency(case=led, agency=agency_of(police), by=TEST)
        with access.acting_for(police):
            actions.add_police_reference(case=led, crime=Crime("1234567/26"), by=police)
            with pytest.raises(DatabaseError), transaction.atomic():
                PoliceReference.objects.create(case=led, reference="past the deed")


class TestFacts:
    def test_on_the_pages(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker = hat(cast["social_worker"])
        actions.allocate_case(case=now(led), worker=worker, version=now(led).version, by=TEST)
        browser, place = browse("social_worker"), f"/cases/{led.ref}/"
        typed = {"need": "yes", "models": ["boyfriend", "online"], "best": "Ms Okafor, art teacher"}
        answer = send(browser, f"{place}facts/", **typed, best_with=worker.ref)
        page = says(browser.get(answer["Location"]))
        assert "Online, Boyfriend model" in page
        assert f"Ms Okafor, art teacher, {worker.user.name}" in page
        assert now(led).is_cse_presenting_need == Need.YES
        form = says(browser.get(f"{place}facts/"))
        assert 'value="boyfriend"' in form
        assert "Ms Okafor, art teacher" in form

    def test_what_somebody_else_changed_is_shown(self, led: Case, browse: Browse) -> None:
        browser, place = browse("social_worker"), f"/cases/{led.ref}/facts/"
        page = browser.get(place)
        from tests.integration.cases.forms import hidden

        kept = hidden(says(page))
        facts = Facts(Need.NO, [Model.GANGS], "Her aunt")
        actions.change_facts(case=now(led), facts=facts, version=now(led).version, by=TEST)
        answer = browser.post(place, {**kept, "need": "yes", "best": "Her teacher"})
        page = led_back(browser, answer)
        assert "Someone changed this while you typed" in says(page)
        assert "aunt" in says(page)
        assert "Her teacher" in says(page)

    def test_only_whoever_keeps_cases(self, led: Case, cast: Cast) -> None:
        for key in ("outsider", "mash_officer"):
            with access.acting_for(cast[key]), pytest.raises(PermissionDenied):
                actions.change_facts(case=now(led), facts=Facts(Need.NO), version=now(led).version, by=cast[key])

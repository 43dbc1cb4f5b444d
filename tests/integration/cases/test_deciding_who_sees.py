"""Giving and ending access, restricting a case and lifting that, on the pages and in the actions beneath them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cse_portal.agencies import access, session_rules
from cse_portal.agencies.models import User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, restrict, revoke
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.staying import NO_MANAGER, NO_PRACTITIONER
from cse_portal.core import clock, wall
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import day, led_back, says, send
from tests.post import delivered
from tests.reading import all_of


def place(case: Case, what: str = "") -> str:
    return f"/cases/{case.ref}/who-sees/{what}"


def give(case: Case, **typed: object) -> dict[str, object]:
    return {**day("starts_on", clock.today()), "note": "Works with the family", **typed}


def sees(user: User, case: Case) -> bool:
    asked = User.objects.get(pk=user.pk)
    with access.acting_for(asked):
        return access.can_see(asked, case)


def grant_of(case: Case, user: User) -> CaseGrant:
    with wall.as_system("test"):
        return CaseGrant.objects.get(content_object=case, user=user)


@pytest.mark.django_db
class TestGiving:
    def test_a_person_is_found_by_name_and_told(
        self, led: Case, cast: Cast, browse: Browse, no_worker: None, django_capture_on_commit_callbacks: object
    ) -> None:
        teacher = cast["teacher"]
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            answer = send(
                browse("social_worker"), place(led, "give/"), **give(led, to="person", whom="gareth onwuachi")
            )
        assert answer.headers["Location"] == place(led)
        assert sees(teacher, led)
        assert [letter.to for letter in delivered()] == [[teacher.email]]
        assert led.ref not in delivered()[0].body + delivered()[0].subject
        assert "Canaryname" not in delivered()[0].body
        event = all_of(AuditEvent.objects.filter(kind="case.access_given"))[0]
        assert (event.reason, event.case_ref) == ("Works with the family", led.ref)

    def test_several_of_that_name_are_offered(self, led: Case, cast: Cast, browse: Browse) -> None:
        first = joins(agency_of(cast["teacher"]), Role.PRACTITIONER, "Ruth Ashdown")
        second = joins(agency_of(cast["mash_officer"]), Role.MASH_OFFICER, "Ruth Ashdown")
        browser = browse("social_worker")
        answer = send(browser, place(led, "give/"), **give(led, to="person", whom="Ruth Ash"))
        again = browser.get(answer.headers["Location"])
        assert "Select which of them" in says(again)
        assert first.ref in says(again)
        assert second.ref in says(again)
        send(browser, answer.headers["Location"], **give(led, to="person", whom="Ruth Ash", person=second.ref))
        with wall.as_system("test"):
            assert CaseGrant.objects.get(user=second.user).membership == second
            assert not CaseGrant.objects.filter(user=first.user).exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({}, "Select who is to see this case"),
            ({"to": "person"}, "Enter the name or work email address"),
            ({"to": "person", "whom": "Nobody Ofthatname"}, "Nobody with that name"),
            ({"to": "person", "whom": "Imran Castellan"}, "Nobody with that name"),
            ({"to": "agency"}, "Select an agency"),
            ({"to": "agency", "agency": "no-such"}, "Select an agency from the list"),
            ({"to": "oversight", "note": ""}, "Enter why they need to see it"),
            ({"to": "oversight", "ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2020"}, "Last day"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, led: Case, browse: Browse, typed: dict[str, str], words: str
    ) -> None:
        browser = browse("social_worker")
        answer = send(browser, place(led, "give/"), **give(led, **typed))
        page = says(browser.get(answer.headers["Location"]))
        assert words in page
        assert typed.get("note", "Works with the family") in page

    def test_an_agency_from_a_day_until_a_day(self, led: Case, cast: Cast, browse: Browse) -> None:
        school = agency_of(cast["school_spoc"])
        tomorrow = clock.today() + timedelta(days=1)
        typed = give(led, to="agency", agency=school.ref, **day("starts_on", tomorrow), **day("ends_on", tomorrow))
        send(browse("social_worker"), place(led, "give/"), **typed)
        assert not sees(cast["school_spoc"], led)
        with wall.as_system("test"):
            grant = CaseGrant.objects.get(group__access__agency=school)
        assert grant.valid_until is not None
        assert grant.valid_until - grant.valid_from == timedelta(days=1)
        page = browse("social_worker").get(place(led, "end/"))
        assert str(school) in says(page)

    def test_only_whoever_sees_it_for_good_and_may_decide(self, led: Case, cast: Cast, browse: Browse) -> None:
        assert browse("outsider").get(place(led, "give/")).status_code == 404
        grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
        assert browse("teacher").get(place(led, "give/")).status_code == 403
        assert "Give somebody access" not in says(browse("teacher").get(place(led)))
        until = clock.now() + timedelta(hours=1)
        manager = joins(agency_of(cast["mash_officer"]), Role.MASH_MANAGER)
        grant_to_person(case=led, membership=manager, reason=Reason.EMERGENCY, until=until, by=TEST)
        browser = browse("teacher")
        browser.force_login(manager.user)
        assert browser.get(place(led)).status_code == 200
        assert browser.get(place(led, "give/")).status_code == 403
        with access.acting_for(manager.user), pytest.raises(PermissionDenied):
            grant_to_person(case=led, membership=hat(cast["outsider"]), by=manager.user)


@pytest.mark.django_db
class TestEnding:
    def test_whoever_loses_it_is_told_without_a_word_about_the_child(
        self, led: Case, cast: Cast, browse: Browse, no_worker: None, django_capture_on_commit_callbacks: Any
    ) -> None:
        grant_to_person(case=led, membership=hat(cast["teacher"]), by=TEST)
        with django_capture_on_commit_callbacks(execute=True):
            who = f"named.{hat(cast['teacher']).ref}"
            send(browse("team_manager"), place(led, "end/"), who=who, why="Left the school")
        (letter,) = delivered()
        assert letter.to == [cast["teacher"].email]
        for canary in (led.ref, "Canaryname", "Left the school"):
            assert canary not in letter.subject + letter.body

    def test_it_ends_with_a_reason_and_can_be_given_again(self, led: Case, cast: Cast, browse: Browse) -> None:
        teacher, browser = cast["teacher"], browse("team_manager")
        grant_to_person(case=led, membership=hat(teacher), by=TEST)
        answer = send(browser, place(led, "end/"), who=f"named.{hat(teacher).ref}", why="Left the school")
        page = says(browser.get(answer.headers["Location"]))
        assert "The access has ended" in page
        assert not sees(teacher, led)
        assert f"?again=named.{hat(teacher).ref}" in page
        again = place(led, f"give/?again=named.{hat(teacher).ref}")
        assert teacher.email in says(browser.get(again))
        send(browser, again, **give(led, to="person", whom=teacher.email))
        assert sees(teacher, led)

    def test_the_last_who_answers_for_it_cannot_go(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        with wall.as_system("test"):
            agency_grant = CaseGrant.objects.get(content_object=led, group__access__agency=led.lead_agency)
        grant_to_person(case=led, membership=hat(manager), by=TEST)
        with access.acting_for(manager):
            revoke(grant=agency_grant, why="Not theirs", by=manager)
            revoke(grant=grant_of(led, worker), why="Moved", by=manager)
            with pytest.raises(NotAllowedNow, match="Nobody would go on seeing"):
                revoke(grant=grant_of(led, manager), why="Me too", by=manager)
        browser = browse("team_manager")
        answer = led_back(browser, send(browser, place(led, "end/"), who=f"named.{hat(manager).ref}", why="Me too"))
        assert "Nobody would go on seeing this case" in says(answer)
        assert "Me too" in says(answer)

    def test_somebody_suspended_does_not_count_as_staying(self, led: Case, cast: Cast) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        grant_to_person(case=led, membership=hat(manager), by=TEST)
        stop(worker)
        with wall.as_system("test"):
            agency_grant = CaseGrant.objects.get(content_object=led, group__access__agency=led.lead_agency)
        with access.acting_for(manager):
            revoke(grant=agency_grant, why="Not theirs", by=manager)
            with pytest.raises(NotAllowedNow):
                revoke(grant=grant_of(led, manager), why="Me too", by=manager)


def test_whoever_is_suspended_is_shown_as_seeing_nothing(led: Case, cast: Cast, browse: Browse) -> None:
    page = says(browse("team_manager").get(f"/cases/{led.ref}/who-sees/"))
    assert cast["social_worker"].name in page
    assert "Not at work" not in page
    stop(cast["social_worker"])
    page = says(browse("team_manager").get(f"/cases/{led.ref}/who-sees/"))
    assert cast["social_worker"].name in page
    assert "Not at work" in page


def stop(user: User) -> None:
    from cse_portal.agencies.models import Membership

    Membership.objects.filter(user=user).update(
        suspended_at=clock.now(), suspended_by=user, suspension_reason="Under investigation"
    )


@pytest.mark.django_db
class TestRestricting:
    def test_only_the_chosen_go_on_seeing_it(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        other = joins(led.lead_agency, Role.CSC_TEAM_MANAGER, "Nell Barrow")
        browser = browse("team_manager")
        keep = [hat(worker).ref, hat(manager).ref]
        answer = send(browser, place(led, "restrict/"), keep=keep, why="Child of a colleague")
        assert answer.headers["Location"] == place(led)
        assert sees(worker, led)
        assert sees(manager, led)
        assert not sees(other.user, led)
        page = says(browser.get(place(led)))
        assert "Restricted to named people" in page
        assert "Child of a colleague" in page
        assert "Lift the restriction" in page
        assert 'value="agency"' not in says(browser.get(place(led, "give/")))

    def test_a_practitioner_and_a_manager_must_stay(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        browser = browse("team_manager")
        for kept, words in ((worker, NO_MANAGER), (manager, NO_PRACTITIONER)):
            answer = send(browser, place(led, "restrict/"), keep=[hat(kept).ref], why="Child of a colleague")
            assert words in says(browser.get(answer.headers["Location"]))
            with access.acting_for(manager), pytest.raises(NotAllowedNow, match="Choose at least one"):
                restrict(case=led, why="x", keep=[hat(kept)], by=manager)
        with access.acting_for(manager), pytest.raises(PermissionDenied):
            restrict(case=led, why="x", keep=[hat(cast["outsider"]), hat(worker), hat(manager)], by=manager)
        assert sees(worker, led)

    def test_named_people_of_a_restricted_case_go_one_by_one_until_two_are_left(self, led: Case, cast: Cast) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        with access.acting_for(manager):
            restrict(case=led, why="x", keep=[hat(worker), hat(manager)], by=manager)
            held = Case.objects.get(pk=led.pk)
            with pytest.raises(NotAllowedNow, match="is restricted"):
                revoke(grant=grant_of(held, worker), why="Moved", by=manager)

    def test_lifting_gives_it_back_to_the_lead_agency(self, led: Case, cast: Cast, browse: Browse) -> None:
        worker, manager = cast["social_worker"], cast["team_manager"]
        other = joins(led.lead_agency, Role.CSC_TEAM_MANAGER, "Nell Barrow")
        browser = browse("team_manager")
        keep = [hat(worker).ref, hat(manager).ref]
        send(browser, place(led, "restrict/"), keep=keep, why="Child of a colleague")
        answer = send(browser, place(led, "lift/"), why="They left")
        assert answer.headers["Location"] == place(led)
        assert sees(other.user, led)

    def test_whoever_was_named_already_stays_on_the_same_terms(self, led: Case, cast: Cast) -> None:
        """Neither longer, nor with more rights, nor with the reason forgotten."""
        worker, manager, until = cast["social_worker"], cast["team_manager"], clock.now() + timedelta(days=2)
        visitor, auditor = (joins(led.lead_agency, role) for role in (Role.PRACTITIONER, Role.AUDITOR))
        grant_to_person(case=led, membership=visitor, note="On the night shift", until=until, by=TEST)
        grant_to_person(case=led, membership=auditor, reason=Reason.AUDIT, until=until, by=TEST)
        with access.acting_for(manager):
            restrict(case=led, why="x", keep=[hat(worker), hat(manager), visitor, auditor], by=manager)
        held = {user: grant_of(led, user) for user in (worker, manager, visitor.user, auditor.user)}
        assert [one.reason for one in held.values()] == ["named", "named", "named", "audit"]
        assert [one.valid_until for one in held.values()] == [None, None, until, until]
        assert held[visitor.user].note == "On the night shift"

    def test_it_asks_who_it_is_first(self, led: Case, browse: Browse) -> None:
        browser = browse("team_manager")
        session = browser.session
        session_rules.note_confirmed(session, now=0)
        session.save()
        answer = browser.get(place(led, "restrict/"))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/")

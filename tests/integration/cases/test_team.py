"""Allocating a case, handing it over, other parts in it, and another agency taking it over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_agency
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.models import AuditEvent
from cse_portal.cases import actions
from cse_portal.cases import team_queries as teams
from cse_portal.cases.letter_kinds import TITLES, Letter
from cse_portal.cases.models import Case, CaseMember, CaseTransfer
from cse_portal.cases.team import Part, TransferStatus
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import day, led_back, says, send
from tests.post import delivered, read_and_emptied

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def now(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.select_related("child", "lead_agency").get(pk=case.pk)


def sees(user: User, case: Case) -> bool:
    asked = User.objects.get(pk=user.pk)
    with access.acting_for(asked):
        return access.can_see(asked, case)


def due(**wanted: Any) -> DueItem:
    with wall.as_system("test"):
        return DueItem.objects.open().select_related("agency").get(**wanted)


def is_due(**wanted: Any) -> bool:
    with wall.as_system("test"):
        return DueItem.objects.open().filter(**wanted).exists()


def event_of(kind: str) -> AuditEvent:
    with wall.as_system("test"):
        return AuditEvent.objects.get(kind=kind)


def allocated(case: Case) -> CaseMember | None:
    with wall.as_system("test"):
        return teams.allocated_to(case)


def allocate(case: Case, worker: Membership, by: Any = TEST, **terms: Any) -> CaseMember:
    return actions.allocate_case(case=now(case), worker=worker, version=now(case).version, **terms, by=by)


def hand_over(case: Case, to: Membership, by: Any = TEST) -> CaseMember:
    terms = {"words": "She likes to walk", "both_until": clock.today() + 7 * DAY, "version": now(case).version}
    return actions.hand_over_case(case=now(case), to=to, **terms, by=by)


@pytest.fixture
def worker(cast: Cast) -> Membership:
    return joins(agency_of(cast["social_worker"]), Role.SOCIAL_WORKER, "Amara Okonjo")


class TestAllocating:
    def test_the_worker_sees_it_is_told_and_has_it_to_read(
        self, case: Case, cast: Cast, worker: Membership, no_worker: None, django_capture_on_commit_callbacks: Any
    ) -> None:
        manager = cast["team_manager"]
        assert not sees(worker.user, case)
        with access.acting_for(manager), django_capture_on_commit_callbacks(execute=True):
            allocate(case, worker, by=manager, why="Knows the family")
        assert sees(worker.user, case)
        assert [letter.to for letter in delivered()] == [[worker.user.email]]
        assert case.ref not in delivered()[0].body + delivered()[0].subject
        item = due(person=worker.user, kind="case_allocation")
        assert item.url == f"/cases/{case.ref}/"
        event = event_of("case.allocated")
        assert (event.case_ref, event.reason, event.detail["membership"]) == (case.ref, "Knows the family", worker.ref)

    def test_only_whoever_shares_out_cases(self, led: Case, cast: Cast, worker: Membership) -> None:
        for key in ("social_worker", "outsider", "mash_officer"):
            with access.acting_for(cast[key]), pytest.raises(PermissionDenied):
                allocate(led, worker, by=cast[key])

    def test_only_to_somebody_who_works_cases_in_the_lead_agency_or_below(self, case: Case, cast: Cast) -> None:
        lead = agency_of(cast["social_worker"])
        team = add_agency(partnership=lead.partnership, name="East team, youth", parent=lead, by=TEST)
        wrong = [hat(cast["teacher"]), hat(cast["team_manager"]), joins(lead, Role.SPOC)]
        for one in wrong:
            with pytest.raises(NotAllowedNow, match="works cases"):
                allocate(case, one)
        assert allocate(case, joins(team, Role.SUPPORT_WORKER)).part == Part.ALLOCATED

    def test_one_worker_at_a_time(self, case: Case, cast: Cast, worker: Membership) -> None:
        allocate(case, worker)
        with pytest.raises(NotAllowedNow, match="Hand it over instead"):
            allocate(case, hat(cast["social_worker"]))
        with wall.as_system("test"):
            CaseMember.objects.update(since=clock.today() - 2 * DAY, until=clock.today() - DAY)
        allocate(case, hat(cast["social_worker"]))  # the first one's time is over
        held = allocated(case)
        assert held is not None
        assert held.membership == hat(cast["social_worker"])

    def test_until_a_day(self, case: Case, worker: Membership) -> None:
        import time_machine

        allocate(case, worker, until=clock.today() + DAY)
        assert sees(worker.user, case)
        with time_machine.travel(clock.now() + 2 * DAY):
            assert not sees(worker.user, case)
            assert allocated(case) is None

    def test_not_over_what_somebody_else_changed(self, case: Case, cast: Cast, worker: Membership) -> None:
        before = now(case)
        allocate(case, worker)
        with pytest.raises(StaleRecord):
            actions.hand_over_case(
                case=case,
                to=hat(cast["social_worker"]),
                words="-",
                both_until=clock.today(),
                version=before.version,
                by=TEST,
            )

    def test_a_failure_leaves_nothing(self, case: Case, worker: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object, **__: object) -> None:
            raise DatabaseError("the disk is full")

        monkeypatch.setattr("cse_portal.cases.actions.team.record", fails)
        with pytest.raises(DatabaseError):
            allocate(case, worker)
        assert allocated(case) is None
        assert not sees(worker.user, case)
        assert not is_due(kind="case_allocation")

    def test_reading_it_closes_what_was_due(self, case: Case, worker: Membership, browse: Browse) -> None:
        allocate(case, worker)
        browser = browse("teacher")
        browser.force_login(worker.user)
        assert "I have read it" in says(browser.get(f"/cases/{case.ref}/"))
        assert browser.post(f"/cases/{case.ref}/read/").status_code == 302
        assert not is_due(person=worker.user)
        assert "I have read it" not in says(browser.get(f"/cases/{case.ref}/"))

    def test_on_the_page(self, led: Case, worker: Membership, browse: Browse) -> None:
        browser, place = browse("team_manager"), f"/cases/{led.ref}/people/"
        assert "Nobody is allocated yet" in says(browser.get(place))
        assert "Next: allocate a worker" in says(browser.get(f"/cases/{led.ref}/"))
        wrong = send(browser, f"{place}allocate/", why="Knows the family")
        page = says(led_back(browser, wrong))
        assert "Select who is to work with the child" in page
        assert "Knows the family" in page
        answer = send(browser, f"{place}allocate/", worker=worker.ref, why="Knows the family")
        page = says(browser.get(answer["Location"]))
        assert "allocated to Amara Okonjo" in page
        assert "Allocated worker" in page


class TestHandingOver:
    def test_both_see_it_until_the_day_and_the_work_passes_on(
        self, case: Case, cast: Cast, worker: Membership, no_worker: None, django_capture_on_commit_callbacks: Any
    ) -> None:
        import time_machine

        first = hat(cast["social_worker"])
        allocate(case, first)
        read_and_emptied()
        hand_over(case, worker)
        assert sorted([(*letter.to, letter.subject) for letter in delivered()], reverse=True) == [
            (worker.user.email, f"{TITLES[Letter.ALLOCATED]} in the CSE Portal"),
            (first.user.email, f"{TITLES[Letter.HANDED_OVER]} in the CSE Portal"),
        ]
        held = allocated(case)
        assert held is not None
        assert held.membership == worker
        assert sees(first.user, case)
        assert sees(worker.user, case)
        assert not is_due(person=first.user, source_ref=case.ref)
        with time_machine.travel(clock.now() + 8 * DAY):
            assert not sees(first.user, case)
            assert sees(worker.user, case)
        event = event_of("case.handed_over")
        assert (event.detail["of"], event.detail["to"]) == (first.ref, worker.ref)

    def test_only_from_somebody_to_somebody_else(self, case: Case, cast: Cast, worker: Membership) -> None:
        with pytest.raises(NotAllowedNow, match="Allocate it instead"):
            hand_over(case, worker)
        allocate(case, worker)
        with pytest.raises(NotAllowedNow, match="Choose somebody else"):
            hand_over(case, worker)

    def test_on_the_page(self, led: Case, cast: Cast, worker: Membership, browse: Browse) -> None:
        allocate(led, hat(cast["social_worker"]))
        browser, place = browse("team_manager"), f"/cases/{led.ref}/people/"
        typed = {"worker": worker.ref, **day("both_until", clock.today() + 3 * DAY)}
        page = says(led_back(browser, send(browser, f"{place}hand-over/", **typed)))
        assert "Enter what the next worker needs to know" in page
        answer = send(browser, f"{place}hand-over/", **typed, words="She likes to walk")
        page = says(browser.get(answer["Location"]))
        assert "handed over to Amara Okonjo" in page
        assert "She likes to walk" in page
        assert cast["social_worker"].name in page


class TestParts:
    def test_a_part_gives_access_and_its_end_takes_it(self, led: Case, cast: Cast) -> None:
        teacher = hat(cast["teacher"])
        made = actions.add_member(
            case=led, membership=teacher, part=Part.OTHER, part_words="Form tutor", why="Sees her daily", by=TEST
        )
        assert made.title == "Form tutor"
        assert sees(teacher.user, led)
        with pytest.raises(NotAllowedNow, match="have a part"):
            actions.add_member(case=led, membership=teacher, part=Part.CO_WORKER, by=TEST)
        actions.end_member(member=made, why="Left the school", by=TEST)
        assert not sees(teacher.user, led)
        with pytest.raises(NotAllowedNow, match="ended already"):
            actions.end_member(member=made, why="Again", by=TEST)
        with wall.as_system("test"):
            found = AuditEvent.objects.filter(kind__startswith="case.member").order_by("pk")
            kinds = list(found.values_list("kind", flat=True))
        assert kinds == ["case.member_added", "case.member_ended"]

    def test_on_the_pages(self, led: Case, cast: Cast, browse: Browse) -> None:
        browser, place = browse("team_manager"), f"/cases/{led.ref}/people/"
        typed = {"whom": "Gareth Onwuachi", "part": "other", "why": "Sees her daily"}
        page = says(led_back(browser, send(browser, f"{place}add/", **typed)))
        assert "Enter which part they have" in page
        answer = send(browser, f"{place}add/", **typed, part_words="Form tutor")
        page = says(browser.get(answer["Location"]))
        assert "Form tutor" in page
        with wall.as_system("test"):
            member = CaseMember.objects.get()
        answer = send(browser, f"{place}end/?who={member.ref}", who=member.ref, why="Left the school")
        page = says(browser.get(answer["Location"]))
        assert "Their part has ended" in page
        assert "Left the school" in page


class TestTransfer:
    @pytest.fixture
    def other(self, cast: Cast) -> Agency:
        return add_agency(
            partnership=agency_of(cast["social_worker"]).partnership, name="Social care, West team", by=TEST
        )

    @pytest.fixture
    def other_manager(self, other: Agency) -> Membership:
        return joins(other, Role.CSC_TEAM_MANAGER, "Femi Adeleke")

    def ask(self, case: Case, other: Agency, by: User) -> CaseTransfer:
        with access.acting_for(by):
            terms = {"why": "The family has moved west", "version": now(case).version}
            return actions.ask_to_lead(case=now(case), agency=other, **terms, by=by)

    def test_until_it_is_accepted_nothing_changes(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership
    ) -> None:
        self.ask(led, other, cast["team_manager"])
        assert now(led).lead_agency != other
        assert not sees(other_manager.user, led)
        item = due(kind="case_transfer")
        assert (item.agency, item.role) == (other, Role.CSC_TEAM_MANAGER)
        with access.acting_for(cast["team_manager"]), pytest.raises(NotAllowedNow, match="asked already"):
            actions.ask_to_lead(
                case=now(led), agency=other, why="Again", version=now(led).version, by=cast["team_manager"]
            )

    def test_accepted_it_is_led_there_and_the_old_team_sees_it_two_weeks_more(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership
    ) -> None:
        import time_machine

        allocate(led, hat(cast["social_worker"]))
        asked = self.ask(led, other, cast["team_manager"])
        with access.acting_for(other_manager.user):
            actions.accept_transfer(transfer=asked, version=asked.version, by=other_manager.user)
        assert now(led).lead_agency == other
        assert allocated(led) is None
        for one in (other_manager.user, cast["team_manager"], cast["social_worker"]):
            assert sees(one, led)
        assert due(person=other_manager.user).task.startswith("Allocate a case")
        assert not is_due(kind="case_transfer")
        with time_machine.travel(clock.now() + 15 * DAY):
            assert sees(other_manager.user, led)
            assert not sees(cast["team_manager"], led)
            assert not sees(cast["social_worker"], led)

    def test_whoever_is_asked_and_whoever_asked_are_written_to(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership, no_worker: None,
        django_capture_on_commit_callbacks: Any,
    ) -> None:  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            asked = self.ask(led, other, cast["team_manager"])
        with access.acting_for(other_manager.user), django_capture_on_commit_callbacks(execute=True):
            actions.decline_transfer(transfer=asked, words="Not ours", version=asked.version, by=other_manager.user)
        assert sorted((*letter.to, letter.subject) for letter in delivered()) == [
            (other_manager.user.email, f"{TITLES[Letter.TRANSFER_ASKED]} in the CSE Portal"),
            (cast["team_manager"].email, f"{TITLES[Letter.TRANSFER_ANSWERED]} in the CSE Portal"),
        ]
        assert all(word not in letter.body for letter in delivered() for word in (led.ref, "Not ours", "moved west"))

    def test_declined_or_withdrawn_it_stays(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership
    ) -> None:
        asked = self.ask(led, other, cast["team_manager"])
        with access.acting_for(other_manager.user):
            actions.decline_transfer(transfer=asked, words="Not ours", version=asked.version, by=other_manager.user)
        again = self.ask(led, other, cast["team_manager"])
        with access.acting_for(cast["team_manager"]):
            actions.withdraw_transfer(case=now(led), why="A mistake", by=cast["team_manager"])
        with access.acting_for(other_manager.user), pytest.raises(StaleRecord):
            actions.accept_transfer(transfer=again, version=again.version, by=other_manager.user)
        with wall.as_system("test"):
            found = set(CaseTransfer.objects.values_list("status", flat=True))
        assert found == {TransferStatus.DECLINED.value, TransferStatus.WITHDRAWN.value}
        assert now(led).lead_agency != other

    def test_only_a_manager_there_answers(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership
    ) -> None:
        asked = self.ask(led, other, cast["team_manager"])
        worker = joins(other, Role.SOCIAL_WORKER)
        for person in (worker.user, cast["team_manager"], cast["outsider"]):
            with access.acting_for(person), pytest.raises(PermissionDenied):
                actions.accept_transfer(transfer=asked, version=asked.version, by=person)

    def test_a_restricted_case_is_taken_over_by_name(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership
    ) -> None:
        keep = [hat(cast["social_worker"]), hat(cast["team_manager"])]
        actions.restrict(case=now(led), why="A colleague’s child", keep=keep, by=TEST)
        asked = self.ask(led, other, cast["team_manager"])
        colleague = joins(other, Role.HEAD_OF_SERVICE)
        with access.acting_for(other_manager.user):
            actions.accept_transfer(transfer=asked, version=asked.version, by=other_manager.user)
        assert sees(other_manager.user, led)
        assert not sees(colleague.user, led)

    def test_on_the_pages_without_the_childs_name(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership, browse: Browse
    ) -> None:
        place = f"/cases/{led.ref}/people/"
        answer = send(browse("team_manager"), f"{place}another-agency/", agency=other.ref, why="Moved west")
        assert "Social care, West team is asked" in says(browse("team_manager").get(answer["Location"]))
        theirs = browse("teacher")
        theirs.force_login(other_manager.user)
        url = due(kind="case_transfer").url
        page = says(theirs.get(url))
        assert "Moved west" in page
        assert "Canaryname" not in page
        assert theirs.get(f"/cases/{led.ref}/").status_code == 404
        page = says(led_back(theirs, send(theirs, url, answer="decline")))
        assert "Enter why your agency does not take over" in page
        answer = send(theirs, url, answer="accept")
        assert answer["Location"] == f"/cases/{led.ref}/"
        assert theirs.get(url).status_code == 200
        assert browse("outsider").get(url).status_code == 403

    def test_withdrawn_on_the_page(
        self, led: Case, cast: Cast, other: Agency, other_manager: Membership, browse: Browse
    ) -> None:
        self.ask(led, other, cast["team_manager"])
        browser, place = browse("team_manager"), f"/cases/{led.ref}/people/"
        assert "Withdraw the request" in says(browser.get(place))
        answer = send(browser, f"{place}withdraw/", why="A mistake")
        page = says(browser.get(answer["Location"]))
        assert "goes on leading" in page
        assert "Withdrawn" in page

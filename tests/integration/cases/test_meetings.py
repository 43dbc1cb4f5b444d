"""Meetings about a child: called, held, recorded by each agency under its marks, and due until one is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    agree_action,
    call_meeting,
    cancel_meeting,
    change_contribution,
    change_decision,
    change_meeting,
    contribute,
    grant_to_person,
    invite_to_meeting,
    record_decision,
    record_held,
    restrict,
    settle_action,
    weigh_objection,
)
from cse_portal.cases.handling import Handling
from cse_portal.cases.meeting_workflow import Attendance, MeetingRefused, Outcome
from cse_portal.cases.models import Case, Contribution, Decision, Invitee, Meeting
from cse_portal.core import clock
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, hat, joins
from tests.integration.cases.forms import led_back, says, send
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db


def values(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "network",
        "planned_at": clock.now(),
        "by_video": True,
        "chair_words": "Amara Okonjo, Saltmarsh",
        "purpose": "See the whole",
        "child_invited": False,
        "child_why_not": "Maya asked not to come",
        "parents_invited": True,
        **changed,
    }


def called(case: Case, by: User, **changed: Any) -> Meeting:
    with access.acting_for(by):
        return call_meeting(case=case, values=values(**changed), by=by)


def held(case: Case, by: User, *, came: tuple[str, ...] = ("came", "came"), **changed: Any) -> Meeting:
    """With somebody of the school and somebody outside on its list."""
    made = called(case, by, **changed)
    with access.acting_for(by):
        first = invite_to_meeting(meeting=made, agency=agency_of(by), who="Teacher", by=by)
        second = invite_to_meeting(meeting=made, agency=None, who="Grandmother", by=by)
        said = {one.ref: Attendance(code) for one, code in zip((first, second), came, strict=True)}
        return record_held(meeting=made, version=made.version, took_place_at=clock.now(), attendance=said, by=by)


def place(name: str, row: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"ref": row.ref})


def kinds() -> list[str]:
    return [one.kind for one in all_of(AuditEvent.objects.filter(kind__startswith="meeting").order_by("id"))]


# --- called, changed, cancelled, held --------------------------------------------------------------------------


def test_a_meeting_is_called_changed_and_cancelled(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = called(led, by)
    with access.acting_for(by):
        changed = change_meeting(meeting=made, version=made.version, values=values(purpose="Hear Maya"), by=by)
        with pytest.raises(StaleRecord):
            change_meeting(meeting=made, version=made.version, values=values(), by=by)
        cancelled = cancel_meeting(meeting=made, version=changed.version, why="Everybody was ill", by=by)
        with pytest.raises(MeetingRefused):
            cancel_meeting(meeting=made, version=cancelled.version, why="Again", by=by)
    assert (cancelled.purpose, cancelled.status) == ("Hear Maya", "cancelled")
    assert kinds() == ["meeting.called", "meeting.changed", "meeting.cancelled"]


@pytest.mark.parametrize(
    "wrong",
    [{"child_why_not": ""}, {"parents_invited": False}, {"chair_words": ""}],
    ids=["child", "parents", "chair"],
)
def test_the_database_asks_for_the_reason_and_the_chair(wrong: dict[str, Any], led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with access.acting_for(by):
        with pytest.raises(IntegrityError), transaction.atomic():
            call_meeting(case=led, values=values(**wrong), by=by)
        assert not Meeting.objects.exists()
    assert kinds() == []


def test_who_may_chair_is_the_kinds_to_say(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with pytest.raises(MeetingRefused):
        called(led, by, kind="strategy", chair=hat(by))
    with pytest.raises(MeetingRefused):
        called(led, by, kind="strategy")
    assert called(led, by, kind="strategy", chair=hat(cast["team_manager"])).chaired_by.startswith("Helen Marsh")


def test_once_it_was_held_the_chair_alone_says_who_chaired_it(led: Case, cast: Cast) -> None:
    by, chair = cast["social_worker"], cast["team_manager"]
    made = held(led, by, chair=hat(chair), chair_words="")
    other = values(chair=hat(by), chair_words="")
    with access.acting_for(by), pytest.raises(MeetingRefused), transaction.atomic():
        change_meeting(meeting=made, version=made.version, values=other, by=by)
    with access.acting_for(chair):
        assert change_meeting(meeting=made, version=made.version, values=other, by=chair).chair == hat(by)


def test_attendance_can_be_put_right_while_the_minutes_are_open(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = held(led, by)
    with access.acting_for(by):
        first = Invitee.objects.filter(meeting=made)[0]
        now = {first.ref: Attendance.APOLOGIES}
        record_held(meeting=made, version=made.version, took_place_at=clock.now(), attendance=now, by=by)
        assert [one.attendance for one in Invitee.objects.filter(meeting=made)] == ["apologies", "came"]
    assert kinds()[-2:] == ["meeting.held", "meeting.attendance_changed"]


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.SUPPORT_WORKER, Role.MASE_COORDINATOR])
def test_only_roles_that_work_cases_keep_meetings(role: Role, led: Case, cast: Cast) -> None:
    other = joins(agency_of(cast["social_worker"]), role)
    grant_to_person(case=led, membership=other, by=TEST)
    with pytest.raises(PermissionDenied):
        called(led, other.user)
    made = held(led, cast["social_worker"])
    with access.acting_for(other.user):
        with pytest.raises(PermissionDenied):
            record_decision(meeting=made, words="…", made_by="…", by=other.user)
        assert contribute(meeting=made, words="Seen", handling=Handling.NETWORK, by=other.user).words == "Seen"


def test_whoever_does_not_see_the_case_meets_nothing(led: Case, cast: Cast, browse: Browse) -> None:
    by, outsider = cast["social_worker"], cast["outsider"]
    made = held(led, by)
    with access.acting_for(by):
        brought = contribute(meeting=made, words="Late twice", handling=Handling.NETWORK, by=by)
    client = browse("outsider")
    for name, row in (("meetings", led), ("meeting", made), ("change_contribution", brought), ("contribute", made)):
        assert client.get(place(name, row)).status_code == 404
    with access.acting_for(outsider):
        for model in (Meeting, Invitee, Contribution):
            assert not model.objects.exists()
        with pytest.raises(PermissionDenied):
            contribute(meeting=made, words="…", handling=Handling.NETWORK, by=outsider)
    assert count_of(AuditEvent.objects.filter(kind="case.refused", case_ref=led.ref)) == 4


def test_nobody_deletes_any_of_it(led: Case, cast: Cast) -> None:
    held(led, cast["social_worker"])
    refused = pytest.raises(Exception, match="permission denied")
    with access.acting_for(cast["social_worker"]), refused, transaction.atomic():
        Invitee.objects.all().delete()


# --- what each agency brings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "named", "reads"),
    [
        (Handling.NETWORK, (), {"social_worker", "school_spoc", "police_spoc"}),
        (Handling.OWN_AGENCY, (), {"social_worker"}),
        (Handling.NAMED_AGENCIES, ("school_spoc",), {"social_worker", "school_spoc"}),
    ],
)
def test_what_an_agency_brought_is_read_as_far_as_its_mark(
    mark: Handling, named: tuple[str, ...], reads: set[str], led: Case, cast: Cast, browse: Browse
) -> None:
    """In the row, in its history and on the page."""
    by = cast["social_worker"]
    for key in ("school_spoc", "police_spoc"):
        grant_to_person(case=led, membership=hat(cast[key]), by=TEST)
    made = held(led, by)
    with access.acting_for(by):
        agencies = [agency_of(cast[key]) for key in named]
        contribute(meeting=made, words="Canary words", handling=mark, named_agencies=agencies, by=by)
    found = set()
    for key in ("social_worker", "school_spoc", "police_spoc"):
        with access.acting_for(cast[key]), connection.cursor() as cursor:
            row = Contribution.objects.exists()
            cursor.execute("select count(*) from cases_contributionhistory")
            history = cursor.fetchone()[0] > 0
        on_page = "Canary words" in says(browse(key).get(place("meeting", made)))
        assert row == history == on_page
        found |= {key} if row else set()
    assert found == reads


def test_what_police_keep_to_themselves(led: Case, cast: Cast) -> None:
    police = cast["police_spoc"]
    grant_to_person(case=led, membership=hat(police), by=TEST)
    made = held(led, cast["social_worker"])
    with access.acting_for(police):
        contribute(meeting=made, words="Under watch", handling=Handling.COVERT, by=police)
        assert Contribution.objects.count() == 1
    with access.acting_for(cast["social_worker"]):
        assert Contribution.objects.count() == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            contribute(meeting=made, words="…", handling=Handling.COVERT, by=cast["social_worker"])


def test_only_the_agency_itself_changes_what_it_brought(led: Case, cast: Cast, browse: Browse) -> None:
    by, school = cast["social_worker"], cast["school_spoc"]
    grant_to_person(case=led, membership=hat(school), by=TEST)
    made = held(led, by)
    with access.acting_for(by):
        brought = contribute(meeting=made, words="Late twice", handling=Handling.NETWORK, by=by)
        changed = change_contribution(contribution=brought, version=brought.version, words="Late thrice", by=by)
    with access.acting_for(school), pytest.raises(PermissionDenied):
        change_contribution(contribution=brought, version=changed.version, words="Never", by=school)
    assert browse("school_spoc").get(place("change_contribution", brought)).status_code == 403
    client = browse("social_worker")
    assert send(client, place("change_contribution", brought), words="Late four times").status_code == 302
    assert "Late four times" in says(client.get(place("meeting", made)))


def test_an_objection_is_for_everybody_and_is_weighed(led: Case, cast: Cast, browse: Browse) -> None:
    school = cast["school_spoc"]
    grant_to_person(case=led, membership=hat(school), by=TEST)
    made = held(led, cast["social_worker"])
    client = browse("school_spoc")
    typed = {"words": "Maya is not safe at home", "is_objection": "on"}
    wrong = led_back(client, send(client, place("contribute", made), **typed, handling="own_agency"))
    assert "An objection is for everybody" in says(wrong)
    assert send(client, place("contribute", made), **typed, handling="network").status_code == 302
    with access.acting_for(school):
        objection = Contribution.objects.get()
    worker = browse("social_worker")
    assert "Say how the objection was weighed" in says(worker.get(place("meeting", made)))
    send(worker, place("weigh", objection), weighed="Visited that evening")
    page = says(client.get(place("meeting", made)))
    assert "Objection" in page
    assert "Visited that evening" in page


def test_other_words_of_an_objection_are_weighed_anew(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = held(led, by)
    with access.acting_for(by):
        objection = contribute(meeting=made, words="Not safe", handling=Handling.NETWORK, is_objection=True, by=by)
        weighed = weigh_objection(contribution=objection, version=objection.version, weighed="Visited", by=by)
        changed = change_contribution(
            contribution=objection, version=weighed.version, words="Not safe at night", by=by
        )
    assert (changed.weighed, changed.weighed_by) == ("", None)


def test_only_an_objection_is_weighed(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = held(led, by)
    with access.acting_for(by):
        brought = contribute(meeting=made, words="Seen", handling=Handling.NETWORK, by=by)
        with pytest.raises(MeetingRefused):
            weigh_objection(contribution=brought, version=brought.version, weighed="…", by=by)


# --- decisions and actions -------------------------------------------------------------------------------------


def test_nothing_is_decided_before_the_meeting(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = called(led, by)
    with access.acting_for(by):
        with pytest.raises(MeetingRefused), transaction.atomic():
            record_decision(meeting=made, words="Visit", made_by="The chair", by=by)
        assert not Decision.objects.exists()
    assert kinds() == ["meeting.called"]


def test_a_decision_and_its_correction(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = held(led, by)
    with access.acting_for(by):
        decided = record_decision(meeting=made, words="Visit", made_by="The chair", by=by)
        change_decision(decision=decided, version=decided.version, words="Visit weekly", made_by="All", by=by)
        assert Decision.objects.get().words == "Visit weekly"
        with pytest.raises(StaleRecord):
            change_decision(decision=decided, version=decided.version, words="…", made_by="All", by=by)


def test_an_action_is_among_somebodys_work_until_they_say_what_became_of_it(led: Case, cast: Cast) -> None:
    by, school = cast["social_worker"], cast["school_spoc"]
    grant_to_person(case=led, membership=hat(school), by=TEST)
    made = held(led, by)
    terms = {"what": "Ask Ms Okafor", "agency": agency_of(school), "due_on": clock.today() + timedelta(days=3)}
    with access.acting_for(by):
        agreed = agree_action(meeting=made, membership=hat(school), **terms, by=by)
    assert one_of(DueItem.objects.open().filter(person=school, kind="meeting_action")).source_ref == agreed.ref
    with access.acting_for(school):
        settled = settle_action(
            action=agreed, version=agreed.version, outcome=Outcome.DONE, words="She was glad", by=school
        )
        with pytest.raises(MeetingRefused):
            settle_action(action=agreed, version=settled.version, outcome=Outcome.DONE, words="Again", by=school)
    assert count_of(DueItem.objects.open().filter(person=school, kind="meeting_action")) == 0
    assert kinds()[-2:] == ["meeting.action_agreed", "meeting.action_settled"]


def test_what_was_agreed_about_a_restricted_child_is_no_work_of_others(led: Case, cast: Cast) -> None:
    by, manager = cast["social_worker"], cast["team_manager"]
    made = held(led, by)
    terms = {"what": "Ring the school", "agency": agency_of(by), "due_on": clock.today() + timedelta(days=3)}
    with access.acting_for(by):
        agree_action(meeting=made, membership=hat(by), **terms, by=by)
    work = DueItem.objects.open().filter(kind="meeting_action")
    for person, number in ((by, 1), (manager, 1)):
        with access.acting_for(person):
            assert work.count() == number
    restrict(case=led, why="Child of a colleague", keep=[hat(by)], by=TEST)
    for person, number in ((by, 1), (manager, 0)):
        with access.acting_for(person):
            assert work.count() == number


def test_another_agency_does_not_settle_it(led: Case, cast: Cast) -> None:
    by, teacher = cast["social_worker"], cast["teacher"]
    grant_to_person(case=led, membership=hat(teacher), by=TEST)
    made = held(led, by)
    with access.acting_for(by):
        terms = {"what": "Visit", "agency": agency_of(by), "due_on": clock.today()}
        agreed = agree_action(meeting=made, membership=None, **terms, by=by)
    with access.acting_for(teacher), pytest.raises(PermissionDenied):
        settle_action(action=agreed, version=agreed.version, outcome=Outcome.DONE, words="…", by=teacher)

"""A multi-agency meeting is due: until one was held that counts, or until somebody says why there is none."""

from __future__ import annotations

import pytest

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.actions import change_meeting, excuse_meeting, record_held, require_meeting
from cse_portal.cases.meeting_queries import is_meeting_wanted
from cse_portal.cases.meeting_workflow import Attendance, MeetingRefused
from cse_portal.cases.models import Case, Entry, Invitee, Meeting
from cse_portal.core import clock
from cse_portal.core.working_days import add_working_days
from cse_portal.worklist.models import DueItem
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.forms import led_back, says, send
from tests.integration.cases.test_meetings import held, place, values
from tests.reading import one_of

pytestmark = pytest.mark.django_db


def test_a_meeting_is_due_in_ten_working_days_and_until_one_is_held(led: Case, cast: Cast) -> None:
    require_meeting(case=led, by=TEST)
    item = one_of(DueItem.objects.open().filter(kind="meeting_wanted"))
    assert item.due_at.date() == add_working_days(clock.today(), 10)
    by = cast["social_worker"]
    held(led, by, came=("came", "apologies"))
    assert is_meeting_wanted(led)
    held(led, by, kind="other")
    assert is_meeting_wanted(led)
    held(led, by, came=("came", "report"))
    assert not is_meeting_wanted(led)


def put_right(meeting: Meeting, by: User, *came: str) -> None:
    with access.acting_for(by):
        there = Invitee.objects.filter(meeting=meeting).order_by("pk")
        said = {one.ref: Attendance(code) for one, code in zip(there, came, strict=True)}
        version = Meeting.objects.get(pk=meeting.pk).version
        record_held(meeting=meeting, version=version, took_place_at=clock.now(), attendance=said, by=by)


def test_a_meeting_is_due_again_when_too_few_came_after_all(led: Case, cast: Cast) -> None:
    require_meeting(case=led, by=TEST)
    due_at, by = one_of(DueItem.objects.open().filter(kind="meeting_wanted")).due_at, cast["social_worker"]
    meeting = held(led, by)
    assert not is_meeting_wanted(led)
    put_right(meeting, by, "came", "apologies")
    again = one_of(DueItem.objects.open().filter(kind="meeting_wanted"))
    assert again.due_at == due_at, "as late as it was"
    put_right(meeting, by, "came", "report")
    assert not is_meeting_wanted(led)


def test_another_meeting_goes_on_standing_for_it(led: Case, cast: Cast) -> None:
    require_meeting(case=led, by=TEST)
    by = cast["social_worker"]
    meeting = held(led, by)
    held(led, by)
    put_right(meeting, by, "came", "absent")
    assert not is_meeting_wanted(led)


def test_a_reason_that_there_is_none_goes_on_standing_for_it(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    require_meeting(case=led, by=TEST)
    with access.acting_for(by):
        excuse_meeting(case=led, why="Maya moved to Saltmarsh", by=by)
    meeting = held(led, by)
    put_right(meeting, by, "came", "absent")
    assert not is_meeting_wanted(led)


def test_a_meeting_that_turns_out_to_be_of_another_kind_counts_no_more(led: Case, cast: Cast) -> None:
    require_meeting(case=led, by=TEST)
    by = cast["social_worker"]
    meeting = held(led, by)
    with access.acting_for(by):
        change_meeting(meeting=meeting, version=meeting.version, values=values(kind="other"), by=by)
    assert is_meeting_wanted(led)


def test_a_reason_stands_in_the_chronology(led: Case, cast: Cast, browse: Browse) -> None:
    require_meeting(case=led, due_on=clock.today(), by=TEST)
    client = browse("social_worker")
    assert "A multi-agency meeting is due." in says(client.get(place("meetings", led)))
    assert "Enter why there is no meeting" in says(led_back(client, send(client, place("no_meeting", led))))
    page = says(client.get(send(client, place("no_meeting", led), why="Maya moved to Saltmarsh")["Location"]))
    assert "A multi-agency meeting is due." not in page
    assert "No multi-agency meeting: Maya moved to Saltmarsh" in says(client.get(place("record", led)))
    by = cast["social_worker"]
    with access.acting_for(by), pytest.raises(MeetingRefused):
        excuse_meeting(case=led, why="Again", by=by)
    with access.acting_for(by):
        assert Entry.objects.filter(words__contains="No multi-agency meeting").count() == 1

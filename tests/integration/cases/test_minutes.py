"""The minutes of a meeting: versions, the chair’s approval, what is added; and on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from cse_portal.agencies import access
from cse_portal.cases.actions import (
    add_to_minutes,
    approve_minutes,
    contribute,
    grant_to_person,
    record_decision,
    weigh_objection,
    write_minutes,
)
from cse_portal.cases.handling import Handling
from cse_portal.cases.meeting_workflow import MeetingRefused
from cse_portal.cases.models import Case, Meeting, Minutes
from cse_portal.core.models import StaleRecord
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.factories import TEST
from tests.integration.cases.conftest import Browse, Cast, hat
from tests.integration.cases.forms import hidden, led_back, says, send
from tests.integration.cases.test_meetings import called, held, kinds, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(led: Case, cast: Cast) -> Meeting:
    """Held, and chaired by the team manager, who is named on the case."""
    grant_to_person(case=led, membership=hat(cast["team_manager"]), by=TEST)
    return held(led, cast["social_worker"], chair=hat(cast["team_manager"]))


def version_of(meeting: Meeting) -> int:
    return Meeting.objects.get(pk=meeting.pk).version


def test_each_saving_is_a_version(meeting: Meeting, cast: Cast) -> None:
    by = cast["social_worker"]
    with access.acting_for(by):
        first = meeting.version
        write_minutes(meeting=meeting, version=first, words="We met", by=by)
        with pytest.raises(StaleRecord):
            write_minutes(meeting=meeting, version=first, words="They met", by=by)
        write_minutes(meeting=meeting, version=version_of(meeting), words="We met at school", by=by)
        write_minutes(meeting=meeting, version=version_of(meeting), words="We met at school", by=by)
        assert [one.words for one in Minutes.objects.all()] == ["We met at school", "We met"]
    assert kinds()[-2:] == ["meeting.minutes_written"] * 2


def test_the_chair_approves_and_nothing_changes_after_that(meeting: Meeting, cast: Cast) -> None:
    by, chair = cast["social_worker"], cast["team_manager"]
    with access.acting_for(by):
        with pytest.raises(MeetingRefused):
            add_to_minutes(meeting=meeting, words="Later", by=by)
        write_minutes(meeting=meeting, version=meeting.version, words="We met", by=by)
        with pytest.raises(PermissionDenied):
            approve_minutes(meeting=meeting, version=version_of(meeting), by=by)
    with access.acting_for(chair):
        approved = approve_minutes(meeting=meeting, version=version_of(meeting), by=chair)
    assert (approved.status, approved.approved_by) == ("approved", chair)
    with access.acting_for(by):
        for deed in (
            lambda: write_minutes(meeting=meeting, version=version_of(meeting), words="Never", by=by),
            lambda: record_decision(meeting=meeting, words="Never", made_by="Nobody", by=by),
            lambda: contribute(meeting=meeting, words="Never", handling=Handling.NETWORK, by=by),
        ):
            with pytest.raises(MeetingRefused), transaction.atomic():
                deed()
        assert add_to_minutes(meeting=meeting, words="The nurse rang later", by=by).is_addendum
    assert kinds()[-2:] == ["meeting.minutes_approved", "meeting.minutes_added_to"]


def test_nothing_is_approved_without_minutes_or_over_an_objection(meeting: Meeting, cast: Cast) -> None:
    by, chair = cast["social_worker"], cast["team_manager"]
    with access.acting_for(chair), pytest.raises(MeetingRefused, match="no minutes"), transaction.atomic():
        approve_minutes(meeting=meeting, version=meeting.version, by=chair)
    with access.acting_for(by):
        terms = {"handling": Handling.NETWORK, "is_objection": True}
        objection = contribute(meeting=meeting, words="Maya is not safe", **terms, by=by)
        write_minutes(meeting=meeting, version=meeting.version, words="We met", by=by)
        version = version_of(meeting)
    with access.acting_for(chair), pytest.raises(MeetingRefused, match="objection"), transaction.atomic():
        approve_minutes(meeting=meeting, version=version, by=chair)
    with access.acting_for(by):
        weigh_objection(contribution=objection, version=objection.version, weighed="Visited", by=by)
    with access.acting_for(chair):
        assert approve_minutes(meeting=meeting, version=version, by=chair).status == "approved"


def test_a_chair_from_outside_approves_through_somebody_who_keeps_meetings(led: Case, cast: Cast) -> None:
    by, teacher = cast["social_worker"], cast["teacher"]
    grant_to_person(case=led, membership=hat(teacher), by=TEST)
    made = held(led, by)
    with access.acting_for(by):
        write_minutes(meeting=made, version=made.version, words="We met", by=by)
        version = version_of(made)
    with access.acting_for(teacher), pytest.raises(PermissionDenied):
        approve_minutes(meeting=made, version=version, by=teacher)
    with access.acting_for(by), pytest.raises(PermissionDenied), transaction.atomic():
        approve_minutes(meeting=made, version=version, by=by)  # they wrote them
    manager = cast["team_manager"]
    with access.acting_for(manager):
        assert approve_minutes(meeting=made, version=version, by=manager).status == "approved"


def test_there_are_no_minutes_of_a_meeting_to_come(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    made = called(led, by)
    with access.acting_for(by):
        with pytest.raises(MeetingRefused), transaction.atomic():
            write_minutes(meeting=made, version=made.version, words="We will meet", by=by)
        assert not Minutes.objects.exists()
    assert kinds() == ["meeting.called"]


def test_nobody_rewrites_a_version(meeting: Meeting, cast: Cast) -> None:
    by = cast["social_worker"]
    with access.acting_for(by):
        write_minutes(meeting=meeting, version=meeting.version, words="We met", by=by)
        assert Minutes.objects.update(words="They met") == 0
        again = {"number": 1, "words": "…", "written_by": by, "agency": meeting.agency}
        with pytest.raises(IntegrityError), transaction.atomic():
            Minutes.objects.create(meeting=meeting, **again)
        assert Minutes.objects.get().words == "We met"


def test_the_chair_approves_what_they_were_shown(meeting: Meeting, cast: Cast, browse: Browse) -> None:
    worker, chair = browse("social_worker"), browse("team_manager")
    send(worker, place("write_minutes", meeting), words="We met")
    opened = hidden(says(chair.get(place("approve_minutes", meeting))))
    send(worker, place("write_minutes", meeting), words="We met at school")
    again = says(led_back(chair, chair.post(place("approve_minutes", meeting), {**opened, "is_right": "on"})))
    for words in ("Somebody changed this meanwhile", "We met at school", "Confirm that the minutes say"):
        assert words in again
    assert chair.post(place("approve_minutes", meeting), {**hidden(again), "is_right": "on"}).status_code == 302
    assert "Approved by Helen Marsh" in says(worker.get(place("meeting", meeting)))


def test_the_minutes_page_by_page(meeting: Meeting, cast: Cast, browse: Browse) -> None:
    worker, chair = browse("social_worker"), browse("team_manager")
    assert "There are no minutes yet" in says(worker.get(place("meeting", meeting)))
    assert "Enter the minutes" in says(led_back(worker, send(worker, place("write_minutes", meeting))))
    assert worker.get(place("approve_minutes", meeting)).status_code == 403
    for words in ("We met", "We met at school"):
        assert send(worker, place("write_minutes", meeting), words=words).status_code == 302
    page = says(worker.get(place("meeting", meeting)))
    assert "Version 2" in page
    assert "Earlier versions (1)" in page
    wrong = led_back(chair, send(chair, place("approve_minutes", meeting)))
    assert "Confirm that the minutes say what happened" in says(wrong)
    assert send(chair, place("approve_minutes", meeting), is_right="on").status_code == 302
    send(worker, place("add_to_minutes", meeting), words="The nurse rang later")
    page = says(worker.get(place("meeting", meeting)))
    for words in ("Approved by Helen Marsh", "The nurse rang later", "Minutes approved"):
        assert words in page
    refused = led_back(worker, send(worker, place("write_minutes", meeting), words="Never"))
    assert "First record that the meeting was held" in says(refused)


def test_minutes_changed_meanwhile_show_both(meeting: Meeting, cast: Cast, browse: Browse) -> None:
    by, client = cast["social_worker"], browse("social_worker")
    page = client.get(place("write_minutes", meeting))
    with access.acting_for(by):
        write_minutes(meeting=meeting, version=meeting.version, words="They met", by=by)
    answer = client.post(place("write_minutes", meeting), {**hidden(page.content.decode()), "words": "We met"})
    both = says(led_back(client, answer))
    assert "Someone changed this while you typed" in both
    assert "They" in both


def test_the_pdf_leaves_out_what_its_reader_may_not_read(meeting: Meeting, cast: Cast, browse: Browse) -> None:
    by, chair = cast["social_worker"], cast["team_manager"]
    school = cast["school_spoc"]
    grant_to_person(case=meeting.case, membership=hat(school), by=TEST)
    with access.acting_for(by):
        contribute(meeting=meeting, words="For our agency alone", handling=Handling.OWN_AGENCY, by=by)
        write_minutes(meeting=meeting, version=meeting.version, words="We met at school", by=by)
        record_decision(meeting=meeting, words="Visit weekly", made_by="Everybody", by=by)
    texts = {}
    for key, person in (("social_worker", by), ("school_spoc", school), ("team_manager", chair)):
        client = browse(key)
        answer = client.post(place("minutes_pdf", meeting))
        if key == "team_manager":
            assert answer.status_code == 302
            continue
        with access.acting_for(person):
            job = BackgroundJob.objects.get(owner=person)
        build(job.ref)
        file = client.get(f"{answer['Location']}file/")
        content = b"".join(file.streaming_content)
        texts[key] = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    for text in texts.values():
        assert "We met at school" in text
        assert "Visit weekly" in text
    assert "For our agency alone" in texts["social_worker"]
    assert "For our agency alone" not in texts["school_spoc"]

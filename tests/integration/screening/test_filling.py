"""A screening is begun, filled in by two people, and nothing that either wrote is lost."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import grant_to_person, open_case, report_missing
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.core.models import StaleRecord
from cse_portal.desk.guards.conflict import fields_of
from cse_portal.desk.posted import controls_in
from cse_portal.worklist.models import DueItem
from screening import actions
from screening.editions import offered
from screening.forms.section import form_for, initial_from
from screening.models import Tool, ToolSection
from screening.refused import BEGUN_ALREADY, ScreeningRefused
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, hat
from tests.integration.cases.forms import hidden, led_back, says, send
from tests.integration.screening.conftest import (
    Cast,
    all_no,
    as_it_is,
    begun,
    decided,
    filled,
    joins,
    sections,
    shape_of,
    yes,
)
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db


def section(tool: Tool, code: str) -> ToolSection:
    return next(one for one in sections(tool) if one.code == code)


def place(name: str, row: Tool | ToolSection | Case) -> str:
    return reverse(f"screening:{name}", kwargs={"ref": row.ref})


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind))


def test_a_teacher_begins_one_and_the_danger_comes_first(case: Case, cast: Cast, browse: Browse) -> None:
    teacher = browse("teacher")
    refused = led_back(teacher, send(teacher, place("begin", case)))
    assert "Select whether the child is in danger now" in says(refused)
    answer = send(teacher, place("begin", case), danger="yes")
    tool = one_of(Tool.objects.all())
    assert answer["Location"] == place("tool", tool)
    page = says(teacher.get(answer["Location"]))
    assert "The child is in danger now" in page
    assert "999" in page
    assert tool.in_danger
    assert section(tool, "danger").answers == {"danger_now": "yes"}
    assert [item.person for item in due("screening_begun")] == [cast["teacher"]]


def test_an_agency_begins_one_at_a_time(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    with pytest.raises(ScreeningRefused, match=BEGUN_ALREADY):
        begun(case, cast["teacher"])
    assert browse("teacher").get(place("begin", case))["Location"] == place("tool", tool)


def test_a_section_saves_whatever_there_is(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "significant")
    teacher = browse("teacher")
    answer = send(teacher, place("section", part), S1_now="yes", S1_what="Away overnight twice", S3_now="not_known")
    assert answer.status_code == 302
    held = section(tool, "significant")
    assert held.answers["S1"] == {"now": "yes", "what": "Away overnight twice"}
    assert held.state == "begun"
    assert held.saved_by == cast["teacher"]
    assert "Away overnight twice" in says(teacher.get(place("section", part)))


def test_an_impossible_day_is_told_and_everything_else_kept(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "significant")
    teacher = browse("teacher")
    for when, why in (("31 February 2026", "When must be a real date"), ("1 January 2099", "today or in the past")):
        typed = {"S1_now": "yes", "S1_what": "نص عربي 🚓 " * 20, "S1_when": when}
        page = says(led_back(teacher, send(teacher, place("section", part), **typed)))
        assert why in page
        assert "نص عربي 🚓" in page
    assert section(tool, "significant").answers == {}
    free = send(teacher, place("section", part), S1_now="yes", S1_when="since half term")
    assert free.status_code == 302


def test_words_beyond_the_limit_come_back(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "significant")
    page = led_back(browse("teacher"), send(browse("teacher"), place("section", part), S1_what="word " * 20_000))
    assert "must be 10000 characters or fewer" in says(page)
    assert says(page).count("word ") >= 20_000


def test_two_people_save_two_sections_without_meeting(case: Case, cast: Cast) -> None:
    """Practitioner and adviser write at once: each section has a version of its own."""
    teacher, colleague = cast["teacher"], joins(agency_of(cast["teacher"]), Role.SPOC).user
    tool = begun(case, teacher)
    child, voice = section(tool, "child"), section(tool, "voice")
    for person, part, answers in (
        (teacher, child, {"disclosure": "no"}),
        (colleague, voice, {"child_said": "I am fine"}),
    ):
        with access.acting_for(person):
            actions.save_sections(
                tool=tool, version=part.version, section=part, answers={part.code: answers}, by=person
            )
    assert section(tool, "child").answers == {"disclosure": "no"}
    assert section(tool, "voice").saved_by == colleague


def test_one_section_saved_meanwhile_shows_both(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "voice")
    teacher = browse("teacher")
    page = teacher.get(place("section", part))
    opened = hidden(page.content.decode())
    with access.acting_for(cast["teacher"]):
        actions.save_sections(
            tool=tool,
            version=part.version,
            section=part,
            answers={"voice": {"child_said": "Hers, saved meanwhile"}},
            by=cast["teacher"],
        )
    answer = teacher.post(place("section", part), {**opened, "child_said": "Mine, typed meanwhile"})
    both = says(led_back(teacher, answer))
    assert "Hers" in both  # word by word beside each other
    assert "Mine, typed meanwhile" in both
    with pytest.raises(StaleRecord), access.acting_for(cast["teacher"]):
        actions.save_sections(tool=tool, version=part.version, section=part, answers={"voice": {}}, by=cast["teacher"])


def test_what_is_on_record_is_offered_and_only_taken_when_asked(case: Case, cast: Cast, browse: Browse) -> None:
    with access.acting_for(cast["teacher"]):
        said = {"kind": "missing", "began_at": clock.now(), "reported_by": "Her mother"}
        report_missing(case=case, values=said, by=cast["teacher"])
    tool = begun(case, cast["teacher"])
    part = section(tool, "significant")
    teacher = browse("teacher")
    assert "1 missing episode in the last 90 days" in says(teacher.get(place("section", part)))
    assert section(tool, "significant").answers == {}
    send(teacher, place("section", part), _use="S1", S1_what="Her mother rang me")
    held = section(tool, "significant").answers["S1"]
    assert held["what"].startswith("Her mother rang me\n1 missing episode on record")
    assert held["now"] == "yes"
    assert held["from"] == "record"


def test_it_is_filled_in_on_one_page_too(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    answer = send(browse("teacher"), place("all", tool), S1_now="no", V1_now="yes", V1_what="Sleeps at friends’")
    assert answer["Location"] == place("check", tool)
    assert section(tool, "significant").answers["S1"] == {"now": "no"}
    assert section(tool, "background").answers["V1"]["what"] == "Sleeps at friends’"


def test_what_is_missing_is_said_and_leads_there(case: Case, cast: Cast, browse: Browse) -> None:
    tool = filled(begun(case, cast["teacher"]), cast["teacher"], S1={"now": "yes", "before": "no"})
    page = says(browse("teacher").get(place("check", tool)))
    assert "Say what was seen or said about “Going missing”" in page
    assert f"{place('section', section(tool, 'significant'))}#id_S1_what" in page
    assert browse("teacher").get(place("result", tool))["Location"] == place("check", tool)


def test_it_is_set_aside_with_a_reason_and_taken_up_again(case: Case, cast: Cast, browse: Browse) -> None:
    tool = begun(case, cast["teacher"])
    teacher = browse("teacher")
    assert "Enter why it is set aside" in says(led_back(teacher, send(teacher, place("set_aside", tool))))
    send(teacher, place("set_aside", tool), because="Begun for the wrong child")
    assert as_it_is(tool).status == "set_aside"
    assert due("screening_begun") == []
    assert teacher.get(place("section", section(tool, "child")))["Location"] == place("tool", tool)
    send(teacher, place("take_up", tool))
    assert as_it_is(tool).is_draft
    assert len(due("screening_begun")) == 1


def test_answers_do_not_change_after_the_decision(case: Case, cast: Cast) -> None:
    tool = decided(filled(begun(case, cast["teacher"]), cast["teacher"], S3=yes()), cast["teacher"])
    part = section(tool, "significant")
    with pytest.raises(ScreeningRefused, match="complete"), access.acting_for(cast["teacher"]):
        actions.save_sections(
            tool=tool, version=part.version, section=part, answers={part.code: {}}, by=cast["teacher"]
        )


def test_nobody_outside_writes_in_it(case: Case, cast: Cast) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "child")
    with pytest.raises(PermissionDenied), access.acting_for(cast["outsider"]):
        actions.begin_tool(case=case, instrument=shape_of(tool), by=cast["outsider"])
    # somebody of another agency who is named on the case may not write in a draft of the school
    grant_to_person(case=case, membership=hat(cast["social_worker"]), by=TEST)
    with (
        pytest.raises((PermissionDenied, ToolSection.DoesNotExist, Tool.DoesNotExist)),
        access.acting_for(cast["social_worker"]),
    ):
        actions.save_sections(
            tool=tool, version=part.version, section=part, answers={"child": {}}, by=cast["social_worker"]
        )


def test_each_save_leaves_one_event(case: Case, cast: Cast) -> None:
    tool = begun(case, cast["teacher"])
    part = section(tool, "child")
    for _ in range(2):  # the second time nothing is new
        with access.acting_for(cast["teacher"]):
            actions.save_sections(
                tool=tool,
                version=section(tool, "child").version,
                section=part,
                answers={"child": {"disclosure": "no"}},
                by=cast["teacher"],
            )
    assert count_of(AuditEvent.objects.filter(kind="screening.saved")) == 1


@pytest.mark.parametrize("answered", [False, True])
def test_what_a_browser_would_post_is_known_without_drawing_empty_fields(answered: bool) -> None:
    """The quick way says what the markup says, for every field of both tools."""
    for tool in offered():
        for part in tool.sections:
            initial = initial_from(tool, (part,), all_no(part)) if answered else {}
            form = form_for(tool, part.code)(initial=initial)
            assert fields_of(form) == {one.name: controls_in(one.as_widget()) for one in form}


@pytest.mark.parametrize(("opened", "may"), [("2029-05-03T10:00:00Z", True), ("2029-05-05T10:00:00Z", False)])
def test_a_first_screening_is_for_children_and_a_case_opened_before_18_goes_on(
    cast: Cast, browse: Browse, opened: str, may: bool
) -> None:
    """Eighteen on 4 May 2029."""
    teacher = cast["teacher"]
    with time_machine.travel(opened, tick=False):
        born = date(2011, 5, 4)
        made = open_case(given_names="Iris", family_name="Vale", born_on=born, lead_agency=agency_of(teacher), by=TEST)
        grant_to_person(case=made, membership=Membership.objects.get(user=teacher), by=TEST)
    with time_machine.travel("2029-06-01T10:00:00Z", tick=False):
        page = says(browse("teacher").get(reverse("screening:begin", kwargs={"ref": made.ref})))
        assert ("Tell adult safeguarding" in page) is not may
        if may:
            assert begun(made, teacher).is_draft
        else:
            with pytest.raises(ScreeningRefused, match="18 or over"):
                begun(made, teacher)


@pytest.mark.parametrize(("upper", "may"), [(19, True), (18, False)])
def test_a_partnership_may_begin_screenings_up_to_an_age_of_its_own(
    cast: Cast, browse: Browse, upper: int, may: bool
) -> None:
    teacher = cast["teacher"]
    with time_machine.travel("2029-06-01T10:00:00Z", tick=False):
        born = date(2011, 5, 4)
        made = open_case(given_names="Iris", family_name="Vale", born_on=born, lead_agency=agency_of(teacher), by=TEST)
        grant_to_person(case=made, membership=Membership.objects.get(user=teacher), by=TEST)
        with wall.as_system("set up a test"):
            made.partnership.timescale_settings.create(code="upper_age", amount=upper)
        page = says(browse("teacher").get(reverse("screening:begin", kwargs={"ref": made.ref})))
        assert ("Tell adult safeguarding" in page) is not may
        if may:
            tool = begun(made, teacher)
            assert "adult safeguarding" not in says(browse("teacher").get(place("check", tool)))

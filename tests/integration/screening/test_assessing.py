"""An assessment: shared out, proposed, signed off, countersigned where the score is lower, and repeated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    BY_DATE,
    Farewell,
    Share,
    close_case,
    grant_to_person,
    involve_agency,
    open_by_calendar,
    reopen_case,
)
from cse_portal.cases.models import Case, Entry
from cse_portal.cases.sharing import Asked, Basis
from cse_portal.cases.workflow import Closing
from cse_portal.core import wall
from cse_portal.core.models import Record
from cse_portal.worklist.models import DueItem
from screening import actions, queries
from screening.models import AskedPart, ReviewSaid, Tool, ToolSection
from screening.refused import NOT_YOURS_TO_SIGN, PARTS_OPEN, WHO_COUNTERSIGNS, ScreeningRefused
from screening.workflow import PartState
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, hat
from tests.integration.cases.forms import day, led_back, says, send
from tests.integration.screening.assessments import assessed, begun, countersigned, signed, submitted
from tests.integration.screening.conftest import Cast, as_it_is, sections, yes
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db


def place(name: str, row: Record) -> str:
    return reverse(f"screening:{name}", kwargs={"ref": row.ref})


def due(kind: str) -> list[DueItem]:
    return all_of(DueItem.objects.open().filter(kind=kind).order_by("pk"))


def case_now(tool: Tool) -> Case:
    return one_of(Case.objects.filter(pk=tool.case_id))


def test_it_is_begun_by_social_care_alone(cared_for: Case, cast: Cast, browse: Browse) -> None:
    grant_to_person(case=cared_for, membership=hat(cast["teacher"]), by=TEST)
    assert browse("teacher").get(place("assess", cared_for)).status_code == 403
    worker = browse("social_worker")
    answer = send(worker, place("assess", cared_for), danger="no")
    tool = one_of(Tool.objects.filter(case=cared_for))
    assert answer["Location"] == place("tool", tool)
    assert (tool.instrument, tool.kind) == ("cse-assessment", "score")
    assert [item.task for item in due("screening_begun")] == ["Finish the assessment"]


def test_a_score_is_before_a_manager_and_holds_once_it_is_signed(cared_for: Case, cast: Cast, browse: Browse) -> None:
    tool = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
    worker = browse("social_worker")
    page = says(worker.get(place("propose", tool)))
    assert "There are two or more kinds of exchange and control now" in page
    answer = send(worker, place("propose", tool), value="2", because="As the tool says", handling="network")
    assert answer["Location"] == place("tool", tool)
    held = as_it_is(tool)
    assert (held.status, held.suggested, held.proposed, held.decided) == ("signing", "2", "2", "")
    assert (case_now(tool).risk, case_now(tool).review_on) == (None, None)
    assert "A manager of" in says(worker.get(place("tool", tool)))
    assert [(item.role, item.person) for item in due("screening_sign_off")] == [("csc_team_manager", None)]
    manager = browse("csc_team_manager")
    assert "Read and sign off" in says(manager.get(reverse("screening:home")))
    send(manager, place("sign_off", tool), words="")
    held = as_it_is(tool)
    assert (held.status, held.decided, held.signed_by) == ("complete", "2", cast["csc_team_manager"])
    assert case_now(tool).risk == 2
    assert due("screening_sign_off") == []
    line = one_of(Entry.objects.filter(case=tool.case_id, kind="screening"))
    assert line.headline == "CSE assessment: Score 2"
    assert {event.kind for event in all_of(AuditEvent.objects.filter(kind__startswith="assessment."))} == {
        "assessment.submitted",
        "assessment.signed_off",
    }


def test_a_higher_score_asks_for_the_danger_statement_and_the_safety_goal(
    cared_for: Case, cast: Cast, browse: Browse
) -> None:
    tool = assessed(cared_for, cast["social_worker"], danger_statement="", safety_goal="")
    worker = browse("social_worker")
    page = says(led_back(worker, send(worker, place("propose", tool), value="1", because="I saw her fear")))
    assert "Answer “Danger statement” first. It stands under “Analysis”" in page
    assert "I saw her fear" in page
    send(worker, place("propose", tool), value="0", because="", handling="network")
    assert as_it_is(tool).proposed == "0"


def test_nobody_signs_off_what_they_wrote(cared_for: Case, cast: Cast, browse: Browse) -> None:
    manager = cast["csc_team_manager"]
    tool = assessed(cared_for, cast["social_worker"])
    part = next(one for one in sections(tool) if one.code == "health")
    with access.acting_for(manager):
        said = {**part.answers, "health_services": "The school nurse"}
        actions.save_sections(tool=tool, version=part.version, section=part, answers={"health": said}, by=manager)
    submitted(tool, cast["social_worker"], "0")
    assert NOT_YOURS_TO_SIGN in says(browse("csc_team_manager").get(place("sign_off", tool)))
    with pytest.raises(ScreeningRefused, match="Nobody signs off"):
        signed(tool, manager)
    with pytest.raises(PermissionDenied):
        signed(tool, cast["social_worker"])
    signed(tool, cast["head_of_service"])
    assert as_it_is(tool).is_complete


def test_it_is_sent_back_with_the_reason_and_goes_on(cared_for: Case, cast: Cast, browse: Browse) -> None:
    tool = submitted(assessed(cared_for, cast["social_worker"]), cast["social_worker"], "0")
    manager = browse("csc_team_manager")
    send(manager, place("send_back", tool), because="The child’s words are missing")
    held = as_it_is(tool)
    assert (held.status, held.proposed, held.sent_back_because) == ("draft", "", "The child’s words are missing")
    assert "The child’s words are missing" in says(browse("social_worker").get(place("tool", tool)))
    assert [item.person for item in due("screening_begun")] == [cast["social_worker"]]
    signed(submitted(held, cast["social_worker"], "0"), cast["csc_team_manager"])
    assert as_it_is(tool).decided == "0"


# ── A lower score ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def second(cared_for: Case, cast: Cast) -> Tool:
    """The first was at 2; the next one suggests 0."""
    first = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
    signed(submitted(first, cast["social_worker"], "2"), cast["csc_team_manager"])
    return assessed(cared_for, cast["social_worker"])


def test_a_lower_score_needs_what_changed_and_a_countersignature(second: Tool, cast: Cast, browse: Browse) -> None:
    worker = browse("social_worker")
    page = says(led_back(worker, send(worker, place("propose", second), value="0", because="", handling="network")))
    assert "Enter what changed since last time" in page
    send(worker, place("propose", second), value="0", what_changed="Lives with her aunt", handling="network")
    with pytest.raises(ScreeningRefused, match=WHO_COUNTERSIGNS):
        signed(as_it_is(second), cast["csc_team_manager"])
    manager = browse("csc_team_manager")
    page = says(manager.get(place("sign_off", second)))
    assert "Lives with her aunt" in page
    assert cast["social_worker"].name not in page[page.index('name="countersigner"') :]
    send(manager, place("sign_off", second), words="Agreed", countersigner=hat(cast["sspl"]).ref)
    held = as_it_is(second)
    assert (held.status, held.decided, case_now(second).risk) == ("counter", "", 2)
    assert [item.person for item in due("screening_countersign")] == [cast["sspl"]]
    assert cast["sspl"].name in says(worker.get(place("tool", second)))
    # nobody but the one who was asked
    with pytest.raises(PermissionDenied):
        countersigned(held, cast["head_of_service"])


def test_once_countersigned_the_lower_score_holds(second: Tool, cast: Cast, browse: Browse) -> None:
    signed(
        submitted(second, cast["social_worker"], "0", what_changed="Lives with her aunt"),
        cast["csc_team_manager"],
        countersigner=hat(cast["sspl"]),
    )
    lead = browse("sspl")
    page = says(lead.get(place("countersign", second)))
    assert "No, it stays at 2" in page
    page = says(led_back(lead, send(lead, place("countersign", second), agrees="no", words="")))
    assert "Enter why the score stays as it was" in page
    send(lead, place("countersign", second), agrees="yes", words="")
    held, case = as_it_is(second), case_now(second)
    assert (held.status, held.decided, held.is_lower_agreed) == ("complete", "0", True)
    assert (case.risk, case.review_on, due("assessment_review")) == (0, None, [])


def test_without_agreement_the_score_stays(second: Tool, cast: Cast) -> None:
    held = signed(
        submitted(second, cast["social_worker"], "0", what_changed="Lives with her aunt"),
        cast["csc_team_manager"],
        countersigner=hat(cast["sspl"]),
    )
    countersigned(held, cast["sspl"], agrees=False, words="The men are not arrested")
    held, case = as_it_is(second), case_now(second)
    assert (held.proposed, held.decided, held.is_lower_agreed) == ("0", "2", False)
    assert case.risk == 2
    assert len(due("assessment_review")) == 1
    assert len(due("strategy_wanted")) == 1, "the review ended at 2"


# ── Others write ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_somebody_asked_writes_their_section_and_sees_no_other(cared_for: Case, cast: Cast, browse: Browse) -> None:
    grant_to_person(case=cared_for, membership=hat(cast["teacher"]), by=TEST)
    tool = assessed(cared_for, cast["social_worker"])
    health = next(one for one in sections(tool) if one.code == "health")
    worker, colleague = browse("social_worker"), cast["support_worker"]
    joined(cared_for, colleague)
    page = says(worker.get(place("ask_part", tool)))
    assert colleague.name in page
    send(
        worker,
        place("ask_part", tool),
        of=hat(colleague).ref,
        sections=["health"],
        question="What does the clinic say?",
    )
    part = one_of(AskedPart.objects.filter(tool=tool))
    assert [item.person for item in due("screening_part")] == [colleague]
    theirs = browse("support_worker")
    assert "What does the clinic say?" in says(theirs.get(place("part", part)))
    assert theirs.get(place("tool", tool))["Location"] == place("part", part)
    answer = send(theirs, place("section", health), health_now="She sleeps badly", health_services="Harbour clinic")
    assert answer["Location"] == place("part", part)
    with access.acting_for(colleague):
        assert [one.code for one in ToolSection.objects.filter(tool=tool)] == ["health"]
    analysis = next(one for one in sections(tool) if one.code == "analysis")
    assert theirs.get(place("section", analysis)).status_code == 404
    with access.acting_for(colleague), pytest.raises(PermissionDenied):
        actions.save_sections(
            tool=tool,
            version=analysis.version,
            section=analysis,
            answers={"analysis": {"analysis": "x"}},
            by=colleague,
        )
    # the author cannot put it before a manager meanwhile
    with pytest.raises(ScreeningRefused, match=PARTS_OPEN):
        submitted(tool, cast["social_worker"], "0")
    send(theirs, place("part", part), state="written", words="")
    assert one_of(AskedPart.objects.filter(pk=part.pk)).state == "written"
    assert due("screening_part") == []
    assert "She sleeps badly" in says(worker.get(place("check", tool)))


def test_whoever_cannot_write_it_says_why_and_it_can_be_taken_back(
    cared_for: Case, cast: Cast, browse: Browse
) -> None:
    colleague = cast["support_worker"]
    joined(cared_for, colleague)
    tool = begun(cared_for, cast["social_worker"])
    with access.acting_for(cast["social_worker"]):
        wanted = actions.Wanted(hat(colleague), ("health",))
        part = actions.ask_for_part(tool=tool, version=tool.version, wanted=wanted, by=cast["social_worker"])
    theirs = browse("support_worker")
    page = says(led_back(theirs, send(theirs, place("part", part), state="declined", words="")))
    assert "Enter why you cannot write it" in page
    assert theirs.get(place("take_back_part", part)).status_code == 403
    send(browse("social_worker"), place("take_back_part", part))
    assert one_of(AskedPart.objects.filter(pk=part.pk)).state == PartState.TAKEN_BACK.value
    health = next(one for one in sections(tool) if one.code == "health")
    assert theirs.get(place("section", health)).status_code == 404


# ── The review ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_review_is_due_three_calendar_months_after_the_signature(cared_for: Case, cast: Cast) -> None:
    with time_machine.travel("2026-11-30T10:00:00+00:00", tick=False):
        tool = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
        signed(submitted(tool, cast["social_worker"], "2"), cast["csc_team_manager"])
        assert case_now(tool).review_on == date(2027, 2, 28)
        review = due("assessment_review")
        assert [(item.person, item.due_at.date()) for item in review] == [(cast["social_worker"], date(2027, 2, 28))]
    with time_machine.travel("2027-02-20T10:00:00+00:00", tick=False):
        again = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
        assert again.previous_id == tool.pk
        signed(submitted(again, cast["social_worker"], "2"), cast["csc_team_manager"])
        assert case_now(again).review_on == date(2027, 5, 20)
        assert [item.due_at.date() for item in due("assessment_review")] == [date(2027, 5, 20)]
        assert len(due("strategy_wanted")) == 1


def test_only_a_manager_puts_a_review_off_and_says_why(cared_for: Case, cast: Cast, browse: Browse) -> None:
    tool = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
    signed(submitted(tool, cast["social_worker"], "2"), cast["csc_team_manager"])
    was = case_now(tool).review_on
    assert was is not None
    assert browse("social_worker").get(place("put_off", cared_for)).status_code == 403
    named(cared_for, cast["csc_team_manager"])
    manager = browse("csc_team_manager")
    early = send(manager, place("put_off", cared_for), because="Exams", **day("until", was))
    assert "The new day must be after" in says(led_back(manager, early))
    later = was + timedelta(days=14)
    send(manager, place("put_off", cared_for), because="Exams", **day("until", later))
    assert case_now(tool).review_on == later
    assert [item.due_at.date() for item in due("assessment_review")] == [later]
    said = one_of(ReviewSaid.objects.filter(tool=tool))
    assert (said.due_before, said.until, said.because) == (was, later, "Exams")
    assert "Exams" in says(browse("social_worker").get(place("review", cared_for)))


def test_at_a_score_of_1_a_review_is_due_with_a_safety_plan_unless_a_manager_says_why_not(
    cared_for: Case, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(cared_for, cast["csc_team_manager"])
    monkeypatch.setattr(queries, "has_safety_plan", lambda case: True)
    tool = assessed(cared_for, cast["social_worker"], S1=yes("Out all night"))
    signed(submitted(tool, cast["social_worker"], "1"), cast["csc_team_manager"])
    assert case_now(tool).review_on is not None
    assert count_of(DueItem.objects.filter(kind="meeting_wanted", closed_at=None)) == 1
    manager = browse("csc_team_manager")
    assert "Say why none is needed" in says(manager.get(place("review", cared_for)))
    send(manager, place("not_needed", cared_for), because="The plan is reviewed each month")
    assert (case_now(tool).review_on, due("assessment_review")) == (None, [])


def test_a_review_goes_with_a_closed_case_and_comes_back_with_it(cared_for: Case, cast: Cast) -> None:
    tool = assessed(cared_for, cast["social_worker"], S3=yes("A silver car"), S4=yes("New phone"))
    signed(submitted(tool, cast["social_worker"], "2"), cast["csc_team_manager"])
    assert sweep() == 0, "it stands already"
    farewell = Farewell(Closing.OTHER_PLAN, "Her key worker", "Ivo Brandt")
    close_case(case=cared_for, farewell=farewell, why="Moved on", version=case_now(tool).version, by=TEST)
    assert (due("assessment_review"), due("meeting_wanted")) == ([], [])
    reopen_case(case=cared_for, why="He is back", version=case_now(tool).version, by=TEST)
    assert sweep() == 1
    review = due("assessment_review")
    assert [(item.person, item.due_at.date()) for item in review] == [
        (cast["social_worker"], case_now(tool).review_on)
    ]


def test_what_nobody_countersigns_is_sent_back_by_a_manager(second: Tool, cast: Cast, browse: Browse) -> None:
    held = submitted(second, cast["social_worker"], "0", what_changed="Lives with her aunt")
    held = signed(held, cast["csc_team_manager"], countersigner=hat(cast["sspl"]))
    manager = browse("csc_team_manager")
    named(second.case, cast["csc_team_manager"])
    assert "Send it back to its author" in says(manager.get(place("tool", held)))
    send(manager, place("send_back", held), because="Corin is away, Thandi countersigns")
    again = as_it_is(held)
    assert (again.status, again.signed_by, again.countersigner, again.proposed) == ("draft", None, None, "")
    assert due("screening_countersign") == []
    again = submitted(again, cast["social_worker"], "0", what_changed="Lives with her aunt")
    again = signed(again, cast["csc_team_manager"], countersigner=hat(cast["head_of_service"]))
    assert countersigned(again, cast["head_of_service"]).decided == "0"


def test_without_anybody_to_countersign_the_manager_reads_what_to_do(
    second: Tool, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(second, cast["social_worker"], "0", what_changed="Lives with her aunt")
    monkeypatch.setattr(queries, "may_countersign", lambda tool, but: [])
    assert "nobody else here may countersign it" in says(browse("csc_team_manager").get(place("sign_off", second)))


def test_what_is_set_aside_asks_nobody_any_more(cared_for: Case, cast: Cast) -> None:
    worker, colleague = cast["social_worker"], cast["support_worker"]
    joined(cared_for, colleague)
    tool = begun(cared_for, worker)
    with access.acting_for(worker):
        wanted = actions.Wanted(hat(colleague), ("health",))
        part = actions.ask_for_part(tool=tool, version=tool.version, wanted=wanted, by=worker)
        actions.set_aside_tool(tool=tool, version=as_it_is(tool).version, because="Begun twice", by=worker)
    assert one_of(AskedPart.objects.filter(pk=part.pk)).state == "taken_back"
    assert due("screening_part") == []


def sweep() -> int:
    with wall.as_system("test"):
        return open_by_calendar(by=BY_DATE)


def named(case: Case, person: User) -> None:
    """So that nobody asks why they look."""
    grant_to_person(case=case, membership=hat(person), by=TEST)


def joined(case: Case, person: User) -> None:
    """Their agency works with the child."""
    share = Share(agency_of(person), "Works with her", Basis.PUBLIC_TASK, Asked.AGREED, sees_case=True)
    involve_agency(case=case, share=share, by=TEST)

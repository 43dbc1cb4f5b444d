"""At a score of 1 a review becomes due as soon as a safety plan or the panel stands behind the child."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.models import Case, Plan
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from cse_portal.worklist.models import DueItem
from screening.actions import LOOK, begin_reviews
from screening.models import ReviewSaid, Tool
from screening.tasks import begin_reviews_that_came
from tests.factories import agency_of
from tests.integration.screening.assessed import form_of
from tests.integration.screening.conftest import Cast
from tests.reading import all_of, one_of

pytestmark = pytest.mark.django_db
SIGNED = date(2026, 9, 1)
IN_TIME, LATE = date(2026, 10, 1), date(2027, 3, 1)


@pytest.fixture
def at_1(cared_for: Case, cast: Cast) -> Tool:
    tool = form_of(cared_for, cast["social_worker"], SIGNED, "1")
    with wall.as_system("set up a test"):
        Case.objects.filter(pk=cared_for.pk).update(risk=1, review_on=None)
    return tool


def safety_plan(case: Case, by: User, status: str = "agreed") -> Plan:
    agreed = {"agreed_at": datetime.combine(SIGNED, time(12), LONDON), "agreed_by": by} if status == "agreed" else {}
    said = {"worries": "Nights", "written_by": by, "agency": agency_of(by), "review_on": date(2027, 1, 5)}
    with wall.as_system("set up a test"):
        return Plan.objects.create(case=case, kind="safety", status=status, **said, **agreed)


def looked(on: date) -> int:
    with time_machine.travel(datetime.combine(on, time(5, 45), LONDON), tick=False), wall.as_system(LOOK.purpose):
        return begin_reviews(by=LOOK)


def review_of(case: Case) -> date | None:
    return one_of(Case.objects.filter(pk=case.pk)).review_on


@pytest.mark.parametrize(("on", "due_on"), [(IN_TIME, date(2026, 12, 1)), (LATE, LATE)])
def test_a_plan_that_is_agreed_later_makes_it_due(
    at_1: Tool, cared_for: Case, cast: Cast, on: date, due_on: date
) -> None:
    assert looked(on) == 0, "nothing stands behind the child yet"
    safety_plan(cared_for, cast["social_worker"], status="draft")
    assert looked(on) == 0, "a draft is no plan yet"
    safety_plan(cared_for, cast["social_worker"])
    assert (looked(on), looked(on + timedelta(days=1))) == (1, 0)
    assert review_of(cared_for) == due_on, "three months after the signature, and never in the past"
    items = all_of(DueItem.objects.open().filter(kind="assessment_review"))
    assert [(item.person, item.due_at.astimezone(LONDON).date()) for item in items] == [
        (cast["social_worker"], due_on)
    ]
    event = one_of(AuditEvent.objects.filter(kind="review.begun"))
    assert event.detail == {"due_on": due_on.isoformat()}


def test_the_panel_stands_behind_a_child_as_a_plan_does(at_1: Tool, cared_for: Case) -> None:
    with wall.as_system("set up a test"):
        Case.objects.filter(pk=cared_for.pk).update(stage="at_mase")
    assert looked(IN_TIME) == 1


def test_what_a_manager_said_of_this_score_holds_and_other_scores_are_left_alone(
    at_1: Tool, cared_for: Case, cast: Cast
) -> None:
    manager = cast["csc_team_manager"]
    safety_plan(cared_for, cast["social_worker"])
    with wall.as_system("set up a test"):
        Case.objects.filter(pk=cared_for.pk).update(risk=0)
        assert begin_reviews_that_came() == 0, "at 0 nothing is due by itself"
        Case.objects.filter(pk=cared_for.pk).update(risk=1)
        said = {"due_before": date(2026, 12, 1), "because": "The plan is reviewed each month", "said_by": manager}
        ReviewSaid.objects.create(tool=at_1, agency=agency_of(manager), word="not_needed", **said)
    assert looked(IN_TIME) == 0
    assert review_of(cared_for) is None

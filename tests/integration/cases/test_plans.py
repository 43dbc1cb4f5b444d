"""Plans for a child: drafted, agreed, looked at again, and followed by new versions that show what changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Role
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.actions import (
    add_plan_row,
    agree_plan,
    change_plan,
    change_plan_row,
    end_plan,
    grant_to_person,
    make_plan,
    new_plan_version,
    take_out_plan_row,
)
from cse_portal.cases.models import Case, Plan, PlanRow
from cse_portal.cases.plan_workflow import PlanRefused
from cse_portal.core import clock
from cse_portal.core.models import StaleRecord
from cse_portal.worklist.models import DueItem
from tests.factories import TEST, agency_of
from tests.integration.cases.conftest import Browse, Cast, joins
from tests.integration.cases.forms import day, hidden, led_back, says, send
from tests.integration.cases.test_meetings import held, place
from tests.reading import all_of, count_of, one_of

pytestmark = pytest.mark.django_db
ROW = {"worry": "Lifts from strangers", "what": "Walk home together", "who": "Ms Okafor", "by_when": "Every Friday"}


def values(**changed: Any) -> dict[str, Any]:
    soon = clock.today() + timedelta(days=30)
    return {"kind": "diversion", "worries": "Older men wait at the gate", "review_on": soon, **changed}


def kinds() -> list[str]:
    return [one.kind for one in all_of(AuditEvent.objects.filter(kind__startswith="plan").order_by("id"))]


def version_of(plan: Plan) -> int:
    return Plan.objects.get(pk=plan.pk).version


def made(case: Case, by: User) -> Plan:
    with access.acting_for(by):
        plan = make_plan(case=case, values=values(), by=by)
        add_plan_row(plan=plan, values=ROW, by=by)
    return plan


def agreed(case: Case, by: User) -> Plan:
    plan = made(case, by)
    with access.acting_for(by):
        return agree_plan(plan=plan, version=version_of(plan), agreed_with="Maya, her mother", by=by)


def open_reviews() -> int:
    return count_of(DueItem.objects.open().filter(kind="plan_review"))


def test_an_agreed_plan_is_looked_at_again(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    plan = agreed(led, by)
    item = one_of(DueItem.objects.open().filter(kind="plan_review"))
    assert (item.person, item.due_at.date(), item.source_ref) == (by, plan.review_on, plan.ref)
    with access.acting_for(by):
        for deed in (
            lambda: change_plan(plan=plan, version=version_of(plan), values=values(worries="…"), by=by),
            lambda: add_plan_row(plan=plan, values=ROW, by=by),
            lambda: agree_plan(plan=plan, version=version_of(plan), agreed_with="…", by=by),
        ):
            with pytest.raises(PlanRefused), transaction.atomic():
                deed()
    assert kinds() == ["plan.made", "plan.row_added", "plan.agreed"]


def test_a_plan_without_a_row_is_not_agreed(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    with access.acting_for(by):
        plan = make_plan(case=led, values=values(), by=by)
        with pytest.raises(PlanRefused), transaction.atomic():
            agree_plan(plan=plan, version=version_of(plan), agreed_with="Maya", by=by)
        row = add_plan_row(plan=plan, values=ROW, by=by)
        take_out_plan_row(row=row, version=row.version, why="Not hers", by=by)
        with pytest.raises(PlanRefused), transaction.atomic():
            agree_plan(plan=plan, version=version_of(plan), agreed_with="Maya", by=by)
        assert Plan.objects.get().status == "draft"
    assert open_reviews() == 0


def test_a_new_version_takes_the_place_of_the_old_one_when_it_is_agreed(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    first = agreed(led, by)
    with access.acting_for(by):
        second = new_plan_version(plan=first, by=by)
        assert new_plan_version(plan=first, by=by) == second
        assert (second.number, Plan.objects.get(pk=first.pk).status) == (2, "agreed")
        row = PlanRow.objects.get(plan=second)
        changed = change_plan_row(row=row, version=row.version, values={**ROW, "who": "Her uncle"}, by=by)
        with pytest.raises(StaleRecord):
            take_out_plan_row(row=row, version=row.version, why="…", by=by)
        assert changed.copied_from == PlanRow.objects.get(plan=first)
        agree_plan(plan=second, version=version_of(second), agreed_with="Maya", by=by)
        assert Plan.objects.get(pk=first.pk).status == "superseded"
        with pytest.raises(PlanRefused):
            new_plan_version(plan=first, by=by)
        assert PlanRow.objects.get(plan=first).who == "Ms Okafor"
    assert one_of(DueItem.objects.open().filter(kind="plan_review")).source_ref == second.ref


def test_a_draft_that_was_given_up_makes_room_for_another(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    first = agreed(led, by)
    with access.acting_for(by):
        second = new_plan_version(plan=first, by=by)
        end_plan(plan=second, version=second.version, why="Too early", by=by)
        third = new_plan_version(plan=first, by=by)
        assert (third.number, third.pk != second.pk) == (2, True)
    assert open_reviews() == 1


def test_a_plan_that_ended_while_its_next_version_was_written(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    first = agreed(led, by)
    with access.acting_for(by):
        second = new_plan_version(plan=first, by=by)
        end_plan(plan=first, version=first.version, why="Maya moved", by=by)
        with pytest.raises(PlanRefused, match="ended meanwhile"), transaction.atomic():
            agree_plan(plan=second, version=version_of(second), agreed_with="Maya", by=by)
        assert Plan.objects.get(pk=second.pk).status == "draft"
    assert open_reviews() == 0


def test_the_database_keeps_versions_in_a_row(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    first = agreed(led, by)
    with access.acting_for(by):
        new_plan_version(plan=first, by=by)
        more = {"case": led, "number": 2, "written_by": by, "agency": agency_of(by), **values()}
        for wrong in ({"replaces": first}, {"replaces": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Plan.objects.create(**more, **wrong)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.MASE_COORDINATOR])
def test_only_roles_that_work_cases_keep_plans(role: Role, led: Case, cast: Cast) -> None:
    other = joins(agency_of(cast["social_worker"]), role)
    grant_to_person(case=led, membership=other, by=TEST)
    with pytest.raises(PermissionDenied):
        made(led, other.user)
    plan = agreed(led, cast["social_worker"])
    with access.acting_for(other.user):
        assert PlanRow.objects.count() == 1
        with pytest.raises(PermissionDenied):
            end_plan(plan=plan, version=version_of(plan), why="…", by=other.user)


def test_whoever_does_not_see_the_case_meets_no_plan(led: Case, cast: Cast, browse: Browse) -> None:
    plan = agreed(led, cast["social_worker"])
    client = browse("outsider")
    for name in ("plan", "plan_changes", "end_plan"):
        assert client.get(place(name, plan)).status_code == 404
    with access.acting_for(cast["outsider"]):
        assert not Plan.objects.exists()
        assert not PlanRow.objects.exists()
        with pytest.raises(PermissionDenied):
            make_plan(case=led, values=values(), by=cast["outsider"])


def test_a_plan_of_another_case_comes_from_no_meeting_of_this(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    meeting = held(led, by)
    with access.acting_for(by):
        assert make_plan(case=led, values=values(), meeting=meeting, by=by).meeting == meeting
        meeting.case_id = led.pk + 1
        with pytest.raises(PermissionDenied):
            make_plan(case=led, values=values(), meeting=meeting, by=by)


def test_nobody_agrees_to_rows_that_they_did_not_read(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    plan = made(led, by)
    with access.acting_for(by):
        before = version_of(plan)
        row = PlanRow.objects.get(plan=plan)
        add_plan_row(plan=plan, values=ROW, by=by)
        take_out_plan_row(row=row, version=row.version, why="Done", by=by)
        with pytest.raises(StaleRecord), transaction.atomic():
            agree_plan(plan=plan, version=before, agreed_with="Maya", by=by)


def test_a_plan_is_not_agreed_to_be_looked_at_before_today(led: Case, cast: Cast) -> None:
    by = cast["social_worker"]
    plan = made(led, by)
    later = clock.now() + timedelta(days=31)
    with access.acting_for(by), time_machine.travel(later, tick=False), pytest.raises(PlanRefused, match="has passed"):
        agree_plan(plan=plan, version=version_of(plan), agreed_with="Maya", by=by)


# --- pages -----------------------------------------------------------------------------------------------------


def test_a_meeting_makes_a_plan_and_the_next_version_shows_what_changed(led: Case, cast: Cast, browse: Browse) -> None:
    by, client = cast["social_worker"], browse("social_worker")
    meeting = held(led, by)
    form = says(client.get(place("plan_from_meeting", meeting)))
    assert 'value="diversion" checked' in form.replace("  ", " ")
    school = agency_of(cast["school_spoc"])
    boxes = form[form.index("Which agencies is it shared with?") :]
    assert boxes.index(led.lead_agency.name) < boxes.index("Has a part in this case") < boxes.index(school.name)
    typed = {"worries": "Older men wait at the gate", "shared_with": [school.ref]}
    page = says(client.get(send(client, place("plan_from_meeting", meeting), **typed)["Location"]))
    assert "No row yet" in page
    with access.acting_for(by):
        plan = Plan.objects.get()
    assert (plan.meeting_id, plan.shared_with) == (meeting.pk, [school.pk])
    for worry in ("Lifts from strangers", "Money from nowhere"):
        assert send(client, place("add_plan_row", plan), **{**ROW, "worry": worry}).status_code == 302
    send(client, place("change_plan", plan), title="Maya’s own plan")
    assert "Enter who agreed to it" in says(led_back(client, send(client, place("agree_plan", plan))))
    page = says(client.get(send(client, place("agree_plan", plan), agreed_with="Maya")["Location"]))
    for words in ("Maya’s own plan", "Agreed", "Money from nowhere", school.name, "Make a new version"):
        assert words in page
    assert "Maya’s own plan" in says(client.get(place("meeting", meeting)))
    next_one = client.post(place("new_plan_version", plan))["Location"]
    assert "Version 2" in says(client.get(next_one))
    with access.acting_for(by):
        second = Plan.objects.get(number=2)
        lifts, money = PlanRow.objects.filter(plan=second)
    send(client, place("change_plan", second), **day("review_on", clock.today() + timedelta(days=60)))
    terms = says(client.get(place("plan_changes", second)))
    assert "Looked at again by" in terms
    assert "The same in both" in terms
    assert "Shared with" not in terms
    assert "Money from nowhere" in says(client.get(place("agree_plan", second)))
    send(client, place("change_plan_row", lifts), who="Her uncle")
    send(client, place("take_out_plan_row", money), why="She has a job now")
    send(client, place("add_plan_row", second), **{**ROW, "worry": "A second phone"})
    changes = says(client.get(place("plan_changes", second)))
    for words in ("Changed", "Her uncle", "Ms Okafor", "Taken out: She has a job now", "New", "A second phone"):
        assert words in changes
    assert "Put it back" in says(client.get(next_one))
    assert "nothing changed yet" in says(client.get(place("plan_changes", plan)))
    listed = says(client.get(place("plans", led)))
    assert "version 1" in listed
    assert "version 2" in listed


def test_a_plan_by_itself_and_its_end(led: Case, cast: Cast, browse: Browse) -> None:
    client = browse("social_worker")
    wrong = says(led_back(client, send(client, place("add_plan", led), worries="Canary worries")))
    assert "Select the kind of plan" in wrong
    assert "Canary worries" in wrong
    typed = {"kind": "safety", "worries": "…", **day("review_on", clock.today() + timedelta(days=9))}
    assert send(client, place("add_plan", led), **typed).status_code == 302
    with access.acting_for(cast["social_worker"]):
        plan = Plan.objects.get()
    assert client.post(place("new_plan_version", plan))["Location"] == place("plan", plan)
    page = says(client.get(send(client, place("end_plan", plan), why="Written twice")["Location"]))
    assert "Written twice" in page
    assert "End this plan" not in page


def test_a_late_review_is_said(led: Case, cast: Cast, browse: Browse) -> None:
    by = cast["social_worker"]
    plan = agreed(led, by)
    with access.acting_for(by):
        Plan.objects.filter(pk=plan.pk).update(review_on=clock.today() - timedelta(days=1))
    assert "The review is late." in says(browse("social_worker").get(place("plan", plan)))


def test_a_row_changed_meanwhile_shows_both(led: Case, cast: Cast, browse: Browse) -> None:
    by, client = cast["social_worker"], browse("social_worker")
    plan = made(led, by)
    with access.acting_for(by):
        row = PlanRow.objects.get(plan=plan)
    page = client.get(place("change_plan_row", row))
    with access.acting_for(by):
        change_plan_row(row=row, version=row.version, values={**ROW, "who": "Her uncle"}, by=by)
    answer = client.post(place("change_plan_row", row), {**hidden(page.content.decode()), "who": "Her mother"})
    assert "Someone changed this while you typed" in says(led_back(client, answer))

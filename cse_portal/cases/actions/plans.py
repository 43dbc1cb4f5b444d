"""Plans for a child: drafted, agreed, looked at again, replaced by a new version, ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import plan_queries, plan_workflow
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_plan
from cse_portal.cases.models import Case, Meeting, Plan, PlanRow
from cse_portal.cases.plan_kinds import SAFETY
from cse_portal.cases.plan_workflow import PlanRefused, PlanStatus, PlanStep
from cse_portal.cases.work_kinds import PLAN_REVIEWS, SAFETY_PLAN
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

Values = Mapping[str, Any]
KEEP = Permission.KEEP_MEETINGS
COPIED = ("worry", "what", "who", "by_when", "child_view", "parents_part", "in_emergency")


@transaction.atomic
def make_plan(*, case: Case, values: Values, meeting: Meeting | None = None, by: User) -> Plan:
    """By itself, or as what a meeting made."""
    require_decides(by, case, KEEP)
    agency = agency_of(by)
    if agency is None or (meeting is not None and meeting.case_id != case.pk):
        raise PermissionDenied
    plan = Plan.objects.create(case=case, meeting=meeting, written_by=by, agency=agency, **values)
    record("plan.made", about=plan, case=case, detail={"kind": plan.kind}, by=by)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, version: int, values: Values, by: User) -> Plan:
    require_decides(by, plan.case, KEEP)
    held = Plan.held_at(pk=plan.pk, version=version)
    plan_workflow.require_draft(held.get_status())
    changed = _set(held, values)
    if changed:
        held.save()
        record("plan.changed", about=held, case=plan.case, detail={"fields": changed}, by=by)
    return held


@transaction.atomic
def add_plan_row(*, plan: Plan, values: Values, by: User) -> PlanRow:
    require_decides(by, plan.case, KEEP)
    row = PlanRow.objects.create(plan=_with_other_rows(plan), **values)
    record("plan.row_added", about=row, case=plan.case, by=by)
    return row


@transaction.atomic
def change_plan_row(*, row: PlanRow, version: int, values: Values, by: User) -> PlanRow:
    """A row that was taken out comes back with its new words."""
    require_decides(by, row.plan.case, KEEP)
    _with_other_rows(row.plan)
    held = PlanRow.held_at(pk=row.pk, version=version)
    changed = _set(held, {**values, "taken_out_because": ""})
    if changed:
        held.save()
        record("plan.row_changed", about=held, case=row.plan.case, detail={"fields": changed}, by=by)
    return held


@transaction.atomic
def take_out_plan_row(*, row: PlanRow, version: int, why: str, by: User) -> PlanRow:
    require_decides(by, row.plan.case, KEEP)
    _with_other_rows(row.plan)
    held = PlanRow.held_at(pk=row.pk, version=version)
    held.taken_out_because = why
    held.save(update_fields=["taken_out_because"])
    record("plan.row_taken_out", about=held, case=row.plan.case, reason=why, by=by)
    return held


@transaction.atomic
def agree_plan(*, plan: Plan, version: int, agreed_with: str, by: User) -> Plan:
    """From now on it counts, in place of the version before it; its review stands among somebody's work."""
    require_decides(by, plan.case, KEEP)
    held = Plan.held_at(pk=plan.pk, version=version)
    held.status = plan_workflow.after(held.get_status(), PlanStep.AGREE)
    if not PlanRow.objects.filter(plan=held, taken_out_because="").exists():
        raise PlanRefused("The plan has no row yet. Say first what will be done, and by whom.")
    if held.review_on < clock.today():
        raise PlanRefused("The day by which it is looked at again has passed. Change the plan first.")
    if held.replaces_id is not None:
        _supersede(held.replaces_id, plan.case, by)
    held.agreed_at, held.agreed_by, held.agreed_with = clock.now(), by, agreed_with
    held.save()
    record("plan.agreed", about=held, case=plan.case, by=by)
    note_plan(plan=held, words=f"Agreed with: {agreed_with}" if agreed_with else "", by=by)
    if held.kind == SAFETY:
        close_items(kind=SAFETY_PLAN.code, source=plan.case, by=by)
    _put_before(held, plan.case, by)
    return held


@transaction.atomic
def new_plan_version(*, plan: Plan, by: User) -> Plan:
    """A draft with the same rows; until it is agreed the old version counts. One at a time."""
    require_decides(by, plan.case, KEEP)
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.get_status() is not PlanStatus.AGREED:
        raise PlanRefused("Only an agreed plan is followed by a new version.")
    there = plan_queries.following(held)
    if there is not None:
        return there
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    same = {name: getattr(held, name) for name in ("kind", "title", "worries", "shared_with", "review_on")}
    made = Plan.objects.create(
        case=plan.case, number=held.number + 1, replaces=held, written_by=by, agency=agency, **same
    )
    for row in PlanRow.objects.filter(plan=held, taken_out_because=""):
        PlanRow.objects.create(plan=made, copied_from=row, **{name: getattr(row, name) for name in COPIED})
    record("plan.version_begun", about=made, case=plan.case, by=by)
    return made


@transaction.atomic
def end_plan(*, plan: Plan, version: int, why: str, by: User) -> Plan:
    require_decides(by, plan.case, KEEP)
    held = Plan.held_at(pk=plan.pk, version=version)
    held.status = plan_workflow.after(held.get_status(), PlanStep.END)
    held.ended_at, held.ended_because = clock.now(), why
    held.save()
    close_items(kind=PLAN_REVIEWS.code, source=held, by=by)
    record("plan.ended", about=held, case=plan.case, reason=why, by=by)
    note_plan(plan=held, words=why, by=by)
    return held


def _with_other_rows(plan: Plan) -> Plan:
    """Whoever is about to agree to the plan reads the rows again first."""
    held = _draft(plan)
    held.save(update_fields=["updated_at"])
    return held


def _draft(plan: Plan) -> Plan:
    """Locked, so that no row comes into a plan that is being agreed."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("case__child").get(pk=plan.pk)
    plan_workflow.require_draft(held.get_status())
    return held


def _supersede(number: int, case: Case, by: User) -> None:
    old = Plan.objects.select_for_update().get(pk=number)
    old.status = plan_workflow.after(old.get_status(), PlanStep.SUPERSEDE)
    old.save(update_fields=["status"])
    close_items(kind=PLAN_REVIEWS.code, source=old, by=by)


def _put_before(plan: Plan, case: Case, by: User) -> None:
    open_item(
        kind=PLAN_REVIEWS.code,
        task="Review the plan",
        detail=f"{plan.get_kind().title}, case {case.ref}",
        button="Open the plan",
        url=reverse("cases:plan", kwargs={"ref": plan.ref}),
        agency=plan.agency,
        person=by if plan.agency == agency_of(by) else None,
        due_at=end_of_work(plan.review_on),
        source=plan,
        case_ref=case.ref,
        by=by,
    )


def _set(row: Plan | PlanRow, values: Values) -> list[str]:
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed

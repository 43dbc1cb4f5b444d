"""Plans for a child: made, agreed, looked at, and replaced version by version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import plan_queries as queries
from cse_portal.cases.forms.meetings import WhyForm
from cse_portal.cases.forms.plans import AgreeForm, PlanForm, RowForm
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Plan, PlanRow
from cse_portal.cases.plan_kinds import plan_kind, plan_kinds
from cse_portal.cases.presenters.plans import changes_of, current_rows, plan_list, plan_page, terms_changed
from cse_portal.cases.views.meetings import MeetingDeed
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.core.refusals import Refused


class OfPlan(CaseGuarded):
    """About one plan, found by its own reference, in a case that the person sees."""

    plan: Plan

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        plan = self.find(kwargs["ref"])
        if plan is None:
            raise Http404
        self.plan, self.case = plan, self.seen_case(pk=plan.case_id)

    def find(self, ref: str) -> Plan | None:
        return queries.plan_by_ref(ref)

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(Plan, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)


class Plans(CaseGuarded):
    tab = "plan"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("plan.list_looked_at")
        return render(request, "cases/plans.html", {**self.case_context(), "page": plan_list(self.seen)})


class PlanRecord(OfPlan):
    tab = "plan"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("plan.looked_at", self.plan)
        context = {**self.case_context(), "page": plan_page(self.seen, self.plan)}
        return render(request, "cases/plan.html", context)


class PlanChanges(OfPlan):
    """This version beside the one that it replaces."""

    tab = "plan"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("plan.changes_looked_at", self.plan)
        sides = changes_of(self.plan)
        context = {**self.case_context(), "plan": self.plan, "terms": terms_changed(self.plan)}
        context |= {
            "changed": [one for one in sides if not one.is_same],
            "same": [one for one in sides if one.is_same],
        }
        return render(request, "cases/plan_changes.html", context)


class NewVersion(OfPlan):
    permission = Permission.KEEP_MEETINGS

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        access.require_decides(self.person, self.case, self.permission)
        try:
            made = actions.new_plan_version(plan=self.plan, by=self.person)
        except Refused as why:
            messages.info(request, why.sentence)
            return redirect("cases:plan", ref=ref)
        messages.success(request, "This is a draft of the next version. Until it is agreed, the one before it counts.")
        return redirect("cases:plan", ref=made.ref)


def initial_plan(kind: str) -> dict[str, Any]:
    return {"kind": kind, "review_on": clock.today() + timedelta(weeks=plan_kind(kind).weeks)}


class AddPlan(CaseDeed):
    permission = Permission.KEEP_MEETINGS
    kind, form_class = form_names.ADD_PLAN, PlanForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": queries.agencies_to_share_with(self.case), "kinds": plan_kinds()}

    def initial(self) -> dict[str, Any]:
        return initial_plan("")

    def perform(self, form: PlanForm) -> str:
        made = actions.make_plan(case=self.case, values=form.values, by=self.person)
        return on_to(self.request, made)

    def back(self) -> str:
        return reverse("cases:plans", kwargs={"ref": self.case.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Make a plan", "button": "Make the plan"}


class PlanFromMeeting(MeetingDeed):
    kind, form_class = form_names.PLAN_FROM_MEETING, PlanForm
    heading, button = "The plan that this meeting made", "Make the plan"

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": queries.agencies_to_share_with(self.case), "kinds": plan_kinds()}

    def initial(self) -> dict[str, Any]:
        return initial_plan(self.meeting.get_kind().plan)

    def perform(self, form: PlanForm) -> str:
        made = actions.make_plan(case=self.case, meeting=self.meeting, values=form.values, by=self.person)
        return on_to(self.request, made)


def on_to(request: HttpRequest, made: Plan) -> str:
    messages.success(request, "The plan is a draft. Now add its rows, one for each worry.")
    return reverse("cases:plan", kwargs={"ref": made.ref})


class PlanDeed(OfPlan, CaseDeed):
    permission = Permission.KEEP_MEETINGS
    heading: str
    button = "Save"
    done = "Saved."

    def note_look_of_form(self) -> None:
        self.note_look("plan.looked_at", self.plan)

    def about_ref(self) -> str:
        return str(self.plan.ref)

    def back(self) -> str:
        return reverse("cases:plan", kwargs={"ref": self.plan.ref})

    def saved(self) -> str:
        messages.success(self.request, self.done)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class ChangesPlan(PlanDeed):
    """A form about the plan itself, which two people may have open at once."""

    def get_record(self) -> Plan:
        plan = queries.plan_by_ref(self.plan.ref)
        if plan is None:
            raise Http404
        return plan


class ChangePlan(ChangesPlan):
    kind, form_class = form_names.CHANGE_PLAN, PlanForm
    heading = "Change the plan"

    def form_kwargs(self) -> dict[str, Any]:
        kinds = {one.code: one for one in (*plan_kinds(), plan_kind(self.plan.kind))}
        return {"agencies": queries.agencies_to_share_with(self.case), "kinds": list(kinds.values())}

    def initial_of(self, record: Record) -> dict[str, Any]:
        plan = cast(Plan, record)
        same = {name: getattr(plan, name) for name in ("kind", "title", "worries", "review_on")}
        return {**same, "shared_with": [one.ref for one in queries.agencies_shared_with(plan)]}

    def perform(self, form: PlanForm) -> str:
        actions.change_plan(plan=self.plan, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class AddRow(PlanDeed):
    kind, form_class = form_names.ADD_ROW, RowForm
    heading, button = "Add a row", "Add the row"

    def perform(self, form: RowForm) -> str:
        actions.add_plan_row(plan=self.plan, values=form.values, by=self.person)
        return self.saved()


class AgreePlan(ChangesPlan):
    kind, form_class = form_names.AGREE_PLAN, AgreeForm
    heading, button = "Agree the plan", "Agree the plan"
    done = "The plan is agreed, and its review is among your work."
    decides_by = ()

    def perform(self, form: AgreeForm) -> str:
        said = form.cleaned_data["agreed_with"]
        actions.agree_plan(plan=self.plan, version=self.opened_version, agreed_with=said, by=self.person)
        return self.saved()

    def words(self) -> dict[str, Any]:
        rows = current_rows(self.plan)
        return {**super().words(), "form_before": "cases/before_agree.html", "rows": rows, "plan": self.plan}


class EndPlan(ChangesPlan):
    kind, form_class = form_names.END_PLAN, WhyForm
    heading, button, done = "End the plan", "End the plan", "The plan has ended. It stays on record."

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.end_plan(plan=self.plan, version=self.opened_version, why=why, by=self.person)
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True}


class OfRow(PlanDeed):
    row: PlanRow

    def find(self, ref: str) -> Plan | None:
        found = queries.row_by_ref(ref)
        if found is None:
            return None
        self.row = found
        return found.plan

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose(PlanRow, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def about_ref(self) -> str:
        return str(self.row.ref)

    def get_record(self) -> PlanRow:
        row = queries.row_by_ref(self.row.ref)
        if row is None:
            raise Http404
        return row


class ChangeRow(OfRow):
    kind, form_class = form_names.CHANGE_ROW, RowForm
    heading = "Change the row"

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name, None) for name in RowForm.base_fields}

    def perform(self, form: RowForm) -> str:
        actions.change_plan_row(row=self.row, version=self.opened_version, values=form.values, by=self.person)
        return self.saved()


class TakeOutRow(OfRow):
    kind, form_class = form_names.TAKE_OUT_ROW, WhyForm
    heading, button = "Take a row out of the plan", "Take the row out"
    done = "The row is out of the plan. The page of changes says why."

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.take_out_plan_row(row=self.row, version=self.opened_version, why=why, by=self.person)
        return self.saved()

    def words(self) -> dict[str, Any]:
        return {**super().words(), "is_warning": True, "form_before": "cases/before_take_out.html", "row": self.row}

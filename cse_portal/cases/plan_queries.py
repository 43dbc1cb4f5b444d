"""Questions about plans that more than one page asks."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from cse_portal.agencies.models import Agency, User
from cse_portal.cases.models import AdultMove, Case, Involvement, Meeting, Plan, PlanRow
from cse_portal.core import wall

WHOLE = ("case__child", "case__lead_agency", "case__partnership", "agency", "meeting", "replaces")


def plans_of(case: Case) -> list[Plan]:
    """The version that counts of each, and a draft beside it; what was replaced is behind those."""
    return list(Plan.objects.filter(case=case).exclude(status="superseded").select_related("agency"))


def plans_from(meeting: Meeting) -> list[Plan]:
    return list(Plan.objects.filter(meeting=meeting))


def plan_by_ref(ref: str) -> Plan | None:
    """Behind the wall: none where the person does not see the case."""
    return Plan.objects.select_related(*WHOLE, "written_by", "agreed_by").filter(ref=ref).first()


def row_by_ref(ref: str) -> PlanRow | None:
    inside = (f"plan__{name}" for name in WHOLE)
    return PlanRow.objects.select_related(*inside).filter(ref=ref).first()


def rows_of(plan: Plan) -> list[PlanRow]:
    return list(PlanRow.objects.filter(plan=plan))


def following(plan: Plan) -> Plan | None:
    """The version made from this one, unless it was given up."""
    return Plan.objects.filter(replaces=plan).exclude(status="ended").first()


def agencies_to_share_with(case: Case) -> list[tuple[Agency, bool]]:
    """All of the partnership, and whether each has a part in the case; those that have one come first."""
    involved = Involvement.objects.filter(case=case, agency=OuterRef("pk")).current()
    has_part = ExpressionWrapper(Q(pk=case.lead_agency_id) | Exists(involved), BooleanField())
    found = Agency.objects.filter(partnership=case.partnership_id).annotate(has_part=has_part)
    return [(one, one.has_part) for one in found.order_by("-has_part", "name")]


def agencies_shared_with(plan: Plan) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=plan.shared_with).order_by("name"))


def whose(model: type[Plan | PlanRow], ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        row: Any = model._default_manager.filter(ref=ref).first()
        plan = getattr(row, "plan", row)
        return Case.objects.select_related("child").filter(pk=plan.case_id).first() if plan else None


def sees_row(model: type[Plan | PlanRow]) -> Any:
    """Asked about drafts that belong to a plan or a row of one, each time."""

    def sees(person: User, ref: str) -> bool:
        row: Any = model._default_manager.filter(ref=ref).first()
        plan = getattr(row, "plan", row)
        return plan is not None and Case.objects.visible_to(person).filter(pk=plan.case_id).exists()

    return sees


def adult_move_of(case: Case) -> AdultMove | None:
    return AdultMove.objects.filter(case=case).select_related("written_by", "agency").first()

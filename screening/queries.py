"""Questions about filled-in tools, each asked as the person who reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import TruncDate

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases import missing_queries
from cse_portal.cases.models import Case, MissingEpisode
from cse_portal.cases.work_kinds import SCREEN_AGAIN
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from cse_portal.worklist.models import DueItem
from screening.models import Advice, Tool, ToolSection
from screening.work_kinds import AGAIN
from screening.workflow import AdviceState, ToolStatus

WHAT_IS_DUE = "find what a new screening answers"
WHO_TRIED = "find whose screening somebody tried to open"
WHOLE = ("case__child", "agency", "written_by", "decided_by")
ADVISERS = sorted(role.value for role in Role if Permission.ADVISE in MAY[role])
MOST_LISTED = 50


def tool_by_ref(person: User, ref: str) -> Tool | None:
    return Tool.objects.visible_to(person).select_related(*WHOLE).filter(ref=ref).first()


def section_by_ref(person: User, ref: str) -> ToolSection | None:
    found = ToolSection.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person))
    return found.select_related(*(f"tool__{one}" for one in WHOLE), "saved_by").first()


def advice_by_ref(person: User, ref: str) -> Advice | None:
    found = Advice.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person))
    return found.select_related(*(f"tool__{one}" for one in WHOLE), "asked_of__user", "asked_by").first()


def sees_tool(person: Any, ref: str) -> bool:
    return Tool.objects.visible_to(person).filter(ref=ref).exists()


def sees_section(person: Any, ref: str) -> bool:
    return ToolSection.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person)).exists()


def sees_advice(person: Any, ref: str) -> bool:
    return Advice.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person)).exists()


def whose(ref: str) -> Case | None:
    """Whether or not the person sees it: by the reference of a tool, of a section or of advice."""
    with wall.as_system(WHO_TRIED):
        which = Q(ref=ref) | Q(sections__ref=ref) | Q(advices__ref=ref)
        found = Tool.objects.filter(which).select_related("case__child").first()
        return found.case if found else None


def of_case(person: User, case: Case) -> list[Tool]:
    found = Tool.objects.visible_to(person).filter(case=case).select_related(*WHOLE)
    return list(found.order_by("-created_at", "-pk")[:MOST_LISTED])


def sections_of(tool: Tool) -> list[ToolSection]:
    return list(tool.sections.select_related("saved_by").order_by("place"))


def advices_of(tool: Tool) -> list[Advice]:
    return list(tool.advices.select_related("asked_of__user", "asked_of__agency", "asked_by").order_by("pk"))


def asked_of(person: User) -> list[Advice]:
    """The adviser's queue, whatever is due first."""
    mine = Advice.objects.filter(
        asked_of__in=access.acting_in(person), tool__in=Tool.objects.visible_to(person)
    ).exclude(tool__status=ToolStatus.SET_ASIDE.value)
    related = (*(f"tool__{one}" for one in WHOLE), "asked_by", "asked_of__agency")
    return list(mine.filter(state=AdviceState.ASKED.value).select_related(*related).order_by("due_at")[:MOST_LISTED])


def answered_by(person: User) -> list[Advice]:
    mine = Advice.objects.filter(
        asked_of__in=access.acting_in(person), tool__in=Tool.objects.visible_to(person)
    ).exclude(state=AdviceState.ASKED.value)
    related = (*(f"tool__{one}" for one in WHOLE), "asked_by", "asked_of__agency")
    return list(mine.select_related(*related).order_by("-answered_at")[:MOST_LISTED])


def drafts_of(person: User) -> list[Tool]:
    """What this person began, and what their agency did where they advise."""
    mine = Q(written_by=person)
    if access.can(person, Permission.AGENCY_WORK) or access.can(person, Permission.ADVISE):
        mine |= Q(agency__in=access.reader(person).agencies)
    found = Tool.objects.visible_to(person).filter(mine, status=ToolStatus.DRAFT.value)
    return list(found.select_related(*WHOLE).order_by("-updated_at")[:MOST_LISTED])


def decided_by_agency(person: User) -> list[Tool]:
    found = Tool.objects.visible_to(person).complete().filter(agency__in=access.reader(person).agencies)
    if not (access.can(person, Permission.AGENCY_WORK) or access.can(person, Permission.ADVISE)):
        found = found.filter(written_by=person)
    return list(found.select_related(*WHOLE).order_by("-decided_at")[:MOST_LISTED])


def advisers_for(tool: Tool, *, but: User) -> list[Membership]:
    """Of the tool's agency; without any there, whoever leads practice in the partnership. Never one's own."""
    live = Membership.objects.live().select_related("user", "agency").exclude(user__in=[but, tool.written_by])
    there = list(live.filter(agency=tool.agency_id, role__in=ADVISERS).order_by("user__name"))
    if there:
        return there
    across = live.filter(agency__partnership=tool.agency.partnership_id, role=Role.SSPL.value)
    return list(across.order_by("user__name"))


def latest_days(cases: Collection[int]) -> Mapping[int, date]:
    """Of these cases, the day of the latest complete tool."""
    rows = Tool.objects.complete().filter(case__in=cases).order_by().values_list("case")
    return dict(rows.annotate(day=Max(TruncDate("decided_at", tzinfo=LONDON))))


def latest_complete(person: User, case: Case, instrument: str) -> Tool | None:
    found = Tool.objects.visible_to(person).complete().filter(case=case, instrument=instrument)
    return found.order_by("-decided_at").first()


def open_draft(person: User, case: Case, instrument: str) -> Tool | None:
    found = Tool.objects.visible_to(person).filter(case=case, instrument=instrument, status=ToolStatus.DRAFT.value)
    return found.select_related("written_by", "agency").order_by("-created_at").first()


def lock(case: Case) -> None:
    """Two people cannot begin the same at once."""
    Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()


def draft_of_agency(case: Case, agency: Agency, instrument: str) -> Tool | None:
    drafts = Tool.objects.filter(case=case, agency=agency, instrument=instrument, status=ToolStatus.DRAFT.value)
    return drafts.first()


def is_adviser(person: User, tool: Tool) -> bool:
    return tool.advices.filter(asked_of__user=person).exists()


def agencies_named(tool: Tool) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=tool.named_agencies)) if tool.named_agencies else []


def to_be_repeated(tool: Tool) -> list[Tool]:
    """Earlier ones of this case whose repeating is due: the new one is that."""
    waiting = _sources_of(AGAIN.code, tool.case)
    return list(Tool.objects.filter(case=tool.case_id, ref__in=waiting).exclude(pk=tool.pk))


def episodes_to_screen(person: User, case: Case) -> list[MissingEpisode]:
    """After which a new screening was asked for."""
    wanted = _sources_of(SCREEN_AGAIN.code, case)
    return [one for one in missing_queries.episodes_of(case) if one.ref in wanted] if wanted else []


def _sources_of(kind: str, case: Case) -> set[str]:
    """From which records of a case work of this kind is open, whoever's it is."""
    with wall.as_system(WHAT_IS_DUE):
        items = DueItem.objects.open().filter(kind=kind, case_ref=case.ref)
        return set(items.values_list("source_ref", flat=True))


def any_draft(person: User, case: Case) -> Tool | None:
    found = Tool.objects.visible_to(person).filter(case=case, status=ToolStatus.DRAFT.value)
    return found.select_related("written_by").order_by("-created_at").first()


def section_of(person: User, tool_id: int, code: str) -> ToolSection | None:
    """Of an earlier tool, as far as this person may read that one."""
    found = ToolSection.objects.filter(tool=tool_id, code=code, tool__in=Tool.objects.visible_to(person))
    return found.select_related("tool").first()

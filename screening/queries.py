"""Questions about filled-in tools, each asked as the person who reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.cases import missing_queries
from cse_portal.cases.missing_rules import About
from cse_portal.cases.models import Case, Involvement, MissingEpisode, Plan
from cse_portal.cases.plan_kinds import SAFETY
from cse_portal.cases.plan_workflow import PlanStatus
from cse_portal.cases.work_kinds import MISSING_ASSESSED, SCREEN_AGAIN
from cse_portal.cases.workflow import Stage
from cse_portal.core import wall
from cse_portal.core.working_days import LONDON
from cse_portal.worklist.models import DueItem
from screening.instruments.loading import edition
from screening.instruments.shape import InstrumentKind, Result
from screening.models import Advice, AskedPart, ReviewSaid, Tool, ToolSection
from screening.reviews import ONLY_WITH_A_REASON
from screening.work_kinds import AGAIN
from screening.workflow import COUNTERSIGNERS, AdviceState, PartState, ReviewWord, ToolStatus

WHAT_IS_DUE = "find what a new screening answers"
WHO_WROTE = "find who wrote a part of an assessment"
WHO_WORKS = "find which agencies work with a child"
WHAT_HOLDS = "find the score that holds for a child"
WHO_TRIED = "find whose screening somebody tried to open"
WHOLE = ("case__child", "agency", "written_by", "decided_by", "signed_by", "countersigner__user")
ADVISERS = sorted(role.value for role in Role if Permission.ADVISE in MAY[role])
SCREENERS = sorted(role.value for role in Role if Permission.SCREEN in MAY[role])
UNFINISHED = (ToolStatus.DRAFT.value, ToolStatus.SIGNING.value, ToolStatus.COUNTER.value)
MOST_LISTED = 50


def tool_by_ref(person: User, ref: str) -> Tool | None:
    return Tool.objects.visible_to(person).select_related(*WHOLE).filter(ref=ref).first()


def section_by_ref(person: User, ref: str) -> ToolSection | None:
    """For whoever sees its case, which the caller asks next: opened all day long, so nothing is asked twice."""
    found = ToolSection.objects.filter(ref=ref).select_related("tool__agency", "saved_by").order_by().first()
    if found is None or found.tool.agency_id in access.reader(person).agencies:
        return found
    return found if sees_section(person, ref) else None


def advice_by_ref(person: User, ref: str) -> Advice | None:
    found = Advice.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person))
    return found.select_related(*(f"tool__{one}" for one in WHOLE), "asked_of__user", "asked_by").first()


def sees_tool(person: Any, ref: str) -> bool:
    return Tool.objects.visible_to(person).filter(ref=ref).exists()


def sees_section(person: Any, ref: str) -> bool:
    readable = _readable(person)
    return ToolSection.objects.filter(readable, ref=ref, tool__in=Tool.objects.visible_to(person)).exists()


def _readable(person: Any) -> Q:
    """Of a draft its agency, and those who advise or countersign, read all; whoever writes a part, that part."""
    all_of_it = Q(tool__status=ToolStatus.COMPLETE.value) | Q(tool__agency__in=access.reader(person).agencies)
    all_of_it |= Q(tool__advices__asked_of__user=person.pk) | Q(tool__countersigner__user=person.pk)
    states = (PartState.ASKED.value, PartState.WRITTEN.value)
    mine = AskedPart.objects.filter(tool=OuterRef("tool"), asked_of__user=person.pk, state__in=states)
    return all_of_it | Q(Exists(mine.filter(sections__contains=[OuterRef("code")])))


def sees_advice(person: Any, ref: str) -> bool:
    return Advice.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person)).exists()


def whose(ref: str) -> Case | None:
    """Whether or not the person sees it: by the reference of a tool, of a section or of advice."""
    with wall.as_system(WHO_TRIED):
        which = Q(ref=ref) | Q(sections__ref=ref) | Q(advices__ref=ref) | Q(asked_parts__ref=ref)
        found = Tool.objects.filter(which).select_related("case__child").first()
        return found.case if found else None


def of_case(person: User, case: Case) -> list[Tool]:
    found = Tool.objects.visible_to(person).filter(case=case).select_related(*WHOLE)
    return list(found.order_by("-created_at", "-pk")[:MOST_LISTED])


def sections_of(tool: Tool) -> list[ToolSection]:
    return list(tool.sections.select_related("saved_by").order_by("place"))


def advices_of(tool: Tool) -> list[Advice]:
    return list(tool.advices.select_related("asked_of__user", "asked_of__agency", "asked_by").order_by("pk"))


def advice_waiting(tool: Tool) -> list[Advice]:
    return list(
        tool.advices.filter(state=AdviceState.ASKED.value).select_related(
            "tool__case", "asked_of__user", "asked_of__agency"
        )
    )


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
    """What this person began, and what their agency did where they advise; until it is complete."""
    mine = Q(written_by=person)
    if access.can(person, Permission.AGENCY_WORK) or access.can(person, Permission.ADVISE):
        mine |= Q(agency__in=access.reader(person).agencies)
    found = Tool.objects.visible_to(person).filter(mine, status__in=UNFINISHED)
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
    """Begun, and not complete: nobody begins a second one beside it."""
    found = Tool.objects.visible_to(person).filter(case=case, instrument=instrument, status__in=UNFINISHED)
    return found.select_related("written_by", "agency").order_by("-created_at").first()


def lock(case: Case) -> None:
    """Two people cannot begin the same at once."""
    Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()


def draft_of_agency(case: Case, agency: Agency, instrument: str) -> Tool | None:
    begun = Tool.objects.filter(case=case, agency=agency, instrument=instrument, status__in=UNFINISHED)
    return begun.first()


def is_adviser(person: User, tool: Tool) -> bool:
    """Or whoever countersigns: both see the whole."""
    if tool.countersigner is not None and tool.countersigner.user_id == person.pk:
        return True
    return tool.advices.filter(asked_of__user=person).exists()


def written_by(person: User, tool: Tool) -> set[str]:
    """The sections that this person was asked to write, and did not decline."""
    states = (PartState.ASKED.value, PartState.WRITTEN.value)
    rows = tool.asked_parts.filter(asked_of__user=person, state__in=states).values_list("sections", flat=True)
    return {code for codes in rows for code in codes}


def authors_of(tool: Tool) -> set[int]:
    """Who began it, and everybody who saved a part of it, also long ago: by the history of each part."""
    with wall.as_system(WHO_WROTE):
        past = apps.get_model("screening", "ToolSectionHistory")._default_manager.filter(
            tool=tool, saved_by__isnull=False
        )
        return {tool.written_by_id, *past.order_by().values_list("saved_by", flat=True).distinct()}


def last_signed(case: Case, *, but: Tool | None = None) -> Tool | None:
    """The latest assessment of the case, whoever may read it: its score is what holds."""
    with wall.as_system(WHAT_HOLDS):
        found = Tool.objects.complete().filter(case=case, kind=InstrumentKind.SCORE.value)
        found = found.exclude(pk=but.pk) if but is not None else found
        return found.order_by("-signed_at", "-pk").first()


def result_of(tool: Tool, code: str) -> Result:
    return edition(tool.instrument, tool.edition).result(code)


def score_before(tool: Tool) -> Result | None:
    """Of the last assessment that was signed off, beside this one."""
    last = last_signed(tool.case, but=tool)
    return result_of(last, last.decided) if last is not None else None


def is_lower(tool: Tool, proposed: str) -> bool:
    """Than the score that holds."""
    before = score_before(tool)
    return before is not None and result_of(tool, proposed).rank < before.rank


def has_safety_plan(case: Case) -> bool:
    with wall.as_system(WHAT_IS_DUE):
        return Plan.objects.filter(case=case, kind=SAFETY, status=PlanStatus.AGREED.value).exists()


def at_1_without_review() -> QuerySet[Case]:
    """Open cases in which a panel or an agreed safety plan stands behind a child at a score of 1."""
    plans = Plan.objects.filter(case=OuterRef("pk"), kind=SAFETY, status=PlanStatus.AGREED.value)
    found = Case.objects.filter(risk=ONLY_WITH_A_REASON, review_on=None, closed_on=None)
    return found.filter(Q(stage=Stage.AT_MASE.value) | Exists(plans)).order_by("pk")


def is_excused(tool: Tool) -> bool:
    """A manager said why the child is not reviewed at this score."""
    return ReviewSaid.objects.filter(tool=tool, word=ReviewWord.NOT_NEEDED.value).exists()


def part_by_ref(person: User, ref: str) -> AskedPart | None:
    found = AskedPart.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person))
    return found.select_related(*(f"tool__{one}" for one in WHOLE), "asked_of__user", "asked_by").first()


def sees_part(person: Any, ref: str) -> bool:
    return AskedPart.objects.filter(ref=ref, tool__in=Tool.objects.visible_to(person)).exists()


def parts_asked(tool: Tool) -> list[AskedPart]:
    return list(tool.asked_parts.select_related("asked_of__user", "asked_of__agency", "asked_by").order_by("pk"))


def latest_part(person: User, tool: Tool) -> AskedPart | None:
    return tool.asked_parts.filter(asked_of__user=person).order_by("-pk").first()


def open_parts(tool: Tool) -> list[AskedPart]:
    return list(tool.asked_parts.filter(state=PartState.ASKED.value))


def parts_asked_of(person: User) -> list[AskedPart]:
    """What this person is still to write."""
    mine = AskedPart.objects.filter(
        asked_of__in=access.acting_in(person), state=PartState.ASKED.value, tool__in=Tool.objects.visible_to(person)
    )
    return list(mine.select_related(*(f"tool__{one}" for one in WHOLE), "asked_by").order_by("due_at")[:MOST_LISTED])


def may_write_parts(tool: Tool, *, but: User) -> list[Membership]:
    """Whose agency works with the child: those who may screen there, beside the author's own colleagues."""
    with wall.as_system(WHO_WORKS):
        agencies = set(Involvement.objects.current().filter(case=tool.case_id).values_list("agency", flat=True))
    agencies |= {tool.agency_id, tool.case.lead_agency_id}
    live = Membership.objects.live().filter(agency__in=agencies, role__in=SCREENERS).exclude(user=but)
    return list(live.select_related("user", "agency").order_by("agency__name", "user__name"))


def may_countersign(tool: Tool, *, but: User) -> list[Membership]:
    """Of the partnership, whoever had no part in it."""
    wrote = authors_of(tool) | {but.pk}
    live = Membership.objects.live().filter(
        agency__partnership=tool.agency.partnership_id, role__in=sorted(one.value for one in COUNTERSIGNERS)
    )
    return list(live.exclude(user__in=wrote).select_related("user", "agency").order_by("user__name"))


def to_sign(person: User) -> list[Tool]:
    """Assessments that wait for a manager of this person's agencies, and not for their author."""
    found = Tool.objects.visible_to(person).filter(
        status=ToolStatus.SIGNING.value, agency__in=access.reader(person).agencies
    )
    return list(found.exclude(written_by=person).select_related(*WHOLE).order_by("submitted_at")[:MOST_LISTED])


def has_to_sign(person: User, case: Case) -> bool:
    """An assessment of this case waits for this manager: they need not say why they look."""
    if not access.can(person, Permission.SIGN_OFF):
        return False
    waiting = Tool.objects.filter(case=case, status=ToolStatus.SIGNING.value)
    return waiting.filter(agency__in=access.reader(person).agencies).exists()


def to_countersign(person: User) -> list[Tool]:
    found = Tool.objects.visible_to(person).filter(
        status=ToolStatus.COUNTER.value, countersigner__in=access.acting_in(person)
    )
    return list(found.select_related(*WHOLE).order_by("signed_at")[:MOST_LISTED])


def reviews_said(tool: Tool) -> list[ReviewSaid]:
    return list(tool.reviews_said.select_related("said_by").order_by("pk"))


def posts_of(tool: Tool) -> dict[int, Membership]:
    """In the agency that filled it in, of who wrote, decided and signed: the latest, also where it has ended."""
    people = [tool.written_by_id, tool.decided_by_id, tool.signed_by_id]
    found = Membership.objects.filter(user__in=[one for one in people if one], agency=tool.agency_id)
    return {one.user_id: one for one in found.select_related("agency").order_by("starts_on", "pk")}


def agencies_named(tool: Tool) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=tool.named_agencies)) if tool.named_agencies else []


def to_be_repeated(tool: Tool) -> list[Tool]:
    """Earlier ones of this case whose repeating is due: the new one is that."""
    waiting = _sources_of(AGAIN.code, tool.case)
    return list(Tool.objects.filter(case=tool.case_id, ref__in=waiting).exclude(pk=tool.pk))


def episodes_waiting(person: User, case: Case, about: About) -> list[MissingEpisode]:
    """After which a new screening, or an assessment, was asked for."""
    kind = SCREEN_AGAIN if about is About.SCREENING else MISSING_ASSESSED
    wanted = _sources_of(kind.code, case)
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
    found = ToolSection.objects.filter(tool=tool_id, code=code).select_related("tool").first()
    if found is None or found.tool.agency_id in access.reader(person).agencies:
        return found  # of one's own agency, in a case that one has open
    return found if sees_tool(person, found.tool.ref) else None


def comparable(person: User, case: Case) -> list[Tool]:
    """All of a case that were decided or proposed, as far as this person reads them."""
    states = (ToolStatus.COMPLETE.value, ToolStatus.SIGNING.value, ToolStatus.COUNTER.value)
    found = Tool.objects.visible_to(person).filter(case=case, status__in=states)
    return list(found.select_related(*WHOLE).order_by("-pk"))


def answers_of(tools: Collection[Tool]) -> dict[int, dict[str, Any]]:
    """By tool, of those that somebody may read."""
    found: dict[int, dict[str, Any]] = {tool.pk: {} for tool in tools}
    rows = ToolSection.objects.filter(tool__in=list(found)).order_by("place")
    for tool, answers in rows.values_list("tool", "answers"):
        found[tool] |= answers
    return found

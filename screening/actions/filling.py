"""A tool is begun, and filled in section by section; nothing of it is erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.timescales import Timescale
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.worklist.actions import close_items, open_item
from screening import queries
from screening.actions.writing import open_advice, require_may, require_open
from screening.filled import state_of
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument, InstrumentKind
from screening.models import Tool, ToolSection
from screening.refused import BEGUN_ALREADY, GROWN_UP, ScreeningRefused
from screening.suggesting import is_grown_up
from screening.work_kinds import ADVICE, PART, UNFINISHED
from screening.workflow import Deed, PartState, SectionState, ToolStatus

WORKING_DAYS_TO_FINISH = 3
ONE_AT_A_TIME = "save a section, and not while somebody decides"
DANGER_SECTION, DANGER = "danger", "danger_now"  # asked before the first question, and kept with the answers


@transaction.atomic
def begin_tool(*, case: Case, instrument: Instrument, in_danger: bool = False, by: User) -> Tool:
    """One at a time in each agency: a second draft would split what is known."""
    require_decides(by, case, Permission.ASSESS if instrument.kind is InstrumentKind.SCORE else Permission.SCREEN)
    require_open(case)
    if is_grown_up(case, clock.today()):
        raise ScreeningRefused(GROWN_UP)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    queries.lock(case)
    if queries.draft_of_agency(case, agency, instrument.code):
        raise ScreeningRefused(BEGUN_ALREADY)
    tool = Tool.objects.create(
        case=case,
        instrument=instrument.code,
        edition=instrument.edition,
        digest=instrument.digest,
        kind=instrument.kind.value,
        agency=agency,
        written_by=by,
        in_danger=in_danger,
        previous=queries.latest_complete(by, case, instrument.code),
    )
    for place, section in enumerate(instrument.sections):
        said = {DANGER: "yes" if in_danger else "no"} if section.code == DANGER_SECTION else {}
        ToolSection.objects.create(tool=tool, code=section.code, place=place, answers=said, **_saved(said, by))
    record("screening.begun", about=tool, case=case, detail={"edition": instrument.name}, by=by)
    _to_finish(tool, by)
    return tool


@transaction.atomic
def save_sections(
    *, tool: Tool, version: int, section: ToolSection | None = None, answers: Mapping[str, Mapping[str, Any]], by: User
) -> Tool:
    """One section, at the version that the person saw, or all of them at the version of the whole."""
    held = Tool.held_at(pk=tool.pk, version=version) if section is None else _locked(tool)
    require_may(by, held, Deed.SAVE, sections=answers)
    if section is not None:
        parts = [ToolSection.held_at(pk=section.pk, version=version)]
    else:
        parts = list(ToolSection.objects.select_for_update().filter(tool=held, code__in=answers))
    shapes = {one.code: one for one in edition(held.instrument, held.edition).sections}
    changed = []
    for part in parts:
        wanted = dict(answers[part.code])
        if part.answers == wanted and part.saved_at is not None:
            continue
        part.answers, part.saved_at, part.saved_by = wanted, clock.now(), by
        part.state = state_of(shapes[part.code], wanted).value
        part.save(update_fields=["answers", "saved_at", "saved_by", "state"])
        changed.append(part.code)
    if changed:
        held.in_danger = answers.get(DANGER_SECTION, {}).get(DANGER, "yes" if held.in_danger else "no") == "yes"
        with wall.as_system(ONE_AT_A_TIME):
            held.save(update_fields=["in_danger"])
        record("screening.saved", about=held, case=held.case, detail={"sections": sorted(changed)}, by=by)
    return held


def _locked(tool: Tool) -> Tool:
    """Whoever writes a part alone may not change the whole; nobody decides while a part is being saved."""
    with wall.as_system(ONE_AT_A_TIME):
        return Tool.objects.select_for_update(of=("self",)).select_related("case").get(pk=tool.pk)


@transaction.atomic
def set_aside_tool(*, tool: Tool, version: int, because: str, by: User) -> Tool:
    """Begun in error, or overtaken: it is kept, and can be taken up again."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.SET_ASIDE)
    held.status, held.set_aside_because = ToolStatus.SET_ASIDE.value, because
    held.save(update_fields=["status", "set_aside_because"])
    record("screening.set_aside", about=held, case=held.case, reason=because, by=by)
    close_items(kind=UNFINISHED.code, source=held, by=by)
    for advice in queries.advice_waiting(held):
        close_items(kind=ADVICE.code, source=advice, by=by)
    for part in queries.open_parts(held):
        part.state, part.answered_at = PartState.TAKEN_BACK.value, clock.now()
        part.save(update_fields=["state", "answered_at"])
        close_items(kind=PART.code, source=part, by=by)
    return held


@transaction.atomic
def take_up_tool(*, tool: Tool, version: int, by: User) -> Tool:
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.TAKE_UP)
    require_open(held.case)
    queries.lock(held.case)
    if queries.draft_of_agency(held.case, held.agency, held.instrument):
        raise ScreeningRefused(BEGUN_ALREADY)
    held.status = ToolStatus.DRAFT.value
    held.save(update_fields=["status"])
    record("screening.taken_up", about=held, case=held.case, by=by)
    _to_finish(held, by)
    for advice in queries.advice_waiting(held):
        open_advice(advice, by)
    return held


def _saved(answers: Mapping[str, Any], by: User) -> dict[str, Any]:
    return {"saved_at": clock.now(), "saved_by": by, "state": SectionState.DONE.value} if answers else {}


def _last_day(tool: Tool) -> date:
    """A screening in days. An assessment in the time of a single assessment, and as a review by its own day."""
    today = clock.today()
    if not tool.is_score:
        return add_working_days(today, WORKING_DAYS_TO_FINISH)
    if tool.case.review_on is not None and tool.case.review_on > today:
        return tool.case.review_on
    return add_working_days(today, timescales_of(tool.case.partnership)[Timescale.SINGLE_ASSESSMENT])


def _to_finish(tool: Tool, by: User) -> None:
    open_item(
        kind=UNFINISHED.code,
        task="Finish the assessment" if tool.is_score else "Finish the screening",
        button="Go on",
        detail=f"Case {tool.case.ref}",
        url=reverse("screening:tool", kwargs={"ref": tool.ref}),
        agency=tool.agency,
        person=tool.written_by,
        due_at=end_of_work(_last_day(tool)),
        source=tool,
        case_ref=tool.case.ref,
        by=by,
    )

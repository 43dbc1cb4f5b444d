"""The tool suggests and says why; a person decides, and says what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Agency, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import move_case
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.missing_rules import About
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import Stage
from cse_portal.core import clock
from cse_portal.core.working_days import add_working_days, end_of_work, next_working_day
from cse_portal.worklist.actions import close_items, open_item
from screening import queries
from screening.actions.writing import (
    close_what_it_answers,
    keep_suggestion,
    note_decision,
    require_may,
    require_open,
    require_whole,
)
from screening.models import Tool
from screening.refused import SIGNED_OFF_FIRST, ScreeningRefused
from screening.suggesting import Whole, whole_of
from screening.work_kinds import AGAIN, WHAT_NEXT
from screening.workflow import NEXT_STEPS, Deed, NextStep, ToolStatus

WORKING_DAYS_TO_SAY_NEXT = 5
WHY = "A screening is complete"


@dataclass(frozen=True)
class Decision:
    """What somebody decides after reading what the tool suggests."""

    value: str
    because: str = ""
    is_still_worried: bool = False
    handling: Handling = Handling.NETWORK
    named_agencies: tuple[Agency, ...] = ()


@transaction.atomic
def decide_screening(*, tool: Tool, version: int, decision: Decision, by: User) -> Tool:
    """At the version whose suggestion the person read. From now on the answers do not change."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.DECIDE)
    if held.is_score:
        raise ScreeningRefused(SIGNED_OFF_FIRST)
    require_open(held.case)
    whole = whole_of(held, queries.sections_of(held), on=clock.today())
    require_whole(whole, decision.value)
    _keep(held, whole, decision, by)
    record(
        "screening.decided",
        about=held,
        case=held.case,
        detail={"suggested": held.suggested, "decided": held.decided, "edition": whole.instrument.name},
        by=by,
    )
    title = whole.instrument.result(held.decided).title
    note_decision(held, f"{whole.instrument.title}: {title}", held.decided_because, by=by)
    _move_on(held, by)
    close_what_it_answers(held, About.SCREENING, WHY, by)
    _ask_what_follows(held, whole, by)
    return held


def _keep(tool: Tool, whole: Whole, decision: Decision, by: User) -> None:
    keep_suggestion(tool, whole)
    tool.status = ToolStatus.COMPLETE.value
    tool.decided, tool.decided_because = decision.value, decision.because
    tool.is_still_worried = decision.is_still_worried
    tool.decided_at, tool.decided_by = clock.now(), by
    tool.handling = decision.handling.value
    tool.named_agencies = sorted(one.pk for one in decision.named_agencies)
    tool.save()


def _move_on(tool: Tool, by: User) -> None:
    case = Case.objects.get(pk=tool.case_id)
    if case.get_stage() is Stage.IDENTIFIED:
        move_case(case=case, to=Stage.SCREENED, why=WHY, version=case.version, by=by)


def _ask_what_follows(tool: Tool, whole: Whole, by: User) -> None:
    """The same day where the route is MASH or the level is the highest; nothing stands undecided for long."""
    today = clock.today()
    soon = end_of_work(next_working_day(today))
    open_item(
        kind=WHAT_NEXT.code,
        task="Say what follows the screening",
        button="Say what follows",
        detail=f"Case {tool.case.ref}",
        url=reverse("screening:next", kwargs={"ref": tool.ref}),
        agency=tool.agency,
        person=by,
        due_at=soon
        if whole.is_pressing(tool.decided)
        else end_of_work(add_working_days(today, WORKING_DAYS_TO_SAY_NEXT)),
        source=tool,
        case_ref=tool.case.ref,
        by=by,
    )


@transaction.atomic
def say_next(*, tool: Tool, version: int, step: NextStep, words: str, on: date | None, by: User) -> Tool:
    """An act of a person, none happens by itself. Said again, the chronology keeps both."""
    held = Tool.held_at(pk=tool.pk, version=version)
    require_may(by, held, Deed.SAY_NEXT)
    held.next_step, held.next_words, held.next_on = step.value, words, on
    held.save(update_fields=["next_step", "next_words", "next_on"])
    record("screening.next_said", about=held, case=held.case, detail={"step": step}, by=by)
    note_line(
        case=held.case,
        kind=LineKind.SCREENING,
        headline=NEXT_STEPS[step][0],
        words=words,
        happened_on=clock.today(),
        handling=Handling(held.handling),
        named_agencies=queries.agencies_named(held),
        is_significant=step in (NextStep.MASH, NextStep.CLOSE),
        source=held,
        step=step.value[:5],
        agency=held.agency,
        by=by,
    )
    close_items(kind=WHAT_NEXT.code, source=held, by=by)
    close_items(kind=AGAIN.code, source=held, by=by)
    if step is NextStep.MONITOR and on is not None:
        _screen_again(held, on, by)
    return held


def _screen_again(tool: Tool, on: date, by: User) -> None:
    open_item(
        kind=AGAIN.code,
        task="Screen the child again",
        button="Screen again",
        detail=f"Case {tool.case.ref}",
        url=reverse("screening:begin", kwargs={"ref": tool.case.ref}),
        agency=tool.agency,
        person=by,
        due_at=end_of_work(on),
        source=tool,
        case_ref=tool.case.ref,
        by=by,
    )

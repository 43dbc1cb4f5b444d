"""All that matters about a case, in one look."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases import entry_queries, queries
from cse_portal.cases.key_facts import Fact, facts_of
from cse_portal.cases.models import Involvement
from cse_portal.cases.next_steps import NextStep, next_step
from cse_portal.cases.presenters.chronology import Drawn, drawn_of
from cse_portal.cases.presenters.entries import Line, lines_of
from cse_portal.cases.presenters.stage_line import Step, stage_line, steps_of
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.workflow import TRANSITIONS, Deed
from cse_portal.ui.marks import Stage

LATEST = 5


@dataclass(frozen=True)
class Overview:
    line: list[Stage]
    steps: list[Step]
    next: NextStep
    latest: list[Line]
    drawn: Drawn | None
    has_more: bool
    may_write: bool
    facts: list[Fact]
    agencies: list[Involvement]
    may_keep: bool
    elsewhere: list[queries.OtherCase]
    may_close: bool


def overview_of(seen: Seen) -> Overview:
    case = seen.case
    steps = queries.stage_steps(case)
    entries, following = entry_queries.entries(seen.person, case, most=LATEST, reasons=seen.reasons)
    return Overview(
        line=stage_line(case, steps),
        steps=steps_of(steps),
        next=next_step(seen),
        latest=lines_of(entries),
        drawn=drawn_of(case, entry_queries.weeks(case)),
        has_more=following is not None,
        may_write=access.may_write(seen.person, case, given=seen.grants),
        facts=facts_of(case),
        agencies=list(Involvement.objects.current().filter(case=case).select_related("agency")),
        may_keep=seen.decides(Permission.KEEP_CASES),
        elsewhere=queries.other_cases(case.child),
        may_close=Deed.CLOSE in TRANSITIONS[case.get_stage()] and seen.decides(Permission.CLOSE_CASES),
    )

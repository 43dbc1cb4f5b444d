"""The path of a case as a line: when each stage came, which is now, and why what comes next waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cse_portal.cases.models import Case, StageStep
from cse_portal.cases.workflow import FIRST_WAY, SECOND_WAY, TITLES, TRANSITIONS, Stage, waits_for
from cse_portal.core import clock
from cse_portal.ui.clock_words import day_words
from cse_portal.ui.marks import Stage as Mark

PASSED_OVER = "Passed over"


@dataclass(frozen=True)
class Step:
    """One line of how a case got where it is."""

    title: str
    at: datetime
    who: str
    why: str
    closing: str
    goes_on: str
    goes_on_with: str


def stage_line(case: Case, steps: Sequence[StageStep]) -> list[Mark]:
    """From the beginning, or from the last time that it was opened again."""
    way, since = _way(steps)
    when = {one.get_stage(): one for one in since}  # the latest, where a stage came twice
    here = way.index(case.get_stage())
    return [_mark(case, stage, when.get(stage), number - here) for number, stage in enumerate(way)]


def _way(steps: Sequence[StageStep]) -> tuple[tuple[Stage, ...], Sequence[StageStep]]:
    again = [number for number, one in enumerate(steps) if one.get_stage() is Stage.REOPENED]
    return (SECOND_WAY, steps[again[-1] :]) if again else (FIRST_WAY, steps)


def _mark(case: Case, stage: Stage, step: StageStep | None, ahead: int) -> Mark:
    """`ahead`: how far it lies before the stage of today; below nothing it is past."""
    title = TITLES[stage]
    if ahead == 0:
        return Mark(title, _since(case, stage, step), is_now=True)
    if ahead < 0:
        day = _day(case, stage, step)
        return Mark(title, _when(day, step), is_done=True) if day else Mark(title, PASSED_OVER)
    is_next = stage in TRANSITIONS[case.get_stage()].values()
    return Mark(title, waits_for(stage, score=case.risk) if ahead == 1 or is_next else "")


def _day(case: Case, stage: Stage, step: StageStep | None) -> date | None:
    """Of a case that is older than its steps the first and the last day are known."""
    if step:
        return timezone.localtime(step.at).date()
    return {Stage.IDENTIFIED: case.opened_on, Stage.CLOSED: case.closed_on}.get(stage)


def _since(case: Case, stage: Stage, step: StageStep | None) -> str:
    day = _day(case, stage, step)
    if day is None:
        return ""
    words = day_words(day, clock.today())
    return words if stage is Stage.CLOSED else f"Since {words}"


def _when(day: date, step: StageStep | None) -> str:
    words = day_words(day, clock.today())
    return f"{words}, by {step.agency}" if step and step.agency else words


def steps_of(steps: Sequence[StageStep]) -> list[Step]:
    """The latest first."""
    return [
        Step(
            title=TITLES[one.get_stage()],
            at=one.at,
            who=_who(one),
            why=one.why,
            closing=one.get_closing_display() if one.closing else "",
            goes_on=one.goes_on,
            goes_on_with=one.goes_on_with,
        )
        for one in reversed(steps)
    ]


def _who(step: StageStep) -> str:
    if step.moved_by is None:
        return "The portal"
    return f"{step.moved_by.name}, {step.agency}" if step.agency else step.moved_by.name

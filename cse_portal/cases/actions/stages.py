"""Moving a case from stage to stage, closing it and opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases.access import whose
from cse_portal.cases.actions.lines import note_step
from cse_portal.cases.models import Case, StageStep
from cse_portal.cases.openers import calendar_kinds
from cse_portal.cases.work_kinds import ALLOCATION, MEETING_WANTED, STRATEGY_WANTED, answered_by_reference
from cse_portal.cases.workflow import BY_PERMISSION, NOTHING_GOES_ON, OWNER_OF, Closing, Stage, check
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.worklist.actions import close_items

PURPOSE = "move a case to its next stage"
OPEN_ELSEWHERE = "This child has another open case here. Write in that one."
SAY_WHAT_GOES_ON = "Say what support goes on after the case is closed, and who gives it."


@dataclass(frozen=True)
class Farewell:
    """What closing a case says beside the words: why, what goes on for the child, and who sees to it."""

    reason: Closing
    goes_on: str = ""
    goes_on_with: str = ""

    @property
    def is_whole(self) -> bool:
        return self.reason in NOTHING_GOES_ON or bool(self.goes_on.strip() and self.goes_on_with.strip())

    def fields(self) -> dict[str, str]:
        return {"closing": self.reason.value, "goes_on": self.goes_on, "goes_on_with": self.goes_on_with}


@transaction.atomic
def move_case(*, case: Case, to: Stage, why: str, version: int, at: datetime | None = None, by: Actor) -> StageStep:
    """By whoever's turn it is; a stage's own deeds call this. `at`: when it was, where the portal tells it later."""
    if to in BY_PERMISSION:
        raise ValueError("Closing and reopening have deeds of their own")
    _require_turn(case, by)
    return _move("case.moved", case, to, Move(why, version, at), by)


@transaction.atomic
def close_case(
    *, case: Case, farewell: Farewell, why: str, version: int, at: datetime | None = None, by: Actor
) -> StageStep:
    """With a reason, and with what goes on for the child: nobody is let go without anybody."""
    _require_may_close(case, by)
    if not farewell.is_whole:
        raise NotAllowedNow(SAY_WHAT_GOES_ON)
    for kind in (ALLOCATION, MEETING_WANTED, STRATEGY_WANTED, *answered_by_reference(), *calendar_kinds()):
        close_items(kind=kind.code, source=case, by=by)
    return _move("case.closed", case, Stage.CLOSED, Move(why, version, at), by, **farewell.fields())


@transaction.atomic
def reopen_case(*, case: Case, why: str, version: int, by: Actor) -> StageStep:
    """It goes on where it is: everything that was is kept."""
    _require_may_close(case, by)
    with wall.as_system(PURPOSE):
        others = Case.objects.filter(child=case.child_id, partnership=case.partnership_id, closed_on__isnull=True)
        if others.exclude(pk=case.pk).exists():
            raise NotAllowedNow(OPEN_ELSEWHERE)
    return _move("case.reopened", case, Stage.REOPENED, Move(why, version), by)


def _require_turn(case: Case, by: Actor) -> None:
    if isinstance(by, System):
        return
    if not access.may_write(by, case) or not access.roles(by) & OWNER_OF[case.get_stage()]:
        raise PermissionDenied


def _require_may_close(case: Case, by: Actor) -> None:
    if not isinstance(by, System):
        access.require_decides(by, case, Permission.CLOSE_CASES)


class Move(NamedTuple):
    """Why, at which version of the case as the person saw it, and when where it is told later."""

    why: str
    version: int
    at: datetime | None = None


def _move(kind: str, case: Case, to: Stage, move: Move, by: Actor, **more: str) -> StageStep:
    """The case and its step, in one: `closed_on` never says another thing than the stage."""
    moved_at = move.at or clock.now()
    with wall.as_system(PURPOSE):
        held = Case.held_at(pk=case.pk, version=move.version)
        check(held.get_stage(), to)
        held.stage = to.value
        held.closed_on = local_day(moved_at) if to is Stage.CLOSED else None
        held.save(update_fields=["stage", "closed_on"])
        step = StageStep.objects.create(case=held, stage=to, at=moved_at, why=move.why, **whose(by), **more)
        detail = {"stage": to, "closing": more["closing"]} if more else {"stage": to}
        record(kind, about=held, detail=detail, reason=move.why, by=by)
        note_step(step=step, by=by)
    return step

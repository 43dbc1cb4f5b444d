"""Of two open cases of one child in one partnership one goes on: the other closes by the merge, and opens again with
its taking apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F

from cse_portal.agencies.models import User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.access import whose
from cse_portal.cases.actions.merge_log import Log, rows_changed
from cse_portal.cases.actions.merge_work import end_work
from cse_portal.cases.models import Case, LikelyPair, StageStep
from cse_portal.cases.openers import calendar_kinds
from cse_portal.cases.work_kinds import ALLOCATION, answered_by_reference
from cse_portal.cases.workflow import Closing, Stage, check
from cse_portal.core import clock

APART = "The record of the child was taken apart into two again."
STAYS = "Case {}: {}"


def require_may_close(cases: Sequence[Case], closes: Sequence[str]) -> None:
    """By the table of stages, as when a person closes it."""
    for case in cases:
        if case.ref in closes:
            try:
                check(case.get_stage(), Stage.CLOSED)
            except NotAllowedNow as wrong:
                raise NotAllowedNow(STAYS.format(case.ref, wrong)) from wrong


def close_for_merge(log: Log, cases: Sequence[Case], closes: Sequence[str], by: User) -> None:
    """`closed_on` never says another thing than the stage: both change at once."""
    closing = [case for case in cases if case.ref in closes]
    log.change(Case, [case.pk for case in closing], stage=Stage.CLOSED.value, closed_on=clock.today())
    for case in closing:
        other = next(one for one in queries.going_on(cases, closes) if one.partnership_id == case.partnership_id)
        farewell = {"goes_on": f"Case {other.ref} goes on.", "goes_on_with": str(other.lead_agency)[:200]}
        _step(case, Stage.CLOSED, log.pair.proposed_why, by, closing=Closing.ONE_RECORD, **farewell)
        for kind in (ALLOCATION, *answered_by_reference(), *calendar_kinds()):
            end_work(log, kind=kind.code, source=case, by=by)


def _step(case: Case, stage: Stage, why: str, by: User, **more: str) -> None:
    """A page of the case that is open is told that it changed."""
    StageStep.objects.create(case=case, stage=stage, at=clock.now(), why=why, **whose(by), **more)
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1, updated_at=clock.now())


def cases_closed_by(pair: LikelyPair) -> list[int]:
    return rows_changed(pair, Case, "stage")


def note_opened_again(cases: Collection[int], by: User) -> None:
    """Once they are put back: those of them that stand open."""
    for case in Case.objects.filter(pk__in=cases, closed_on__isnull=True).order_by("pk"):
        _step(case, case.get_stage(), APART, by)

"""Time-driven work that keeps the service watching itself."""

from __future__ import annotations

import structlog
from celery import shared_task

from cse_portal.core.actor import System
from cse_portal.operations import actions
from cse_portal.operations.actions import disposal
from cse_portal.operations.models import DisposalList
from cse_portal.operations.probes import problems
from cse_portal.ui.documents import pdf_problem

HEARTBEAT = System("show that a worker is alive")
FORGET_OLD_RUNS = System("keep the list of runs short")
FORGET_EXPIRED = System("clear away what has run out")
CARRY_OUT_DISPOSALS = System("carry out a disposal list that two people approved")
log = structlog.get_logger("portal.task")


@shared_task(name="operations.heartbeat", purpose=HEARTBEAT.purpose)
def heartbeat() -> int:
    """That this runs at all says that a worker lives; it also says whether it could draw a PDF, and more."""
    detail = {"pdf_problem": pdf_problem(), **problems()}
    actions.mark_alive(name="worker", detail=detail, by=HEARTBEAT)
    return 1


@shared_task(name="operations.forget_old_runs", purpose=FORGET_OLD_RUNS.purpose)
def forget_old_runs() -> int:
    return actions.forget_old_runs(by=FORGET_OLD_RUNS)


@shared_task(name="operations.forget_expired", purpose=FORGET_EXPIRED.purpose)
def forget_expired() -> int:
    return actions.forget_expired(by=FORGET_EXPIRED)


class NotCarriedOut(Exception):
    """Some lists failed; each says so itself, and the run is kept as a failure."""


@shared_task(name="operations.carry_out_disposals", purpose=CARRY_OUT_DISPOSALS.purpose)
def carry_out_disposals() -> int:
    """Only lists that two different people agreed; each is a transaction of its own, so none holds up the next."""
    approved = list(DisposalList.objects.to_carry_out())
    done = [_is_carried_out(one) for one in approved]
    if not all(done):
        raise NotCarriedOut(f"{done.count(False)} of {len(done)} lists")
    return len(done)


def _is_carried_out(one: DisposalList) -> bool:
    by = CARRY_OUT_DISPOSALS
    try:
        disposal.carry_out(disposal_list=one, by=by)
    except Exception as error:
        kind = type(error).__name__
        log.exception("disposal.failed", kind=kind)
        disposal.note_not_carried_out(disposal_list=one, error_kind=kind, by=by)
        return False
    return True

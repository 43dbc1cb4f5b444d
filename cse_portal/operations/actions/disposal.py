"""Drafts a disposal list, takes it past two people, and carries it out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.operations import disposal, retention
from cse_portal.operations.actions.retention import lock_disposals
from cse_portal.operations.disposal import Decision, NotAllowedNow, Step
from cse_portal.operations.models import DisposalLine, DisposalList, LegalHold
from cse_portal.operations.queries import due_for_disposal, years_in_force

LONGEST_LIST = 500  # more than two people can look at line by line; the rest comes with the next list


@transaction.atomic
def draft_list(*, by: User) -> DisposalList | None:
    """Nothing when nothing has reached its end."""
    access.require(by, Permission.REVIEW_DISPOSAL)
    lock_disposals()
    today = clock.today()
    found = due_for_disposal(today)[:LONGEST_LIST]
    if not found:
        return None
    drafted = DisposalList.objects.create(on=today, drafted_by=by, drafted_at=clock.now())
    DisposalLine.objects.bulk_create(
        DisposalLine(
            list=drafted, class_code=source.class_code, object_kind=source.object_kind,
            object_ref=due.ref, due_on=due.due_on,
        )
        for source, due in found
    )  # fmt: skip
    record("disposal.drafted", about=drafted, detail={"lines": len(found)}, by=by)
    return drafted


@transaction.atomic
def review_list(
    *, disposal_list: DisposalList, decisions: Mapping[str, tuple[Decision, str]], version: int, by: User
) -> DisposalList:
    """The first person decides every line; `decisions` goes by the line's own reference."""
    held = _step(disposal_list, Step.REVIEW, version=version, by=by)
    lines = list(held.lines.all())
    for line in lines:
        line.decision, line.reason = decisions.get(line.ref, (Decision.UNDECIDED, ""))
        if line.decision == Decision.UNDECIDED:
            raise NotAllowedNow("Every line needs a decision")
    DisposalLine.objects.bulk_update(lines, ["decision", "reason"])
    held.reviewed_by, held.reviewed_at = by, clock.now()
    held.save()
    record("disposal.reviewed", about=held, detail=_decided(lines), by=by)
    return held


@transaction.atomic
def approve_list(*, disposal_list: DisposalList, version: int, by: User) -> DisposalList:
    held = _step(disposal_list, Step.APPROVE, version=version, by=by)
    disposal.require_second_person(held.reviewed_by_id, by.pk)
    held.approved_by, held.approved_at = by, clock.now()
    held.save()
    record("disposal.approved", about=held, detail=_decided(list(held.lines.all())), by=by)
    return held


@transaction.atomic
def reject_list(*, disposal_list: DisposalList, reason: str, version: int, by: User) -> DisposalList:
    held = _step(disposal_list, Step.REJECT, version=version, by=by)
    disposal.require_second_person(held.reviewed_by_id, by.pk)
    return _end(held, "disposal.rejected", reason, by)


@transaction.atomic
def withdraw_list(*, disposal_list: DisposalList, reason: str, version: int, by: User) -> DisposalList:
    held = _step(disposal_list, Step.WITHDRAW, version=version, by=by)
    return _end(held, "disposal.withdrawn", reason, by)


@transaction.atomic
def carry_out(*, disposal_list: DisposalList, by: System) -> DisposalList:
    """All or nothing; each line is asked once more whether it is still due and free of holds."""
    lock_disposals()
    held = DisposalList.objects.select_for_update().get(pk=disposal_list.pk)
    held.status = disposal.after(held.get_status(), Step.CARRY_OUT)
    disposal.require_second_person(held.reviewed_by_id, held.approved_by_id or 0)
    holds, years = LegalHold.objects.as_rules(), years_in_force()
    lines = list(held.lines.select_for_update())
    for line in lines:
        line.outcome, line.digest = _settle(line, holds, years, by)
    DisposalLine.objects.bulk_update(lines, ["outcome", "digest"])
    held.carried_out_at, held.certificate = clock.now(), certificate(lines)
    held.failed_at, held.failed_with = None, ""
    held.save()
    record("disposal.carried_out", about=held, detail=held.certificate, by=by)
    return held


@transaction.atomic
def note_not_carried_out(*, disposal_list: DisposalList, error_kind: str, by: System) -> None:
    """It is tried again with the next run. The kind of error only: its words could name a record."""
    held = DisposalList.objects.select_for_update().get(pk=disposal_list.pk)
    is_news = held.failed_with != error_kind
    DisposalList.objects.filter(pk=held.pk).update(failed_at=clock.now(), failed_with=error_kind)
    if is_news:
        record("disposal.failed", about=held, detail={"error": error_kind}, by=by)


def certificate(lines: list[DisposalLine]) -> dict[str, Any]:
    """What the trail keeps for good: numbers and digests, nothing about anyone."""
    digests = sorted(line.digest for line in lines if line.outcome == DisposalLine.Outcome.DISPOSED)
    return {
        "outcomes": dict(sorted(Counter(line.outcome for line in lines).items())),
        "disposed_by_class": dict(sorted(Counter(line.class_code for line in lines if line.digest).items())),
        "sha256": hashlib.sha256("\n".join(digests).encode()).hexdigest(),
    }


def _settle(line: DisposalLine, holds: list[retention.Hold], years: Mapping[str, int], by: System) -> tuple[str, str]:
    if line.decision != Decision.DISPOSE:
        return DisposalLine.Outcome.KEPT, ""
    source = retention.source_of(line.object_kind)
    if source is None:
        raise NotAllowedNow(f"Nothing knows how to dispose of {line.object_kind}")
    kept = retention.why_kept(
        due_on=source.due_on(line.object_ref, years=years[line.class_code]),
        on=clock.today(),
        held=retention.is_held(
            holds, class_code=line.class_code, object_kind=line.object_kind, object_ref=line.object_ref
        ),
    )
    return (kept.value, "") if kept else (DisposalLine.Outcome.DISPOSED, source.dispose(line.object_ref, by=by))


def _step(disposal_list: DisposalList, step: Step, *, version: int, by: User) -> DisposalList:
    access.require(by, Permission.REVIEW_DISPOSAL)
    held = DisposalList.held_at(pk=disposal_list.pk, version=version)
    held.status = disposal.after(held.get_status(), step)
    return held


def _end(held: DisposalList, kind: str, reason: str, by: User) -> DisposalList:
    held.ended_by, held.ended_at, held.end_reason = by, clock.now(), reason
    held.save()
    record(kind, about=held, reason=reason, by=by)
    return held


def _decided(lines: list[DisposalLine]) -> dict[str, int]:
    return dict(sorted(Counter(str(line.decision) for line in lines).items()))

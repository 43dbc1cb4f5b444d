"""What was to be done about a row that a merge ends: it is closed with the merge, and comes back as it was."""

from __future__ import annotations

from collections.abc import Collection

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.actions.merge_log import Log, rows_changed
from cse_portal.cases.models import LikelyPair
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.worklist.models import DueItem


def end_work(log: Log, *, kind: str, source: Record, by: User) -> None:
    items = list(DueItem.objects.open().filter(kind=kind, source_ref=source.ref).select_for_update())
    log.change(DueItem, [item.pk for item in items], closed_at=clock.now(), closed_by=by.pk)
    for item in items:
        record("due_item.closed", about=item, detail={"kind": item.kind}, by=by)


def work_ended_by(pair: LikelyPair) -> list[int]:
    return rows_changed(pair, DueItem, "closed_at")


def note_work_again(items: Collection[int], by: User) -> None:
    """Once they are put back: those of them that stand open."""
    for item in DueItem.objects.open().filter(pk__in=items).order_by("pk"):
        record("due_item.opened", about=item, detail={"kind": item.kind}, by=by)

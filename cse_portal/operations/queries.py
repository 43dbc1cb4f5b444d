"""What other rooms and pages ask about operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cse_portal.operations import disposal, retention
from cse_portal.operations.disposal import Decision
from cse_portal.operations.models import BackupRun, DisposalLine, LegalHold, RetentionSetting
from cse_portal.operations.retention import Due, RetentionSource

BACKUP_DUE_AFTER = timedelta(hours=26)


def last_good_backup() -> BackupRun | None:
    """The newest backup that has been read back; its `age` says how much could be lost."""
    return BackupRun.objects.good().first()


def is_due(last: BackupRun | None) -> bool:
    return last is None or last.age > BACKUP_DUE_AFTER


def backup_is_due() -> bool:
    return is_due(last_good_backup())


def years_in_force() -> dict[str, int]:
    """Each class's period: the last that was set, or the rule's own."""
    latest = RetentionSetting.objects.order_by("class_code", "-set_at", "-pk").distinct("class_code")
    chosen = dict(latest.values_list("class_code", "years"))
    return {one.code: max(one.years, chosen.get(one.code, 0)) for one in retention.CLASSES}


def due_for_disposal(on: date) -> list[tuple[RetentionSource, Due]]:
    """What has reached its end, is under no hold and on no open list; the longest due first."""
    holds, listed = LegalHold.objects.as_rules(), _on_open_lists()
    found = [
        (source, due)
        for source, due in _ended(on)
        if (source.object_kind, due.ref) not in listed and not _is_held(holds, source, due.ref)
    ]
    return sorted(found, key=lambda pair: (pair[1].due_on, pair[1].ref))


@dataclass(frozen=True)
class Reach:
    """What a hold stands in the way of today, by itself: no other hold covers these records."""

    come_up: int = 0  # past their time and on no open list
    on_lists: int = 0  # on a list that is under way, and not to be kept


def reach_of(hold: LegalHold, on: date) -> Reach:
    """The same for a hold in force, which is about to be lifted, and for one that nobody has placed yet."""
    rule, others = hold.as_rule(), LegalHold.objects.exclude(pk=hold.pk).as_rules()
    listed, kept = _on_open_lists(), _on_open_lists(decision=Decision.KEEP)
    covered = {
        (source.object_kind, due.ref)
        for source, due in _ended(on)
        if _is_held([rule], source, due.ref) and not _is_held(others, source, due.ref)
    }
    return Reach(come_up=len(covered - listed), on_lists=len(covered & listed - kept))


def source_that_has(ref: str) -> RetentionSource | None:
    """The kind of record that this reference names, among those that could ever be disposed of."""
    return next((source for source in retention.sources() if source.has(ref)), None)


def _ended(on: date) -> Iterator[tuple[RetentionSource, Due]]:
    years = years_in_force()
    for source in retention.sources():
        for due in source.due(on, years=years[source.class_code]):
            yield source, due


def _is_held(holds: list[retention.Hold], source: RetentionSource, ref: str) -> bool:
    return retention.is_held(holds, class_code=source.class_code, object_kind=source.object_kind, object_ref=ref)


def _on_open_lists(**only: str) -> set[tuple[str, str]]:
    lines = DisposalLine.objects.filter(list__status__in=disposal.OPEN, **only)
    return set(lines.order_by().values_list("object_kind", "object_ref"))

"""What other rooms and pages ask about operations."""

from __future__ import annotations

from datetime import date, timedelta

from cse_portal.operations import disposal, retention
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
    holds, years, listed = LegalHold.objects.as_rules(), years_in_force(), _on_open_lists()
    found = [
        (source, due)
        for source in retention.sources()
        for due in source.due(on, years=years[source.class_code])
        if (source.object_kind, due.ref) not in listed
        and not retention.is_held(
            holds, class_code=source.class_code, object_kind=source.object_kind, object_ref=due.ref
        )
    ]
    return sorted(found, key=lambda pair: (pair[1].due_on, pair[1].ref))


def _on_open_lists() -> set[tuple[str, str]]:
    lines = DisposalLine.objects.filter(list__status__in=disposal.OPEN)
    return set(lines.order_by().values_list("object_kind", "object_ref"))

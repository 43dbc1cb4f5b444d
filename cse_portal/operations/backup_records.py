"""The first real retention source: the portal's own records of its backups."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict
from django.utils import timezone

from cse_portal.core.actor import Actor
from cse_portal.operations.actions.backups import forget_backup_run
from cse_portal.operations.models import BackupRun
from cse_portal.operations.retention import SERVICE, Due, add_years


class BackupRecords:
    """Six years after a backup its row may go; the last good one never, for the portal measures by it."""

    object_kind = "operations.backuprun"
    class_code = SERVICE
    name = "Record of a backup"

    def due(self, on: date, *, years: int) -> Iterator[Due]:
        last = BackupRun.objects.good().first()
        for run in BackupRun.objects.filter(started_at__year__lte=on.year - years).exclude(pk=last.pk if last else 0):
            if (due_on := _ends(run, years)) <= on:
                yield Due(run.ref, due_on)

    def due_on(self, ref: str, *, years: int) -> date | None:
        run = BackupRun.objects.filter(ref=ref).first()
        return _ends(run, years) if run else None

    def has(self, ref: str) -> bool:
        return BackupRun.objects.filter(ref=ref).exists()

    def dispose(self, ref: str, *, by: Actor) -> str:
        run = BackupRun.objects.select_for_update().get(ref=ref)
        plain = json.dumps(model_to_dict(run), cls=DjangoJSONEncoder, sort_keys=True)
        forget_backup_run(run=run, by=by)
        return hashlib.sha256(plain.encode()).hexdigest()


def _ends(run: BackupRun, years: int) -> date:
    return add_years(timezone.localdate(run.started_at), years)

"""The move to adult services: planned, handed over, or said why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_adult_move
from cse_portal.cases.models import AdultMove, Case
from cse_portal.cases.work_kinds import TO_ADULTHOOD, TURNING_18
from cse_portal.core.refusals import Refused
from cse_portal.worklist.actions import close_items

Values = Mapping[str, Any]
MEANWHILE = "Somebody else has written about the move to adult services meanwhile. Open the page again."


@transaction.atomic
def record_adult_move(*, case: Case, version: int | None, values: Values, by: User) -> AdultMove:
    """Once, and again as it goes on; the birthday itself closes nothing. `version`: none where there was none yet."""
    require_decides(by, case, Permission.KEEP_MEETINGS)
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    held = _held(case, version)
    is_new = held.pk is None
    changed = sorted(name for name, value in values.items() if is_new or getattr(held, name) != value)
    if changed:
        for name in changed:
            setattr(held, name, values[name])
        held.written_by, held.agency = by, agency
        held.save()
        detail = {"fields": changed}
        record("adult_move.recorded" if is_new else "adult_move.changed", about=held, case=case, detail=detail, by=by)
        note_adult_move(move=held, by=by)
    if held.is_planned:
        close_items(kind=TO_ADULTHOOD.code, source=case, by=by)
    if held.is_settled:
        close_items(kind=TURNING_18.code, source=case, by=by)
    return held


def _held(case: Case, version: int | None) -> AdultMove:
    there = AdultMove.objects.filter(case=case).first()
    if there is None:
        return AdultMove(case=case)
    if version is None:
        raise Refused(MEANWHILE)
    held = AdultMove.held_at(pk=there.pk, version=version)
    held.case = case
    return held

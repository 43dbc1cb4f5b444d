"""Every row about every child and every case, as it stands: what a merge and its taking apart must leave alike."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from cse_portal.audit.models.history import Change
from cse_portal.cases.actions.merge_log import links_to_children
from cse_portal.cases.models import Case, Child, StageStep
from cse_portal.cases.work_kinds import MERGES
from cse_portal.core import wall
from cse_portal.worklist.models import DueItem

# Counts of savings and when the last one was: they say that something happened, not what stands there.
PASSING = frozenset({"version", "updated_at", "compared_at"})
# A merge closes a case, and its taking apart opens it again: both are steps, and no earlier one is ever changed.
ADDED_TO = (StageStep,)

Rows = list[dict[str, Any]]


def snapshot() -> dict[str, Rows]:
    of_children = {model for model, _ in links_to_children()}
    found = {Child, Case, *of_children, *tables_of_cases()}.difference(ADDED_TO)
    with wall.as_system("test"):
        open_work = _rows(DueItem.objects.open().exclude(kind=MERGES.code))
        tables = {model._meta.label_lower: _rows(model._default_manager.all()) for model in found}
    return {**tables, "open work": open_work}


def tables_of_cases() -> set[type[models.Model]]:
    return {
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not issubclass(model, Change)
        for field in model._meta.local_fields
        if field.related_model is Case
    }


def steps() -> Rows:
    with wall.as_system("test"):
        return _rows(StageStep.objects.all())


def _rows(found: models.QuerySet[Any]) -> Rows:
    rows = found.order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in PASSING} for row in rows]

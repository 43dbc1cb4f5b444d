"""Every value that a merge changes, written down before it is changed, and put back from there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cse_portal.audit.models.history import Change
from cse_portal.cases.models import Child, LikelyPair, MergeStep


def links_to_children() -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a child in it, whichever room it stands in; what is said of pairs is about both records."""
    for model in apps.get_models():
        if issubclass(model, Change) or model is LikelyPair or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Child:
                yield model, field.name


class Log:
    """Of one merge."""

    def __init__(self, pair: LikelyPair, at: datetime) -> None:
        self.pair, self.at = pair, at

    def change(self, model: type[models.Model], rows: Collection[int], field: str, after: Any) -> None:
        """Straight to the table: nothing else of the row is touched."""
        name = model._meta.get_field(field).attname  # type: ignore[union-attr]
        held = model._default_manager.filter(pk__in=rows).order_by("pk")
        MergeStep.objects.bulk_create(
            [
                MergeStep(
                    pair=self.pair,
                    table=model._meta.label_lower,
                    row=row,
                    field=name,
                    before=plain(before),
                    after=plain(after),
                    made_at=self.at,
                )
                for row, before in held.values_list("pk", name)
                if plain(before) != plain(after)
            ]
        )
        held.update(**{name: after})


def put_back(pair: LikelyPair, at: datetime) -> list[MergeStep]:
    """The last first. What somebody changed since stays as it is now, and is returned."""
    steps = list(pair.steps.filter(undone_at__isnull=True).order_by("-pk"))
    left: list[MergeStep] = []
    for (table, field, before, after), alike in groupby(steps, key=_same):
        model, some = apps.get_model(table), list(alike)
        rows = {step.row: step for step in some}
        now = dict(model._default_manager.filter(pk__in=rows).values_list("pk", field))
        to_restore = [row for row in rows if json.dumps(plain(now[row])) == after]
        left += [step for row, step in rows.items() if row not in to_restore]
        value = model._meta.get_field(field).to_python(json.loads(before))
        model._default_manager.filter(pk__in=to_restore).update(**{field: value})
    pair.steps.filter(undone_at__isnull=True).update(undone_at=at)
    return left


def _same(step: MergeStep) -> tuple[str, str, str, str]:
    return step.table, step.field, json.dumps(step.before), json.dumps(step.after)


def plain(value: Any) -> Any:
    """As it is stored in the log."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))

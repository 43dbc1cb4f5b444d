"""Every value that a merge changes, written down before it is changed, and put back from there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from cse_portal.audit.models.history import Change
from cse_portal.cases.models import Child, LikelyPair, MergeStep

Rows = Collection[int]
Values = dict[str, Any]


def links_to_children() -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a child in it, whichever room it stands in; what is said of pairs is about both records."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Change) or model is LikelyPair or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Child:
                yield model, field.name


class Log:
    """Of one merge."""

    def __init__(self, pair: LikelyPair, at: datetime) -> None:
        self.pair, self.at = pair, at

    def change(self, model: type[models.Model], rows: Rows, **values: Any) -> None:
        """Straight to the table, in one statement: nothing else of a row is touched, and what belongs together is
        never half said."""
        fields = {model._meta.get_field(name).attname: value for name, value in values.items()}  # type: ignore[union-attr]
        held, after = model._default_manager.filter(pk__in=rows).order_by("pk"), plain(fields)
        steps = []
        for row in held.values("pk", *fields):
            number, before = row.pop("pk"), plain(row)
            if before != after:
                steps.append(self._step(model, number, before, after))
        MergeStep.objects.bulk_create(steps)
        held.update(**fields)

    def _step(self, model: type[models.Model], row: int, before: Values, after: Values) -> MergeStep:
        return MergeStep(
            pair=self.pair,
            table=model._meta.label_lower,
            row=row,
            fields=sorted(after),
            before=before,
            after=after,
            made_at=self.at,
        )


def put_back(pair: LikelyPair, at: datetime) -> list[MergeStep]:
    """The last first. What somebody changed since stays as it is now, and is returned."""
    steps = list(pair.steps.filter(undone_at__isnull=True).order_by("-pk"))
    left: list[MergeStep] = []
    for (table, before, after), alike in groupby(steps, key=_same):
        model, rows = apps.get_model(table), {step.row: step for step in alike}
        unchanged = _unchanged(model, rows, json.loads(after))
        restored = _restore(model, unchanged, json.loads(before))
        left += [step for row, step in rows.items() if row not in restored]
    pair.steps.filter(undone_at__isnull=True).update(undone_at=at)
    return left


def rows_changed(pair: LikelyPair, model: type[models.Model], field: str) -> list[int]:
    """Of one table, as the merge stands."""
    steps = pair.steps.filter(table=model._meta.label_lower, fields__contains=[field], undone_at__isnull=True)
    return list(steps.values_list("row", flat=True))


def _unchanged(model: type[models.Model], rows: Rows, after: Values) -> set[int]:
    """Where everything still stands that was written together."""
    now = model._default_manager.filter(pk__in=rows).values("pk", *after)
    return {row.pop("pk") for row in now if plain({name: row[name] for name in after}) == after}


def _restore(model: type[models.Model], rows: Rows, before: Values) -> set[int]:
    """What cannot stand beside something written since stays, too."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: fields[name].to_python(value) for name, value in before.items()}
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=rows).update(**values)
    except IntegrityError:
        one_by_one = [_restore(model, {row}, before) for row in rows] if len(rows) > 1 else []
        return set().union(*one_by_one)
    return set(rows)


def _same(step: MergeStep) -> tuple[str, str, str]:
    return step.table, json.dumps(step.before, sort_keys=True), json.dumps(step.after, sort_keys=True)


def plain(value: Any) -> Any:
    """As it is stored in the log."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))

"""Items of a form as the page draws them: an item about which nobody wrote a word is drawn once, and not each time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.forms import BoundField
from django.template.loader import get_template

from screening.forms.section import ItemRow, SectionForm
from screening.presenters.known import KnownLine

TEMPLATE = "screening/item.html"
MOST_KEPT = 4000
_kept: dict[Hashable, str] = {}


def drawn(form: SectionForm, row: ItemRow, known: KnownLine | None) -> str:
    """What somebody typed, what is on record and what went wrong is never kept."""
    is_alone = len(form.parts) == 1
    if known is not None or form.is_bound or any(one.value() for one in (row.what, row.when, row.source)):
        return _draw(row, known, is_alone)
    ticked = [field for field in (*(field for _, field in row.periods), row.which, row.ask) if field is not None]
    key = (type(form), row.item.code, row.is_from_record, tuple(_value(field) for field in ticked))
    if (found := _kept.get(key)) is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[key] = _draw(row, None, is_alone)
    return found


def _draw(row: ItemRow, known: KnownLine | None, is_alone: bool) -> str:
    return get_template(TEMPLATE).render({"row": row, "known": known, "is_alone": is_alone})


def _value(field: BoundField) -> Hashable:
    value: Any = field.value()
    return tuple(value) if isinstance(value, list | tuple) else value

"""Puts rows into Postgres' COPY format as they come, so that a million of them never stand in memory together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import models

ROWS_AT_ONCE = 500
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def columns_of(model: type[models.Model], given: Sequence[str]) -> dict[str, Any]:
    """The table's other columns with their fields' defaults; what neither they nor the database fill in is given."""
    own = [field for field in model._meta.concrete_fields if not field.primary_key and not field.has_db_default()]
    rest = [field for field in own if field.attname not in given]
    missing = [field.attname for field in rest if not field.has_default() and field.empty_strings_allowed is False]
    missing = [name for name in missing if not model._meta.get_field(name).null]
    if missing:
        raise ValueError(f"Rows of {model._meta.label} say nothing about {', '.join(missing)}")
    return {field.attname: field.get_default() for field in rest}


def line(values: Iterable[Any]) -> str:
    return "\t".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value).translate(_ESCAPES)
    return str(value)


class Lines:
    """What COPY reads from: asks for rows only when the last ones have gone."""

    def __init__(self, rows: Iterable[Sequence[Any]], *, always: Sequence[Any] = ()) -> None:
        self._tail = tuple(always)
        self._lines = self._counted(rows)
        self._left = ""
        self.number = 0

    def _counted(self, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
        for row in rows:
            self.number += 1
            yield line((*row, *self._tail))

    def read(self, size: int = -1) -> str:
        while size < 0 or len(self._left) < size:
            more = "".join(islice(self._lines, ROWS_AT_ONCE))
            if not more:
                break
            self._left += more
        if size < 0:
            size = len(self._left)
        given, self._left = self._left[:size], self._left[size:]
        return given

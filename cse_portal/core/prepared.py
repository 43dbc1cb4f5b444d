"""Questions that every page asks, worded once: the ORM takes longer over the words than Postgres over the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Slot:
    """Among the parameters of a statement: what is said only when it is asked."""

    name: str


class Given(Expression):
    """A value of a queryset that is said only when it is asked; the driver gives it its type."""

    def __init__(self, name: str, output_field: models.Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (Slot(self.name),)


@models.BigIntegerField.register_lookup
class AnyOf(models.Lookup):
    """One of a list that is said only when it is asked."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        given, more = compiler.compile(self.rhs)
        return f"{column} = any ({given}::bigint[])", (*params, *more)


class Prepared(Generic[M]):
    """A queryset with values left open. It is worded at the first question, and asked anew, with no memory, each time.

    The rows become records as they do in the ORM, with those that are joined and what is annotated; what is
    prefetched is not. `write` may ask no clock and no person: whatever differs from question to question is Given.
    """

    def __init__(self, write: Callable[[], models.QuerySet[M]]) -> None:
        self._write = write

    def __call__(self, **given: Any) -> list[M]:
        worded = self._worded
        values = [given[one.name] if isinstance(one, Slot) else one for one in worded.params]
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, values)
            rows = cursor.fetchall()
        return [worded.record(row) for row in rows]

    def first(self, **given: Any) -> M | None:
        return next(iter(self(**given)), None)

    @cached_property
    def _worded(self) -> _Worded[M]:
        return _Worded(self._write())


class _Worded(Generic[M]):
    """The statement, and how its rows become records: what a queryset works out each time.

    Nothing of the connection on which it was worded is kept: that is another thread's.
    """

    def __init__(self, written: models.QuerySet[M]) -> None:
        compiler: Any = written.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = compiler.as_sql()
        info, select = compiler.klass_info, compiler.select
        self.model: type[M] = info["model"]
        self.start, self.end = info["select_fields"][0], info["select_fields"][-1] + 1
        self.names = [one[0].target.attname for one in select[self.start : self.end]]
        self.joined = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # of a later Django
        self.annotated: dict[str, int] = compiler.annotation_col_map or {}
        self.converters = list(compiler.get_converters([one[0] for one in select]).items())

    def record(self, row: Any) -> M:
        row = list(row)
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.start : self.end])
        for one in self.joined:
            one.populate(row, made)
        for name, place in self.annotated.items():
            setattr(made, name, row[place])
        return made

"""What each sensitive row was: every insert, change and deletion, kept by the database's own triggers.

However a row is changed, in bulk, by raw SQL or by hand, its history says so. A line carries the number of its
transaction, under which the trail says who did what and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pghistory
from django.apps import apps
from django.db import models
from pghistory.models import Event

from cse_portal.audit.models.events import this_transaction

Tracked = TypeVar("Tracked", bound=type[models.Model])
# Worked out by the database from other columns, which are kept.
DERIVED = (models.GeneratedField,)


class SessionUser(models.Func):
    """The database login, also inside a function that runs as another role."""

    template = "session_user"
    output_field = models.TextField()


class Change(Event):
    """A row as it was after an insert or a change, or before its deletion."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_tx = models.BigIntegerField(db_default=this_transaction())
    pgh_login = models.CharField(max_length=63, db_default=SessionUser())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label_lower} {self.pgh_label} {self.pgh_id}"


def remembered(*, without: Iterable[str] = ()) -> Callable[[Tracked], Tracked]:
    """For a model: gives it a table of changes, and each of its records `history`, the newest first."""

    def remember(model: Tracked) -> Tracked:
        left_out = [*without, *(field.name for field in model._meta.local_fields if isinstance(field, DERIVED))]
        tracked: Tracked = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=left_out,
            model_name=f"{model.__name__}History",
            base_model=Change,
            obj_field=pghistory.ObjForeignKey(related_name="history", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]  # what its documentation says to give
            meta={"ordering": ["-pgh_id"]},
        )(model)
        return tracked

    return remember


def histories() -> Iterator[type[Change]]:
    return (model for model in apps.get_models() if issubclass(model, Change))

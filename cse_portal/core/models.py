"""The base of every stored record: an opaque reference, a version and two instants."""

from __future__ import annotations

from typing import Self

from django.db import models

from cse_portal.core.references import new_reference


class StaleRecord(Exception):
    """Someone else saved this record after it was opened."""

    def __init__(self, current: Record) -> None:
        super().__init__("The record was changed meanwhile")
        self.current = current


class Record(models.Model):
    """Named by `ref` in every address; `version` counts saves, so that none overwrites another unseen."""

    ref = models.CharField(max_length=20, unique=True, editable=False, default=new_reference)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            self.version += 1
            fields = kwargs.get("update_fields")
            if fields is not None:
                kwargs["update_fields"] = {*fields, "version", "updated_at"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @classmethod
    def held_at(cls, *, pk: int, version: int) -> Self:
        """The record, locked, if it still is at the version that the person saw; else StaleRecord."""
        record = cls._default_manager.select_for_update().get(pk=pk)
        if record.version != version:
            raise StaleRecord(record)
        return record

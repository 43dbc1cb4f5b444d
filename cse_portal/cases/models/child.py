"""The child a case is about."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from cse_portal.audit.models.history import remembered
from cse_portal.cases.names import keys_of
from cse_portal.core.models import Record


@remembered(without=("name_keys",))
class Child(Record):
    """Known by names and a date of birth; found only through a case that one may see."""

    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    # Under which spellings, sounds and forms the child is found: worked out from the names at every saving.
    name_keys = ArrayField(models.TextField(), default=list, db_default=[], blank=True, editable=False)

    class Meta:
        verbose_name_plural = "children"
        indexes = [GinIndex(fields=["name_keys"], name="child_name_keys")]

    def __str__(self) -> str:
        return self.initials

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_keys = keys_of(self.names)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "name_keys"}
        super().save(*args, **kwargs)

    @property
    def names(self) -> list[str]:
        """Every name by which somebody may ask for the child."""
        return [name for name in (self.name, f"{self.known_as} {self.family_name}" if self.known_as else "") if name]

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split() if part).upper()[:3]

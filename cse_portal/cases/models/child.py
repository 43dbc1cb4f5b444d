"""The child a case is about."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cse_portal.audit.models.history import remembered
from cse_portal.cases.keys import keys_of
from cse_portal.cases.resembling import Known
from cse_portal.core.models import Record


@remembered(without=("keys",))
class Child(Record):
    """Known by names and a date of birth; found only through a case that one may see."""

    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_is_estimated = models.BooleanField(default=False, db_default=False)
    # Under which spellings, sounds, forms and dates the child is found: worked out anew at every saving.
    keys = ArrayField(models.TextField(), default=list, db_default=[], blank=True, editable=False)

    class Meta:
        verbose_name_plural = "children"
        indexes = [GinIndex(fields=["keys"], name="child_keys")]
        constraints = [
            models.CheckConstraint(
                condition=Q(born_is_estimated=False) | Q(born_on__isnull=False), name="child_estimate_is_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.initials

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keys = self.found_under()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "keys"}
        super().save(*args, **kwargs)

    def found_under(self) -> list[str]:
        known = self.known
        return keys_of(known.names, born=known.born, is_estimated=known.is_estimated, references=known.references)

    @property
    def known(self) -> Known:
        """All by which somebody may ask for the child."""
        names = [self.name, f"{self.known_as} {self.family_name}"] if self.known_as else [self.name]
        return Known(names, self.born_on, self.born_is_estimated, [self.ref])

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split() if part).upper()[:3]

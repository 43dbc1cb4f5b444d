"""The child a case is about."""

from __future__ import annotations

from django.db import models

from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record


@remembered()
class Child(Record):
    """Known by names and a date of birth; found only through a case that one may see."""

    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "children"

    def __str__(self) -> str:
        return self.initials

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split() if part).upper()[:3]

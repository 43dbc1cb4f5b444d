"""A look whether a child has a record, before one is begun: what was typed, and what came of it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from cse_portal.agencies.models import Agency
from cse_portal.cases import child_lists as lists
from cse_portal.cases import identifiers
from cse_portal.cases.models.case import Case
from cse_portal.cases.names import legal, shown
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL
KINDS = [(kind.value, rule.title) for kind, rule in identifiers.RULES.items()]


class ChildSearchQuerySet(models.QuerySet["ChildSearch"]):
    def visible_to(self, user: Any) -> Self:
        """One’s own; the wall says the same."""
        return self.filter(asked_by=user)


class ChildSearch(Record):
    """Kept, since a search for a child is itself on record; its writer goes on from it for as long as it is theirs."""

    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)  # empty: said to be not known
    known_as = models.CharField(max_length=120, blank=True)
    born_is = models.CharField(max_length=12, choices=lists.choices(lists.BORN))
    born_on = models.DateField(null=True, blank=True)
    number_kind = models.CharField(max_length=12, blank=True, choices=KINDS)
    number = models.CharField(max_length=40, blank=True)
    # The case that was begun from it.
    led_to = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChildSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "child searches"

    def __str__(self) -> str:
        return self.ref

    @property
    def name(self) -> str:
        return shown(self.given_names, self.family_name)

    @property
    def names(self) -> list[str]:
        """However the child may be kept: by the legal name, and by the one they are called by."""
        firsts = [self.given_names, self.known_as] if self.known_as else [self.given_names]
        return [legal(first, self.family_name) for first in firsts]

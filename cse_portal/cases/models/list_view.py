"""A way to look at the list of cases that somebody keeps for themselves, under a name of their own."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL
LONGEST_QUERY = 1000


class ListViewQuerySet(models.QuerySet["ListView"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(owner=user, removed_at__isnull=True)


class ListView(Record):
    """What was asked for, as the address says it: which cases these are is judged anew each time."""

    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY)
    opens_first = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ListViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at__isnull=True), name="list_view_name_once"
            ),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(removed_at__isnull=True, opens_first=True), name="list_view_one_first"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

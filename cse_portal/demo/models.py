"""The practice note: a long form on invented children, for trying everything out without harm."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.core.models import Record


class Worry(models.TextChoices):
    LITTLE = "little", "A little worried"
    WORRIED = "worried", "Worried"
    VERY = "very", "Very worried"


class PracticeNoteQuerySet(models.QuerySet["PracticeNote"]):
    def visible_to(self, user: User) -> Self:
        """Colleagues in one agency practise together."""
        return self.filter(agency__in=[held.agency_id for held in access.memberships(user)])

    def latest_first(self) -> Self:
        return self.order_by("-happened_on", "-pk")

    def about(self, words: str, ref: str) -> Self:
        return self.filter(models.Q(title__icontains=words) | models.Q(ref=ref))


class PracticeNote(Record):
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    happened_on = models.DateField()
    worry = models.CharField(max_length=10, choices=Worry)
    what_happened = models.TextField()
    child_said = models.TextField(blank=True)
    what_next = models.TextField(blank=True)

    objects = PracticeNoteQuerySet.as_manager()

"""The way from children’s to adult services: who receives the young person, by which plan, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


@remembered()
class AdultMove(Record):
    """One to a case, put right as it goes on; what it said before is in its history."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="adult_move")
    is_needed = models.BooleanField()
    contact = models.CharField(max_length=200, blank=True)
    plan = models.TextField(blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    why_none = models.TextField(blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_needed=True) | ~Q(why_none=""), name="adult_move_says_why_none"),
            models.CheckConstraint(
                condition=Q(is_needed=False) | ~Q(contact=""), name="adult_move_names_who_receives_them"
            ),
            models.CheckConstraint(
                condition=Q(handed_over_on__isnull=True) | Q(is_needed=True), name="adult_move_handed_over_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

    @property
    def is_planned(self) -> bool:
        """Nothing is left to plan: somebody receives them by a plan, or it is said why nobody does."""
        return not self.is_needed or bool(self.plan)

    @property
    def is_settled(self) -> bool:
        """Handed over, or it is said why that will not be."""
        return not self.is_needed or self.handed_over_on is not None

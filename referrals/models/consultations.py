"""Advice that MASH gave without a referral: who asked, about what, what was said, and what was agreed."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever works at the MASH that gave it; of one about a named child whoever of them sees the case."""
        here = self.filter(mash__in=access.reader(user).agencies)
        return here.filter(models.Q(case=None) | models.Q(access.sees_case(user, "case")))


class Consultation(Record):
    """Written once. The child may be named, and need not be."""

    mash = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    asked_by = models.CharField(max_length=200)
    asked_by_phone = models.CharField(max_length=30, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about = models.TextField()
    advice = models.TextField()
    agreed = models.TextField()
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-given_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["mash", "-given_at"], name="consultation_of_mash")]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref if self.case else ""

    @property
    def child_ref(self) -> str:
        return self.case.child.ref if self.case else ""

"""What a team takes on after MASH decided: begun on a day, due on another, ended with what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models import Case
from cse_portal.core.models import Record
from referrals.models.referral import ReferredChild
from referrals.workflow import ENQUIRIES, FINDINGS, EnquiryKind

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Enquiry(Record):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enquiries")
    referred = models.ForeignKey(ReferredChild, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=list(ENQUIRIES.items()))
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    due_on = models.DateField()
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    lead_professional = models.CharField(max_length=200, blank=True)
    finding = models.CharField(max_length=12, blank=True, choices=list(FINDINGS.items()))
    words = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "enquiries"
        ordering: ClassVar = ["-begun_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(ended_on__isnull=True), name="enquiry_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, finding="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(finding="") & ~Q(words="")),
                name="enquiry_ended_with_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")),
                name="enquiry_ends_after_it_begins",
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

    def get_kind(self) -> EnquiryKind:
        return EnquiryKind(self.kind)

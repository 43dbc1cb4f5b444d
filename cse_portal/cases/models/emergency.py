"""A case opened in an emergency: by whom, why, until when, and what the reviewer said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, Partnership, User
from cse_portal.cases.emergencies import (
    MAY_REVIEW,
    OF_THE_LEAD_AGENCY,
    OF_THE_PERSONS_AGENCY,
    OUTCOMES,
    WORDS,
    Outcome,
)
from cse_portal.cases.models.case import Case
from cse_portal.core import clock
from cse_portal.core.models import Record


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; those one reviews or is told of; and those of cases that one sees. The wall says the same."""
        found = Q(opened_by=user) | Q(access.sees_case(user, "case"))
        worn = access.hat_of(user)
        for hat in [worn] if worn else access.memberships(user):
            role = hat.get_role()
            if role in MAY_REVIEW:
                found |= Q(partnership=hat.agency.partnership_id)
            if role in OF_THE_PERSONS_AGENCY:
                found |= Q(agency=hat.agency_id)
            if role in OF_THE_LEAD_AGENCY:
                found |= Q(lead_agency=hat.agency_id)
        return self.filter(found)

    def to_review(self) -> Self:
        return self.filter(outcome="")

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True, ends_at__gt=clock.now())


class EmergencyAccess(Record):
    """The grant itself stands in the one table of grants; this is its story."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    # Whoever reviews it does not see the case itself, but must be able to name it.
    case_code = models.CharField(max_length=20)
    child_code = models.CharField(max_length=20)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="emergencies")
    why = models.CharField(max_length=10, choices=[(one.value, words) for one, words in WORDS.items()])
    words = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=15, blank=True, choices=[(one.value, words) for one, words in OUTCOMES.items()]
    )
    review_words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name_plural = "emergency accesses"
        indexes = [
            models.Index(fields=["partnership", "due_on"], name="emergency_to_review", condition=Q(outcome="")),
            models.Index(fields=["case", "-opened_at"], name="emergency_of_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="emergency_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_by__isnull=True, reviewed_at__isnull=True, review_words="")
                | (~Q(outcome="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~Q(review_words="")),
                name="emergency_review_says_who",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("opened_by")),
                name="emergency_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case_code

    @property
    def child_ref(self) -> str:
        return self.child_code

    @property
    def until(self) -> datetime:
        return self.ended_at or self.ends_at

    @property
    def is_running(self) -> bool:
        return self.until > clock.now()

    @property
    def is_reviewed(self) -> bool:
        return self.outcome != ""

    @property
    def is_overdue(self) -> bool:
        return not self.is_reviewed and self.due_on < clock.today()

    def get_outcome(self) -> Outcome:
        return Outcome(self.outcome)

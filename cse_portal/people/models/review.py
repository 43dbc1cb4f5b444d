"""An agency's access review of one quarter: a line a person, signed off once, and then never changed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.people import reviews
from cse_portal.people.quarters import Quarter, quarter_of
from cse_portal.people.reviews import Decision, Outcome


class AccessReviewQuerySet(models.QuerySet["AccessReview"]):
    def kept_by(self, person: Any) -> Self:
        return self.filter(agency__in=agencies_kept_by(person))

    def overseen_by(self, person: Any) -> Self:
        """Every agency's of the partnerships whose reviews the person looks after."""
        seen = {
            held.agency.partnership_id
            for held in access.memberships(person)
            if access.membership_may(held, Permission.SEE_ACCESS_REVIEWS)
        }
        return self.filter(agency__partnership__in=seen)

    def visible_to(self, person: Any) -> Self:
        return self.kept_by(person) | self.overseen_by(person)

    def open(self) -> Self:
        return self.filter(signed_at__isnull=True)

    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=clock.today())


class AccessReview(Record):
    """The database refuses any change after it is signed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="access_reviews")
    quarter_on = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()

    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # As they were on the day: names and roles change.
    signed_name = models.CharField(max_length=120, blank=True)
    signed_role = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    objects = AccessReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_on", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "quarter_on"], name="access_review_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, signed_name="", signed_role="")
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(signed_name="") & ~Q(signed_role="")),
                name="access_review_signed_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Access review, {self.quarter.title}"

    @property
    def quarter(self) -> Quarter:
        return quarter_of(self.quarter_on)

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_signed and self.due_on < clock.today()


class ReviewLine(Record):
    review = models.ForeignKey(AccessReview, on_delete=models.PROTECT, related_name="lines")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="review_lines")
    decision = models.CharField(
        max_length=10, blank=True, choices=[(one.value, title) for one, title in reviews.TITLES.items() if one]
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Filled in when the review is signed, as they were then.
    person_name = models.CharField(max_length=120, blank=True)
    role_title = models.CharField(max_length=80, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(one.value, title) for one, title in reviews.OUTCOMES.items()]
    )

    class Meta:
        ordering = ["membership__user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="review_line_once_a_membership"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="review_line_decided_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_decision(self) -> Decision:
        return Decision(self.decision)

    @property
    def outcome_now(self) -> Outcome:
        """Before it is signed; needs the membership, with whatever followed it."""
        held = self.membership
        return reviews.outcome_of(
            self.get_decision(),
            is_changed=bool(held.followed_by.all()) and held.ended_at is not None,
            is_ended=held.ended_at is not None or held.is_over,
        )

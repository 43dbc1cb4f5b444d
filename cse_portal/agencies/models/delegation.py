"""Who does somebody's work while they are away."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable

from cse_portal.agencies.models.people import Membership, User
from cse_portal.audit.models.history import remembered
from cse_portal.core import clock
from cse_portal.core.models import Record


def _only(field: str) -> Func:
    """A number as a range that holds nothing else, which an exclusion can compare without an extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def not_ended(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def not_over(self, on: date | Combinable | None = None) -> Self:
        return self.not_ended().filter(ends_on__gte=on or clock.today())

    def live(self, on: date | Combinable | None = None) -> Self:
        """In force on the day, between two people who both still work there."""
        day = on or clock.today()
        working = Membership.objects.live(day).values("pk")
        return self.not_over(day).filter(starts_on__lte=day, membership__in=working, delegate__in=working)

    def to(self, user: User) -> Self:
        return self.filter(delegate__user=user)


@remembered()
class Delegation(Record):
    """While one member of an agency is away, another sees and does their work; nobody gains a role by it."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="delegated_to")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(membership=F("delegate")), name="delegation_to_another"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="delegation_ending_says_who",
            ),
            ExclusionConstraint(
                name="delegation_to_one_once_at_a_time",
                expressions=[
                    (_only("membership"), RangeOperators.OVERLAPS),
                    (_only("delegate"), RangeOperators.OVERLAPS),
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

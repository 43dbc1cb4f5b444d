"""A plan for a child, version by version: what worries us, and row by row who does what about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.meetings import Meeting
from cse_portal.cases.plan_kinds import PlanKind, plan_kind
from cse_portal.cases.plan_workflow import TITLES, PlanStatus
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Plan(Record):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(
        max_length=12, choices=[(one.value, title) for one, title in TITLES.items()], default=PlanStatus.DRAFT.value
    )
    worries = models.TextField()
    shared_with = ArrayField(models.BigIntegerField(), default=list, blank=True)
    review_on = models.DateField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_with = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=False, agreed_by__isnull=False)
                | ~Q(status__in=["agreed", "superseded"]),
                name="plan_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) & ~Q(ended_because="") | ~Q(status="ended"),
                name="plan_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True) | Q(number__gt=1, replaces__isnull=False),
                name="plan_version_follows_another",
            ),
            models.UniqueConstraint(fields=["replaces"], condition=~Q(status="ended"), name="plan_followed_by_one"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

    def get_kind(self) -> PlanKind:
        return plan_kind(self.kind)

    def get_status(self) -> PlanStatus:
        return PlanStatus(self.status)

    @property
    def name(self) -> str:
        return self.title or self.get_kind().title

    @property
    def is_review_late(self) -> bool:
        return self.status == PlanStatus.AGREED and self.review_on < clock.today()


@remembered()
class PlanRow(Record):
    """One worry, and what is done about it. A row of a version that goes no further says why."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rows")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worry = models.TextField()
    what = models.TextField()
    who = models.CharField(max_length=200)
    by_when = models.CharField(max_length=120, blank=True)
    child_view = models.TextField(blank=True)
    parents_part = models.TextField(blank=True)
    in_emergency = models.TextField(blank=True)
    taken_out_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.plan.case_ref

    @property
    def child_ref(self) -> str:
        return self.plan.child_ref

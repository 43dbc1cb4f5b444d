"""The case: one record that every agency writes in."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Q, Value, When
from django.db.models.functions import Coalesce

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, Partnership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.child import Child
from cse_portal.cases.sharing import MODELS, NEEDS, Need
from cse_portal.cases.workflow import TITLES, Stage
from cse_portal.core import clock
from cse_portal.core.models import Record

# Open before closed, then by assessed risk; a child nobody has assessed stands before the lower ones.
RANK = Choice(
    When(closed_on__isnull=False, then=Value(9)),
    When(risk=3, then=Value(0)),
    When(risk=2, then=Value(1)),
    When(risk__isnull=True, then=Value(2)),
    When(risk=1, then=Value(3)),
    default=Value(4),
)
# As the lists are ordered: no review stands after every review.
NEXT_REVIEW = Coalesce("review_on", Value(date.max), output_field=models.DateField())


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> Self:
        """For one case or a small set; lists go along the grants: see `access.page`."""
        return self.filter(access.sees_case(user, "pk"))


@remembered()
class Case(Record):
    """About one child, led by one agency; who else sees it is a matter of its grants."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="cases")
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="led_cases")
    opened_on = models.DateField(default=clock.today)
    stage = models.CharField(
        max_length=20,
        choices=[(one.value, title) for one, title in TITLES.items()],
        default=Stage.IDENTIFIED.value,
        db_default=Stage.IDENTIFIED.value,
    )
    closed_on = models.DateField(null=True, blank=True)
    risk = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    is_cse_presenting_need = models.CharField(
        max_length=10,
        choices=[(one.value, words) for one, words in NEEDS.items()],
        default=Need.NOT_KNOWN.value,
        db_default=Need.NOT_KNOWN.value,
    )
    models_of_cse = ArrayField(
        models.CharField(max_length=15, choices=[(one.value, words) for one, words in MODELS.items()]),
        default=list,
        blank=True,
        db_default=[],
    )
    best_relationship = models.CharField(max_length=200, blank=True, default="", db_default="")
    best_relationship_with = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_restricted = models.BooleanField(default=False)
    restricted_because = models.TextField(blank=True)
    rank = models.GeneratedField(expression=RANK, output_field=models.SmallIntegerField(), db_persist=True)

    has_police_reference: bool  # where a list has asked for many at once
    missing: Any  # likewise: how it stands with missing episodes

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("rank", NEXT_REVIEW, "id", name="case_by_urgency"),
            models.Index(NEXT_REVIEW, "id", name="case_by_review"),
            models.Index(fields=["opened_on", "id"], name="case_by_day_opened"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(risk__isnull=True) | Q(risk__lte=3), name="case_risk_is_0_to_3"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_closed_after_opened"
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_on__isnull=False)
                | (~Q(stage="closed") & Q(closed_on__isnull=True)),
                name="case_closed_in_step",
            ),
            models.UniqueConstraint(
                fields=["child", "partnership"], condition=Q(closed_on__isnull=True), name="case_open_once"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | ~Q(restricted_because=""), name="case_restricted_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        """As the audit trail asks every record: of which case is it?"""
        return self.ref

    @property
    def child_ref(self) -> str:
        return self.child.ref

    def get_stage(self) -> Stage:
        return Stage(self.stage)

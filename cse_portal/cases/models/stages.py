"""How a case moved from stage to stage: written once each, and never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.cases.models.case import Case
from cse_portal.cases.workflow import CLOSINGS, NOTHING_GOES_ON, TITLES, Stage
from cse_portal.core import clock
from cse_portal.core.models import Record


class StageStep(Record):
    """One move; without a person it was the portal that moved it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stage_steps")
    stage = models.CharField(max_length=20, choices=[(one.value, title) for one, title in TITLES.items()])
    at = models.DateTimeField(default=clock.now)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(blank=True)
    closing = models.CharField(
        max_length=15, blank=True, choices=[(one.value, words) for one, words in CLOSINGS.items()]
    )
    goes_on = models.TextField(blank=True)
    goes_on_with = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "at", "id"], name="stage_step_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(stage="closed") & ~Q(closing="")) | (~Q(stage="closed") & Q(closing="")),
                name="stage_step_closing_says_why",
            ),
            models.CheckConstraint(
                condition=Q(closing="")
                | Q(closing__in=sorted(one.value for one in NOTHING_GOES_ON))
                | (~Q(goes_on="") & ~Q(goes_on_with="")),
                name="stage_step_says_what_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_stage(self) -> Stage:
        return Stage(self.stage)

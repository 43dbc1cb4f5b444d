"""Two records that may be of one child, what people said of them, and what a merge changed, row by row."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cse_portal.agencies import access
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.child import Child
from cse_portal.cases.pairing import AS_ONE, TITLES, TO_LOOK_AT, WAITING, PairState, Step, may
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL
DECIDED_TOGETHER = [PairState.MERGED.value, PairState.APART_PROPOSED.value, PairState.TAKEN_APART.value]


class LikelyPairQuerySet(models.QuerySet["LikelyPair"]):
    def visible_to(self, user: Any) -> Self:
        """To whoever sees a case of both children; of one merged record, to whoever sees a case of that."""

        def seen(child: str) -> Exists:
            return Exists(Case.objects.filter(access.sees_case(user, "pk"), child=OuterRef(child)))

        as_one = Q(state__in=sorted(AS_ONE)) & Q(seen("kept"))
        return self.filter((Q(seen("first")) & Q(seen("second"))) | as_one)

    def to_look_at(self) -> Self:
        return self.filter(state__in=sorted(TO_LOOK_AT))

    def waiting(self) -> Self:
        return self.filter(state__in=sorted(WAITING))


@remembered()
class LikelyPair(Record):
    """Whoever proposed is never who decides."""

    first = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="pairs_as_first")
    second = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="pairs_as_second")
    whys = ArrayField(models.CharField(max_length=20))
    score = models.PositiveSmallIntegerField()
    found_on = models.DateField()
    state = models.CharField(
        max_length=20,
        choices=[(one.value, title) for one, title in TITLES.items()],
        default=PairState.SUGGESTED.value,
    )
    # What is proposed: which record goes on, from which of the two each value comes, and which cases close.
    kept = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    values_from = models.JSONField(default=dict, blank=True)
    closes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_why = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_why = models.CharField(max_length=500, blank=True)

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-score", "found_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(kept__isnull=True) | Q(kept=F("first")) | Q(kept=F("second")), name="pair_keeps_one_of_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PairState.PROPOSED.value, *DECIDED_TOGETHER])
                | Q(kept__isnull=False, proposed_by__isnull=False, proposed_at__isnull=False),
                name="pair_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PairState.MERGED.value, PairState.TAKEN_APART.value])
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="pair_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=PairState.NOT_THE_SAME.value)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_why="")),
                name="pair_set_aside_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_state(self) -> PairState:
        return PairState(self.state)

    def may(self, step: Step) -> bool:
        return may(self.get_state(), step)

    @property
    def dropped_id(self) -> int | None:
        """The record that goes into the other."""
        if self.kept_id is None:
            return None
        return self.second_id if self.kept_id == self.first_id else self.first_id


class MergeStep(models.Model):
    """What a merge changed of one row at once: from these everything is put back where it was."""

    pair = models.ForeignKey(LikelyPair, on_delete=models.PROTECT, related_name="steps")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    fields = ArrayField(models.CharField(max_length=60))
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pair", "table", "row", "fields"],
                condition=Q(undone_at__isnull=True),
                name="merge_step_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {' '.join(self.fields)}"

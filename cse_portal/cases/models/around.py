"""Who else is around a child: agencies involved, police references, and people and services who work with them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.cases.sharing import ANSWERS, BASES, LEVELS, NEEDS_WORDS, POLICE_OUTCOMES
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


class AroundQuerySet(models.QuerySet["Around"]):
    def current(self) -> Self:
        today = clock.today()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), ended_at__isnull=True)


class Around(Record):
    """From when until when, who wrote it, and when somebody said that it ends."""

    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    objects = AroundQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["since", "pk"]

    @property
    def is_current(self) -> bool:
        return self.ended_at is None and (self.until is None or self.until >= clock.today())


@remembered()
class Involvement(Around):
    """An agency takes part, for a purpose and on a ground; whether it sees the case as well is a grant of its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involvements")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    basis = models.CharField(max_length=15, choices=[(one.value, words) for one, words in BASES.items()])
    asked = models.CharField(max_length=10, choices=[(one.value, words) for one, words in ANSWERS.items()])
    asked_words = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    sees_case = models.BooleanField(default=False)

    class Meta(Around.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], condition=Q(ended_at__isnull=True), name="involved_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="involvement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(asked__in=sorted(one.value for one in NEEDS_WORDS)) | ~Q(asked_words=""),
                name="involvement_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(basis="consent") | Q(asked="agreed"), name="involvement_by_consent_was_agreed"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


@remembered()
class ServiceAround(Around):
    """A person or service who works with the child, whether or not they use the portal."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=120)
    what_for = models.CharField(max_length=300)
    phone = models.CharField(max_length=30, blank=True)

    class Meta(Around.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="service_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.ref


@remembered()
class PoliceReference(Record):
    """A crime reference of the police, with how they class it and what came of it; its changes are kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="police_references")
    reference = models.CharField(max_length=40)
    level = models.CharField(max_length=1, blank=True, choices=[(one.value, words) for one, words in LEVELS.items()])
    is_flagged = models.BooleanField(default=False)
    outcome = models.CharField(
        max_length=12, blank=True, choices=[(one.value, words) for one, words in POLICE_OUTCOMES.items()]
    )
    recorded_on = models.DateField(default=clock.today)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["recorded_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="police_reference_once"),
            models.CheckConstraint(condition=~Q(reference=""), name="police_reference_is_one"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

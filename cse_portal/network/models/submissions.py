"""Intelligence given to the police, about an item, a child, or both: when, under which reference, and as what."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core.models import Record
from cse_portal.network import reading
from cse_portal.network.models.graded import choices, line, struck_by_somebody
from cse_portal.network.models.items import Item
from cse_portal.network.submission_rules import CATEGORISED, Categorised


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: Any) -> Self:
        """By its mark, where whatever it is about is read; what is covert of a child never by an emergency."""
        rather = CaseGrant.objects.live().filter(content_object=OuterRef("case")).exclude(reason=Reason.EMERGENCY)
        of_case = access.sees_case(user, "case") & (~Q(handling=Handling.COVERT.value) | Exists(rather))
        of_item = Q(item__isnull=True) | Q(item__in=Item.objects.visible_to(user))
        return self.filter(reading.by_mark(user), of_item, Q(case__isnull=True) | of_case)


@remembered()
class Submission(UnderMark, Record):
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=200)
    reference = line(60)
    categorised = models.CharField(max_length=3, default=Categorised.NOT_KNOWN.value, choices=choices(CATEGORISED))
    words = models.TextField(blank=True, default="")
    handling = models.CharField(max_length=20, choices=choices(MARKS))
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-sent_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["item"], name="submission_of_item", condition=Q(item__isnull=False)),
            models.Index(fields=["case"], name="submission_of_case", condition=Q(case__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(case__isnull=False), name="submission_is_about_something"
            ),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="submission_names_its_agencies"
            ),
            struck_by_somebody("submission"),
        ]

    def __str__(self) -> str:
        return self.ref

"""What MASH asks another agency about a child, and what that agency says, under its own mark."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.models import Case
from cse_portal.cases.models.marked import UnderMark, marked_for
from cse_portal.core import clock
from cse_portal.core.models import Record
from referrals.models.referral import OfReferred
from referrals.sources import BASES
from referrals.workflow import CHECKS, KNOWN, CheckState

PERSON = settings.AUTH_USER_MODEL


@remembered()
class AskedCheck(OfReferred):
    """One agency is asked: what for, on which ground, until when. It need not see the case to answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    mash = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    basis = models.CharField(max_length=12, choices=[(one.value, said[0]) for one, said in BASES.items()])
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    delegate = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=list(CHECKS.items()), default=CheckState.ASKED.value)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referred", "agency"], condition=~Q(state="withdrawn"), name="askedcheck_once_of_an_agency"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at__isnull=True) | (~Q(state="asked") & Q(ended_at__isnull=False)),
                name="askedcheck_ended_in_step",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""), name="askedcheck_withdrawn_for_a_reason"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == CheckState.ASKED.value

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_at < clock.now()


class AnswerQuerySet(models.QuerySet["CheckAnswer"]):
    def visible_to(self, user: Any) -> Self:
        """Its own agency and MASH; others who see the case as far as its mark allows."""
        reader = access.reader(user)
        marked = marked_for(reader)
        sees = access.sees_case(user, "case")
        return self.filter(Q(agency__in=reader.agencies) | Q(Q(mash__in=reader.agencies) | marked, sees))


class CheckAnswer(UnderMark, Record):
    """Written once; what is known later is added, and never put in its place."""

    asked = models.ForeignKey(AskedCheck, on_delete=models.PROTECT, related_name="answers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    mash = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    known = models.CharField(max_length=8, choices=[(one.value, said[0]) for one, said in KNOWN.items()])
    knows = models.TextField(blank=True)
    missing = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    unknown = models.TextField(blank=True)
    handling = models.CharField(max_length=20, choices=list(MARKS.items()))
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    told_by = models.CharField(max_length=200, blank=True)  # on the phone, where MASH typed it in

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(known="nothing") | ~Q(knows=""), name="checkanswer_says_what_is_known"),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="checkanswer_names_its_agencies"
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

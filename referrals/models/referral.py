"""What was told to MASH: one form, and for each child on it what is worrying, its clock, its decision."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, Partnership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.cases.models.marked import UnderMark, marked_for
from cse_portal.core import clock
from cse_portal.core.models import Record
from referrals.sources import BASES, CHANNELS, CIRCUMSTANCES, CONSENTS, SOURCES, URGENCIES, Channel
from referrals.workflow import OPEN, OUTCOMES, RATINGS, TITLES, Rating, Status
from screening.models import Tool

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Referral(Record):
    """The form: from whom, how, and on what ground. What it says of a child stands with that child alone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=list(CHANNELS.items()), default=Channel.PORTAL.value)
    source = models.CharField(max_length=10, choices=list(SOURCES.items()))
    raised_by = models.CharField(max_length=200, blank=True)
    raised_by_phone = models.CharField(max_length=30, blank=True)
    is_read_back = models.BooleanField(default=False)
    consent = models.CharField(max_length=10, choices=[(one.value, said[0]) for one, said in CONSENTS.items()])
    consent_words = models.TextField(blank=True)
    basis = models.CharField(max_length=12, choices=[(one.value, said[0]) for one, said in BASES.items()])
    who_knows = models.TextField(blank=True)
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(consent="given") | ~Q(consent_words=""), name="referral_shared_for_a_reason"
            ),
            models.CheckConstraint(condition=~Q(channel="phone") | ~Q(raised_by=""), name="referral_says_who_rang"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def from_words(self) -> str:
        return self.raised_by or f"{self.made_by.name}, {self.agency}"


class ReferredQuerySet(models.QuerySet["ReferredChild"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the case, as far as the mark allows; always the agency that referred, and MASH."""
        reader = access.reader(user)
        marked = marked_for(reader)
        own = Q(agency__in=reader.agencies) | Q(mash__in=reader.agencies)
        return self.filter(own | marked, access.sees_case(user, "case"))

    def open(self) -> Self:
        return self.filter(status__in=[one.value for one in OPEN])


@remembered()
class ReferredChild(UnderMark, Record):
    """One child of a referral. Its clock, its rating, its decision and its feedback are its own."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    mash = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worry = models.TextField()
    childs_words = models.TextField(blank=True)
    urgency = models.CharField(max_length=8, choices=[(one.value, said[0]) for one, said in URGENCIES.items()])
    circumstances = ArrayField(
        models.CharField(max_length=15, choices=list(CIRCUMSTANCES.items())), default=list, blank=True
    )
    handling = models.CharField(max_length=20, choices=list(MARKS.items()), default=Handling.NETWORK.value)
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    decide_by = models.DateTimeField()
    status = models.CharField(max_length=10, choices=list(TITLES.items()), default=Status.NEW.value)
    rating = models.CharField(
        max_length=6, blank=True, choices=[(one.value, said[0]) for one, said in RATINGS.items()]
    )
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    outcome = models.CharField(
        max_length=12, blank=True, choices=[(one.value, said.title) for one, said in OUTCOMES.items()]
    )
    because = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_borough = models.CharField(max_length=200, blank=True)
    tells_police = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_words = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferredQuerySet.as_manager()

    class Meta:
        verbose_name = "referral of a child"
        verbose_name_plural = "referrals of children"
        ordering: ClassVar = ["-received_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-received_at"], name="referred_of_case"),
            models.Index(
                fields=["mash", "decide_by"],
                condition=Q(status__in=["new", "taken", "approval"]),
                name="referred_open",
            ),
            models.Index(fields=["mash", "-decided_at"], name="referred_decided"),
            models.Index(fields=["agency", "-received_at"], name="referred_of_agency"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "case"], name="referred_once_on_a_form"),
            models.CheckConstraint(
                condition=~Q(status__in=["taken", "approval"]) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="referred_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="approval") | (Q(proposed_by__isnull=False) & ~Q(outcome="") & ~Q(because="")),
                name="referred_proposed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="decided")
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(because="")
                    & ~Q(feedback="")
                ),
                name="referred_decided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | Q(decided_by__isnull=True) | ~Q(proposed_by=F("decided_by")),
                name="referred_approved_by_a_second",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_because=""), name="referred_withdrawn_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="referred_names_its_agencies"
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_by__isnull=False), name="referred_told_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_by__isnull=False), name="referred_read_by_somebody"
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

    def get_status(self) -> Status:
        return Status(self.status)

    def get_rating(self) -> Rating | None:
        return Rating(self.rating) if self.rating else None

    @property
    def is_open(self) -> bool:
        return self.get_status() in OPEN


class OfReferred(Record):
    """What belongs to the referral of a child, and is seen with it."""

    referred = models.ForeignKey(ReferredChild, on_delete=models.PROTECT, related_name="%(class)s_set")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.referred.case_ref

    @property
    def child_ref(self) -> str:
        return self.referred.child_ref


class RatingSaid(OfReferred):
    """Written once: how it was rated, by whom, and why."""

    rating = models.CharField(max_length=6, choices=[(one.value, said[0]) for one, said in RATINGS.items()])
    because = models.TextField(blank=True)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]


@remembered()
class ClockPause(OfReferred):
    """From then until then the clock of the decision stands still; it runs again by itself."""

    begins_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    because = models.CharField(max_length=500)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("begins_at")), name="clockpause_ends_after_it_begins"),
        ]

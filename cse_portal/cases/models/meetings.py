"""A meeting about a child: who was asked and came, what each brought, what was decided, and who does what by when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES
from cse_portal.cases.meeting_kinds import MeetingKind, meeting_kind
from cse_portal.cases.meeting_workflow import ATTENDANCE, OUTCOMES, Attendance, MeetingStatus
from cse_portal.cases.meeting_workflow import TITLES as STATUSES
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Meeting(Record):
    """Of one case. Its kind is a code of the registry, so that each stage may add its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=30)
    status = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in STATUSES.items()],
        default=MeetingStatus.PLANNED.value,
    )
    planned_at = models.DateTimeField()
    by_video = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chair_words = models.CharField(max_length=200, blank=True)
    purpose = models.TextField()
    child_invited = models.BooleanField()
    child_why_not = models.CharField(max_length=500, blank=True)
    parents_invited = models.BooleanField()
    parents_why_not = models.CharField(max_length=500, blank=True)
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    took_place_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-planned_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["case", "-planned_at"], name="meeting_of_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(child_invited=True) | ~Q(child_why_not=""), name="meeting_says_why_without_child"
            ),
            models.CheckConstraint(
                condition=Q(parents_invited=True) | ~Q(parents_why_not=""), name="meeting_says_why_without_parents"
            ),
            models.CheckConstraint(
                condition=Q(chair__isnull=False) | ~Q(chair_words=""), name="meeting_names_its_chair"
            ),
            models.CheckConstraint(
                condition=Q(took_place_at__isnull=False) | ~Q(status__in=["held", "approved"]),
                name="meeting_held_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False, approved_by__isnull=False) | ~Q(status="approved"),
                name="meeting_minutes_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(cancelled_because="") | ~Q(status="cancelled"), name="meeting_cancelled_for_a_reason"
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

    def get_kind(self) -> MeetingKind:
        return meeting_kind(self.kind)

    def get_status(self) -> MeetingStatus:
        return MeetingStatus(self.status)

    @property
    def title(self) -> str:
        return self.get_kind().title

    @property
    def chaired_by(self) -> str:
        return f"{self.chair.user.name}, {self.chair}" if self.chair else self.chair_words

    @property
    def where(self) -> str:
        return "By video" if self.by_video else self.place


class OfMeeting(Record):
    """What belongs to a meeting, and is seen with it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="%(class)s_set")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.meeting.case_ref

    @property
    def child_ref(self) -> str:
        return self.meeting.child_ref


@remembered()
class Invitee(OfMeeting):
    """An agency of the partnership, or somebody outside it in words."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=200)
    attendance = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in ATTENDANCE.items()],
        default=Attendance.ASKED.value,
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    @property
    def words(self) -> str:
        return f"{self.who}, {self.agency}" if self.agency else self.who


@remembered()
class Contribution(UnderMark, OfMeeting):
    """What an agency brought to the meeting, with its handling mark; an objection is for everybody there."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in TITLES.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_objection = models.BooleanField(default=False)
    weighed = models.TextField(blank=True)
    weighed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="contribution_names_its_agencies"
            ),
            models.CheckConstraint(
                condition=Q(is_objection=False) | Q(handling="network"), name="contribution_objects_before_all"
            ),
            models.CheckConstraint(
                condition=Q(weighed="") | Q(is_objection=True, weighed_by__isnull=False),
                name="contribution_weighed_by_somebody",
            ),
        ]


@remembered()
class Decision(OfMeeting):
    words = models.TextField()
    made_by = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


@remembered()
class AgreedAction(OfMeeting):
    """What somebody took on at a meeting: it stands among their work until they say what became of it."""

    what = models.CharField(max_length=500)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(one.value, title) for one, title in OUTCOMES.items() if one]
    )
    outcome_words = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="agreedaction_settled_by_somebody",
            ),
        ]

    @property
    def who(self) -> str:
        return f"{self.membership.user.name}, {self.membership}" if self.membership else str(self.agency)

    @property
    def is_late(self) -> bool:
        return not self.outcome and self.due_on < clock.today()


class Minutes(OfMeeting):
    """Versions, the last of which is approved; after that, what is added. Each is written once."""

    number = models.PositiveSmallIntegerField()
    is_addendum = models.BooleanField(default=False)
    words = models.TextField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name_plural = "minutes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_numbered_once"),
        ]

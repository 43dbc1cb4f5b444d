"""Conversations about a case: messages that are never erased, and who has read them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, User
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.cases.telling import TOLD, Mark
from cse_portal.core.models import Record


@remembered()
class Thread(UnderMark, Record):
    """Its mark is chosen once, by whoever begins it, and is that of every message in it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="threads")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in MARKS.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # of its messages: how many, and when the last one was sent
    length = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-last_at", "-id"], name="thread_of_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="thread_names_its_agencies"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def mark(self) -> Mark:
        return Mark(Handling(self.handling), self.agency_id, frozenset(self.named_agencies))

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref


@remembered()
class CaseMessage(Record):
    """Numbered as they were sent; struck through where it was wrong, and never taken away."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    words = models.TextField()
    is_significant = models.BooleanField(default=False)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "number"], name="casemessage_numbered_once"),
            models.CheckConstraint(
                condition=(Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""))
                | Q(struck_at__isnull=True, struck_by__isnull=True, struck_because=""),
                name="casemessage_struck_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | Q(is_significant=False), name="casemessage_struck_is_no_line"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.thread.case_ref

    @property
    def child_ref(self) -> str:
        return self.thread.child_ref


class Receipt(Record):
    """Of one message and one person: that they were told of it, and why; when they read it."""

    message = models.ForeignKey(CaseMessage, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=10, blank=True, choices=[(one.value, title) for one, title in TOLD.items()])
    # for which they were told, where it was named
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "person"], name="receipt_once_a_person"),
            models.CheckConstraint(condition=~Q(told="") | Q(read_at__isnull=False), name="receipt_told_or_read"),
            models.CheckConstraint(
                condition=Q(told="agency", agency__isnull=False) | (~Q(told="agency") & Q(agency__isnull=True)),
                name="receipt_for_an_agency",
            ),
        ]

    @property
    def case_ref(self) -> str:
        return self.message.case_ref

    @property
    def child_ref(self) -> str:
        return self.message.child_ref

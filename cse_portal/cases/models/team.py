"""Who works a case, from when until when; and asking another agency to lead it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.case import Case
from cse_portal.cases.team import PARTS, TRANSFERS, Part, TransferStatus
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


class CaseMemberQuerySet(models.QuerySet["CaseMember"]):
    def current(self) -> Self:
        today = clock.today()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), ended_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("membership__user", "membership__agency", "added_by")


@remembered()
class CaseMember(Record):
    """The part that somebody has, in one of their hats; it ends on a day that was known, or when somebody says so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=[(one.value, title) for one, title in PARTS.items()])
    part_words = models.CharField(max_length=120, blank=True)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    objects = CaseMemberQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="case_member_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(part="other") | ~Q(part_words=""), name="case_member_says_which_part"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(part="allocated", ended_at__isnull=True), name="case_allocated_once"
            ),
            models.UniqueConstraint(
                fields=["case", "membership"], condition=Q(ended_at__isnull=True), name="case_member_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def title(self) -> str:
        return self.part_words or PARTS[Part(self.part)]

    @property
    def is_current(self) -> bool:
        return self.ended_at is None and (self.until is None or self.until >= clock.today())


@remembered()
class CaseTransfer(Record):
    """Until it is accepted the agency that led leads."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in TRANSFERS.items()],
        default=TransferStatus.ASKED.value,
    )
    why = models.TextField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(status="asked"), name="case_transfer_asked_once"),
            models.CheckConstraint(condition=~Q(from_agency=F("to_agency")), name="case_transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(status="asked", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(status="asked") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="case_transfer_says_who_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_status(self) -> TransferStatus:
        return TransferStatus(self.status)

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref

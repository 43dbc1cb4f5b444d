"""Retention periods in force, legal holds, and disposal lists with their lines."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record
from cse_portal.operations import disposal, retention
from cse_portal.operations.disposal import Decision, ListStatus

CLASSES = [(one.code, one.name) for one in retention.CLASSES]


def person(related_name: str, **options: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options)


def _together(*fields: str) -> Q:
    """Who, when and why are known together or not at all."""
    texts = {"lift_reason", "end_reason", "failed_with"}
    all_there, none_there = Q(), Q()
    for field in fields:
        there = ~Q(**{field: ""}) if field in texts else Q(**{f"{field}__isnull": False})
        all_there, none_there = all_there & there, none_there & ~there
    return all_there | none_there


@remembered()
class RetentionSetting(Record):
    """One decision to keep a kind of record longer; the newest of each class is in force."""

    class_code = models.CharField(max_length=40, choices=CLASSES)
    years = models.PositiveSmallIntegerField()
    reason = models.TextField()
    set_by = person("retention_settings")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]
        indexes = [models.Index(fields=["class_code", "-set_at"], name="retention_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(Q(class_code=one.code, years__gte=one.years) for one in retention.CLASSES), _connector=Q.OR
                ),
                name="retention_never_below_the_least",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="retention_says_why"),
        ]


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def as_rules(self) -> list[retention.Hold]:
        return [hold.as_rule() for hold in self.in_force()]


@remembered()
class LegalHold(Record):
    """While it lasts nothing it covers is disposed of: everything, one class, or one record."""

    class Scope(models.TextChoices):
        EVERYTHING = "everything", "Everything the portal holds"
        CLASS = "class", "One kind of record"
        RECORD = "record", "One record"

    scope = models.CharField(max_length=12, choices=Scope.choices)
    class_code = models.CharField(max_length=40, choices=CLASSES, blank=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_ref = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=200)
    reason = models.TextField()
    placed_by = person("holds_placed")
    placed_at = models.DateTimeField()
    lifted_by = person("holds_lifted", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.TextField(blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="everything", class_code="", object_kind="", object_ref="")
                | Q(scope="class", object_kind="", object_ref="") & ~Q(class_code="")
                | Q(scope="record", class_code="") & ~Q(object_ref=""),
                name="hold_says_what_it_covers",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(authority=""), name="hold_says_why_and_by_whom"),
            models.CheckConstraint(
                condition=_together("lifted_by", "lifted_at", "lift_reason"), name="hold_lifted_says_who_when_why"
            ),
        ]

    def as_rule(self) -> retention.Hold:
        return retention.Hold(self.class_code, self.object_kind, self.object_ref)

    @property
    def covers(self) -> str:
        if self.scope == self.Scope.RECORD:
            return f"Record {self.object_ref}"
        return str(self.get_class_code_display() if self.class_code else self.get_scope_display())


class DisposalListQuerySet(models.QuerySet["DisposalList"]):
    def open(self) -> Self:
        return self.filter(status__in=disposal.OPEN)

    def to_carry_out(self) -> Self:
        return self.filter(status=ListStatus.APPROVED)


@remembered()
class DisposalList(Record):
    """What has reached its end by one day, and the two people who looked at every line of it."""

    on = models.DateField()
    status = models.CharField(
        max_length=12, choices=[(s.value, title) for s, title in disposal.TITLES.items()], default=ListStatus.DRAFTED
    )
    drafted_by = person("disposal_drafted")
    drafted_at = models.DateTimeField()
    reviewed_by = person("disposal_reviewed", null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    approved_by = person("disposal_approved", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_by = person("disposal_ended", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    certificate = models.JSONField(default=dict, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failed_with = models.CharField(max_length=120, blank=True, default="", db_default="")

    objects = DisposalListQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("reviewed_by")),
                name="disposal_needs_two_people",
            ),
            models.CheckConstraint(condition=_together("reviewed_by", "reviewed_at"), name="disposal_reviewed_says"),
            models.CheckConstraint(condition=_together("approved_by", "approved_at"), name="disposal_approved_says"),
            models.CheckConstraint(
                condition=_together("ended_by", "ended_at", "end_reason"), name="disposal_ended_says_why"
            ),
            models.CheckConstraint(
                condition=_together("failed_at", "failed_with"), name="disposal_failed_says_when_and_how"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["drafted", "withdrawn"])
                | Q(status__in=["reviewed", "rejected"], reviewed_by__isnull=False)
                | Q(status__in=["approved", "carried_out"], reviewed_by__isnull=False, approved_by__isnull=False),
                name="disposal_status_has_its_people",
            ),
            models.CheckConstraint(
                condition=Q(status="carried_out", carried_out_at__isnull=False)
                | ~Q(status="carried_out") & Q(carried_out_at__isnull=True),
                name="disposal_carried_out_says_when",
            ),
        ]

    def get_status(self) -> ListStatus:
        return ListStatus(self.status)

    @property
    def is_stuck(self) -> bool:
        """Two people agreed it, and carrying it out did not work the last time."""
        return self.get_status() == ListStatus.APPROVED and self.failed_at is not None


@remembered()
class DisposalLine(Record):
    """One record on a list: what it is, when its time ended, and what was decided. No name, no detail."""

    class Outcome(models.TextChoices):
        WAITING = "", "Not carried out"
        KEPT = "kept", "Kept, as decided"
        DISPOSED = "disposed", "Disposed of"
        HELD = "held", "Kept: a legal hold came meanwhile"
        NOT_DUE = "not_due", "Kept: its time was lengthened meanwhile"
        GONE = "gone", "Was gone already"

    list = models.ForeignKey(DisposalList, on_delete=models.PROTECT, related_name="lines")
    class_code = models.CharField(max_length=40, choices=CLASSES)
    object_kind = models.CharField(max_length=80)
    object_ref = models.CharField(max_length=40)
    due_on = models.DateField()
    decision = models.CharField(
        max_length=10, choices=[(d.value, d.value) for d in Decision], default=Decision.UNDECIDED
    )
    reason = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["due_on", "object_ref"]
        constraints = [
            models.UniqueConstraint(fields=["list", "object_kind", "object_ref"], name="disposal_line_once_a_list"),
            models.UniqueConstraint(
                fields=["object_kind", "object_ref"],
                condition=Q(outcome="disposed"),
                name="disposal_of_one_record_once",
            ),
            models.CheckConstraint(condition=~Q(decision="keep") | ~Q(reason=""), name="disposal_keep_says_why"),
            models.CheckConstraint(
                condition=Q(outcome="disposed", decision="dispose") & ~Q(digest="") | ~Q(outcome="disposed"),
                name="disposal_only_as_decided",
            ),
        ]

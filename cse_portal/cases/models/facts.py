"""What is known about a child, row by row: since when, until when, and who said so. No row is ever deleted."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases import child_lists as lists
from cse_portal.cases import completeness, identifiers
from cse_portal.cases.models.child import Child
from cse_portal.core import clock
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


class FactQuerySet(models.QuerySet["Fact"]):
    def held(self) -> Self:
        """All but what turned out never to have been right."""
        return self.filter(withdrawn_at__isnull=True)

    def current(self) -> Self:
        return self.held().filter(Q(until__isnull=True) | Q(until__gte=clock.today()))


class Fact(Record):
    """One thing that is known, or was."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="%(class)s_set")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    told_by = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(class)s_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="%(class)s_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def child_ref(self) -> str:
        """As the audit trail asks every record: of which child is it?"""
        return self.child.ref

    @property
    def is_past(self) -> bool:
        return self.until is not None and self.until < clock.today()


class Placed(models.Model):
    """Leads to where the child is: kept from roles that need not go there, when somebody looks for the child."""

    is_confidential = models.BooleanField(default=False)

    class Meta:
        abstract = True


@remembered()
class ChildName(Fact):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.NAME_KINDS))
    name = models.CharField(max_length=200)

    class Meta(Fact.Meta):
        pass


@remembered()
class Identifier(Fact):
    kind = models.CharField(max_length=20, choices=lists.choices(identifiers.TITLES))
    value = models.CharField(max_length=40)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(withdrawn_at__isnull=True, until__isnull=True),
                name="identifier_one_of_a_kind",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="identifier_value")]


@remembered()
class Address(Fact, Placed):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.ADDRESS_KINDS))
    lines = models.TextField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    authority = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        verbose_name_plural = "addresses"


@remembered()
class Phone(Fact, Placed):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.PHONE_KINDS))
    number = models.CharField(max_length=120)
    is_safe = models.CharField(max_length=20, choices=lists.choices(lists.SAFE_TO_USE), default="not_known")

    class Meta(Fact.Meta):
        pass


@remembered()
class Schooling(Fact, Placed):
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=lists.choices(lists.SCHOOL_STATUSES))
    year_group = models.CharField(max_length=20, blank=True)
    attendance = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])
    attendance_on = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(attendance__isnull=True) | Q(attendance__lte=100),
                name="schooling_attendance_is_a_percentage",
            ),
        ]


@remembered()
class HealthContact(Fact):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.HEALTH_KINDS))
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(Fact.Meta):
        pass


@remembered()
class CareStatus(Fact):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.STATUS_KINDS))
    legal_status = models.CharField(max_length=4, blank=True, choices=lists.choices(lists.LEGAL_STATUSES))
    cp_category = models.CharField(max_length=20, blank=True, choices=lists.choices(lists.CP_CATEGORIES))

    class Meta(Fact.Meta):
        verbose_name_plural = "care statuses"


@remembered()
class Placement(Fact, Placed):
    kind = models.CharField(max_length=20, choices=lists.choices(lists.PLACEMENT_KINDS))
    carer = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_out_of_borough = models.BooleanField(default=False)
    host_authority = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_out_of_borough=False) | ~Q(host_authority=""), name="placement_names_its_host"
            ),
        ]


@remembered()
class KnownElsewhere(Fact):
    """Another borough that knew or knows the child."""

    authority = models.CharField(max_length=120)
    contact = models.CharField(max_length=200, blank=True)

    class Meta(Fact.Meta):
        verbose_name_plural = "known elsewhere"


@remembered()
class Relation(Fact):
    """Somebody around the child; where they have a case of their own, the network will say so.

    `closeness` is what it is like between them and the child.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=lists.choices(lists.RELATIONS))
    born_on = models.DateField(null=True, blank=True)
    lives_with_child = models.CharField(max_length=20, choices=lists.choices(lists.LIVES_WITH), default="not_known")
    has_parental = models.CharField(max_length=20, choices=lists.choices(lists.ANSWERS), default="not_known")
    may_be_told = models.CharField(max_length=20, choices=lists.choices(lists.MAY_BE_TOLD), default="not_decided")
    sex = models.CharField(max_length=12, blank=True, db_default="", choices=lists.choices(lists.SEX))
    closeness = models.CharField(
        max_length=12, choices=lists.choices(lists.CLOSENESS), default="not_known", db_default="not_known"
    )
    has_died = models.BooleanField(default=False, db_default=False)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(Fact.Meta):
        pass


@remembered()
class Question(Record):
    """A fact that is not known yet: who could know it, who asks, and by when."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="questions")
    fact = models.CharField(max_length=20, choices=lists.choices(completeness.TITLES))
    who_could_know = models.CharField(max_length=200)
    ask_by = models.DateField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "fact"], condition=Q(settled_at__isnull=True), name="question_open_once"
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def child_ref(self) -> str:
        return self.child.ref

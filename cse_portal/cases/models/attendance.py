"""What a school reported of absence: the file, as numbers alone, and each period in the case of the child."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.attendance.days import Counted
from cse_portal.cases.models.case import Case
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL
OF_ONE_CASE = Func(F("case_id"), F("case_id"), Value("[]"), function="int8range")
OF_ONE_AGENCY = Func(F("agency_id"), F("agency_id"), Value("[]"), function="int8range")
THE_DAYS = Func(F("from_on"), F("to_on"), Value("[]"), function="daterange")


class AttendanceImport(Record):
    """One file, once: nothing of a pupil is in it, and it counts only what whoever imported it may know."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    imported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    rows_read = models.PositiveIntegerField()
    rows_wrong = models.PositiveIntegerField()
    rows_present = models.PositiveIntegerField()
    kept_for = models.PositiveIntegerField()
    periods_added = models.PositiveIntegerField()
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["imported_by", "-id"], name="attendanceimport_own")]

    def __str__(self) -> str:
        return self.ref


@remembered()
class SchoolAbsence(Record):
    """Days on which a child was not where school or college had them down."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="school_absences")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    imported = models.ForeignKey(AttendanceImport, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    sessions = models.PositiveSmallIntegerField()
    possible = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=20, blank=True, default="")
    is_authorised = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-from_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["case", "-from_on"], name="absence_of_case"),
            models.Index(fields=["-to_on"], name="absence_by_day"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="absence_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(sessions__gte=1), name="absence_of_a_session"),
            models.CheckConstraint(
                condition=Q(possible__isnull=True) | Q(possible__gte=F("sessions")), name="absence_within_the_possible"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_because="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because=""),
                name="absence_struck_for_a_reason",
            ),
            # whatever file it comes in, and however often, a school's day of a child is on record once
            ExclusionConstraint(
                name="absence_once_a_day",
                expressions=[
                    (OF_ONE_CASE, RangeOperators.OVERLAPS),
                    (OF_ONE_AGENCY, RangeOperators.OVERLAPS),
                    (THE_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(struck_at__isnull=True),
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

    @property
    def counted(self) -> Counted:
        return Counted(self.from_on, self.to_on, self.sessions, self.possible)

    @property
    def span(self) -> tuple[date, date]:
        return self.from_on, self.to_on

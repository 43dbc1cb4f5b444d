"""One agency's week: who of its people looked at which case without a part in it, and what came of asking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency
from cse_portal.agencies.roles import Permission
from cse_portal.core.models import Record
from cse_portal.trail.reach import REACH, TrailReach
from cse_portal.trail.weeks import SETTLED, TITLES, Decision

PERSON = settings.AUTH_USER_MODEL


def agencies_overseen(person: Any) -> Q:
    """By a contact their own, by governance every one of the partnership; in the post that is worn."""
    worn = access.hat_of(person)
    seen = Q(pk__in=[])
    for held in [worn] if worn else access.memberships(person):
        if access.membership_may(held, Permission.SEARCH_TRAIL):
            is_whole = REACH[held.get_role()] == TrailReach.PARTNERSHIP
            seen |= Q(agency__partnership=held.agency.partnership_id) if is_whole else Q(agency=held.agency_id)
    return seen


class WeekQuerySet(models.QuerySet["Week"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(agencies_overseen(person))


class Week(Record):
    """Opened when the week is over; signed once, and then never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    due_on = models.DateField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    objects = WeekQuerySet.as_manager()

    class Meta:
        ordering = ["-monday", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "monday"], name="week_once_an_agency"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, signed_name="")
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(signed_name="")),
                name="week_signed_says_who",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class WeekLine(Record):
    """One person and one case; the case by its reference alone, as in the trail."""

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    case_ref = models.CharField(max_length=20)
    times = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    said = models.TextField(blank=True)
    decision = models.CharField(
        max_length=10, blank=True, choices=[(one.value, title) for one, title in TITLES.items() if one]
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "-last_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["week", "person", "case_ref"], name="week_line_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="week_line_decided_says_who",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="week_line_answered_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_decision(self) -> Decision:
        return Decision(self.decision)

    @property
    def is_settled(self) -> bool:
        return self.get_decision() in SETTLED

    @property
    def waits_for_answer(self) -> bool:
        return self.get_decision() == Decision.ASKED and not self.answer

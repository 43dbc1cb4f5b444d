"""Alarms about looking, what people found out about them, and the planted records that raise some."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.oversight import ahead_of
from cse_portal.agencies.roles import TITLES as ROLES
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.titles import post_in_words
from cse_portal.cases.models import Case
from cse_portal.core.models import Record
from cse_portal.trail.alarms import OUTCOMES, TITLES, AlarmKind, Outcome

PERSON = settings.AUTH_USER_MODEL


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def visible_to(self, reader: Any) -> Self:
        """Governance of the partnership, and the agency's contacts unless it is about one of them; never one's own."""
        seen = Q(pk__in=[])
        for held in access.acting_in(reader):
            if access.membership_may(held, Permission.CLOSE_ALARMS):
                seen |= Q(agency__partnership=held.agency.partnership_id) & _nobody_ahead_of(held.get_role())
            elif access.membership_may(held, Permission.LOOK_INTO_ALARMS):
                seen |= Q(agency=held.agency_id, is_for_governance=False)
        return self.filter(seen).exclude(person=reader.pk)

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


def _nobody_ahead_of(role: Role) -> Q:
    """Apart from the person it is about: whoever stands in for governance does so while there is none."""
    ahead = Membership.objects.live().filter(
        agency__partnership=OuterRef("agency__partnership"), role__in=ahead_of(role)
    )
    return ~Q(Exists(ahead.exclude(user=OuterRef("person")))) if ahead_of(role) else Q()


class Alarm(Record):
    """Once a day for each person, kind and planted record."""

    kind = models.CharField(max_length=10, choices=[(one.value, title) for one, title in TITLES.items()])
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=[(role.value, title) for role, title in ROLES.items()])
    is_for_governance = models.BooleanField(default=False)
    day = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    case_ref = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "person", "agency", "day", "case_ref"], name="alarm_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind=AlarmKind.CANARY) & ~Q(case_ref="") | ~Q(kind=AlarmKind.CANARY) & Q(case_ref=""),
                name="alarm_about_a_planted_record_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_kind(self) -> AlarmKind:
        return AlarmKind(self.kind)

    def get_role(self) -> Role:
        return Role(self.role)

    @property
    def post(self) -> str:
        """Of the person whom it is about."""
        return post_in_words(str(self.get_role_display()), self.agency.name)


class Finding(Record):
    """What somebody found out; governance's closes the alarm, a contact's helps them."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="findings")
    found_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=[(one.value, title) for one, title in OUTCOMES.items()])
    words = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="finding_says_how")]

    def __str__(self) -> str:
        return self.ref

    def get_outcome(self) -> Outcome:
        return Outcome(self.outcome)


class Canary(Record):
    """A planted case; only the portal itself reads this table, so that no page can show the mark by mistake."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    planted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.ref

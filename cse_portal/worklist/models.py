"""Due items: what has to be done, by whom and by when, whatever stage it came from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable, RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import TITLES
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.core.prepared import Given, Slot

ARRAY = ArrayField(models.BigIntegerField())
AWAY = "(person_id, agency_id) in (select * from unnest(%s::bigint[], %s::bigint[]))"


def asked_by(user: User) -> dict[str, Any]:
    """What a question that was worded before is told of whose work it asks for."""
    away = [one.membership for one in access.stands_in_for(user)]
    return {
        "person": user.pk,
        "agencies": [held.agency_id for held in access.memberships(user)],
        "away_people": [one.user_id for one in away],
        "away_agencies": [one.agency_id for one in away],
        "today": clock.today(),
    }


class SnoozeQuerySet(models.QuerySet["Snooze"]):
    def not_ended(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def in_force(self, on: date | Combinable | None = None) -> Self:
        """On its day it is over by itself."""
        return self.not_ended().filter(until_on__gt=on or clock.today())


class DueItemQuerySet(models.QuerySet["DueItem"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def mine(self, user: User) -> Self:
        """Mine where I still work, and theirs for whom I stand in while they are away.

        What was due in an agency goes back to it when the membership ends.
        """
        addressed = Q(person=user, agency__in=[held.agency_id for held in access.memberships(user)])
        for standing_in in access.stands_in_for(user):
            away = standing_in.membership
            addressed |= Q(person=away.user_id, agency=away.agency_id)
        return self.filter(addressed)

    def mine_when_asked(self) -> Self:
        """`mine` for a question that is worded before anybody asks it: it is asked with `asked_by`."""
        own = Q(person=Given("person", models.BigIntegerField()), agency__pk__any=Given("agencies", ARRAY))
        slots = [Slot("away_people"), Slot("away_agencies")]
        return self.filter(own | Q(RawSQL(AWAY, slots, models.BooleanField())))  # noqa: S611 - our own words

    def done_for(self, user: User, since: datetime) -> Self:
        """Mine, and closed by somebody else."""
        return self.filter(person=user, closed_at__gte=since, closed_by__isnull=False).exclude(closed_by=user)

    def left_behind(self) -> Self:
        """Still addressed to someone who no longer works in the agency; nobody else's list shows it."""
        works_there = Membership.objects.live().filter(user=OuterRef("person"), agency=OuterRef("agency"))
        return self.filter(Q(person__isnull=False) & ~Exists(works_there))

    def addressed_to(self, person: User | None) -> Self:
        """As the stage that opened it meant it, whoever has been given it since."""
        return self.filter(Q(given_at__isnull=True, person=person) | Q(given_at__isnull=False, first_person=person))

    def not_put_off_by(self, user: User | Combinable, on: date | Combinable | None = None) -> Self:
        return self.filter(~Exists(Snooze.objects.in_force(on).filter(item=OuterRef("pk"), person=user)))

    def taken_by_nobody(self) -> Self:
        return self.filter(person__isnull=True)

    def to_be_told(self, now: datetime) -> Self:
        return self.open().filter(next_step_at__lte=now).order_by("next_step_at", "pk")

    def by_urgency(self) -> Self:
        return self.order_by("due_at", "pk")


class DueItem(Record):
    """Made by the stage that owns the deed, and closed by the deed itself."""

    kind = models.CharField(max_length=60)
    task = models.CharField(max_length=160)
    detail = models.CharField(max_length=300, blank=True)
    button = models.CharField(max_length=40)
    url = models.CharField(max_length=200)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="due_items"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="due_items")
    role = models.CharField(max_length=40, blank=True, choices=[(role.value, title) for role, title in TITLES.items()])
    source_ref = models.CharField(max_length=20, blank=True, db_index=True)
    # The case that it is about, by its reference alone; empty where it is about none.
    case_ref = models.CharField(max_length=20, blank=True, db_default="")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField()
    critical_at = models.DateTimeField(null=True, blank=True)
    # When somebody is told of it next; at first, at once. The sweep works out the rest.
    next_step_at = models.DateTimeField(null=True, blank=True, default=clock.now)
    step_failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Given or taken by hand: whom the stage that opened it had addressed it to; nobody, where it was a role's.
    given_at = models.DateTimeField(null=True, blank=True)
    first_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DueItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "due_at"], name="due_of_person", condition=models.Q(closed_at=None)),
            models.Index(fields=["agency", "due_at"], name="due_of_agency", condition=models.Q(closed_at=None)),
            models.Index(fields=["case_ref"], name="due_of_case", condition=models.Q(closed_at=None)),
            models.Index(
                fields=["next_step_at", "id"],
                name="due_to_be_told",
                condition=models.Q(closed_at=None, next_step_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(critical_at__isnull=True) | models.Q(critical_at__gte=models.F("due_at")),
                name="critical_is_after_due",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
                name="due_item_closed_by_somebody_once",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True) | Q(next_step_at__isnull=True), name="due_item_set_aside_waits"
            ),
            models.CheckConstraint(
                condition=Q(first_person__isnull=True) | Q(given_at__isnull=False), name="due_item_first_when_given"
            ),
            models.UniqueConstraint(
                fields=["kind", "source_ref", "task", "person", "agency", "role"],
                condition=models.Q(closed_at=None) & ~models.Q(source_ref=""),
                nulls_distinct=False,
                name="due_item_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.task


class Snooze(Record):
    """Out of one person’s own list until a day, with their reason; nobody else’s list and no date is touched."""

    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="snoozes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="snoozes")
    until_on = models.DateField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "until_on"], name="put_off_by", condition=Q(ended_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"], condition=Q(ended_at=None), name="put_off_once_by_each"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="put_off_says_why"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False), name="put_off_ended_by_somebody_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")), name="put_off_ends_after_it_began"
            ),
        ]


class PassedOn(Record):
    """Work that went from one to another while both stayed; from nobody, where it was taken. Written once."""

    item = models.ForeignKey(DueItem, on_delete=models.PROTECT, related_name="passed_on")
    of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["of", "made_at"], name="passed_on_by")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") | Q(to=F("by")), name="passed_on_says_why"),
        ]

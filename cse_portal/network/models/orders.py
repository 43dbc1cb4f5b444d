"""Notices and orders on a person, a place, a business or a group: never erased, and each step of them kept."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core.models import Record
from cse_portal.network import order_rules as rules
from cse_portal.network import reading
from cse_portal.network.models.graded import choices, line
from cse_portal.network.models.items import Item
from cse_portal.network.order_rules import OrderKind, State

CAWN_HOLDS = Q(child_age__lt=rules.AGE_OF_S2) | Q(child_age__lt=18, child_in_care=True)


def _to_agency() -> models.ForeignKey:
    return models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")


def _by() -> models.ForeignKey:
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: Any) -> Self:
        """Under a mark that the person reads, on an item whose mark they read."""
        return self.filter(reading.by_mark(user), item__in=Item.objects.visible_to(user))

    def held(self) -> Self:
        return self.filter(struck_at__isnull=True)


@remembered()
class Order(UnderMark, Record):
    """Whose child it protects is the case's own: shown to those who see that case."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = _to_agency()
    recorded_by = _by()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=[(kind.value, sort.title) for kind, sort in rules.SORTS.items()])
    basis = line(300)
    protects = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="orders")
    child_age = models.PositiveSmallIntegerField(null=True, blank=True)
    child_in_care = models.BooleanField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices(rules.STATES), default=State.CONSIDERED.value)
    served_on = models.DateField(null=True, blank=True)
    served_by = line(200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    conditions = models.TextField(blank=True, default="")
    monitor = _to_agency()
    monitor_words = line(300)
    handling = models.CharField(max_length=20, choices=choices(MARKS))
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = line(500)

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "until"], name="order_by_end"),
            models.Index(fields=["item"], name="order_on_item"),
            models.Index(fields=["protects"], name="order_protects", condition=Q(protects__isnull=False)),
            models.Index(fields=["until"], name="order_ending", condition=Q(state="served", struck_at__isnull=True)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["served", "ended"], served_on__isnull=False) & ~Q(served_by="")
                | Q(state__in=["considered", "applied", "refused"], served_on__isnull=True, served_by=""),
                name="order_served_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="order_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="cawn") | Q(child_in_care__isnull=False) & CAWN_HOLDS, name="order_cawn_has_a_basis"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="order_rests_on_a_law"),
            models.CheckConstraint(
                condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name="order_names_its_agencies"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")
                | Q(struck_at__isnull=True, struck_by__isnull=True, struck_because=""),
                name="order_struck_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_kind(self) -> OrderKind:
        return OrderKind(self.kind)

    def get_state(self) -> State:
        return State(self.state)

    @property
    def title(self) -> str:
        return rules.title(self.get_kind())

    @property
    def is_covert(self) -> bool:
        return Handling(self.handling) is Handling.COVERT

    def may(self, deed: rules.Deed) -> bool:
        return self.struck_at is None and rules.allows(self.get_state(), deed)


class OfOrder(Record):
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="%(class)s_set")
    agency = _to_agency()
    recorded_by = _by()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref


class OrderStep(OfOrder):
    """Applied for, served, renewed, refused, ended: written once."""

    deed = models.CharField(max_length=10, choices=choices(rules.STEPS))
    done_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["done_on", "pk"]


@remembered()
class OrderBreach(OfOrder):
    """What happened, whom it was reported to, and what came of it."""

    happened_on = models.DateField()
    words = models.TextField()
    reported_to = line(300)
    reference = line(60)
    outcome = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-happened_on", "-pk"]
        verbose_name_plural = "order breaches"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="orderbreach_says_what_happened")]

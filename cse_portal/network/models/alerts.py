"""Two cases meet in one phone, vehicle, place or person: whoever works them is told to talk to each other."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from cse_portal.agencies.models import User
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models import Case
from cse_portal.core.models import Record
from cse_portal.network import reading
from cse_portal.network.alert_states import ONE_ITEM, STATES, AlertState
from cse_portal.network.item_keys import SHARED
from cse_portal.network.models.graded import line
from cse_portal.network.models.items import Item
from cse_portal.network.models.links import Link


class LinkAlertQuerySet(models.QuerySet["LinkAlert"]):
    def visible_to(self, user: Any) -> Self:
        """Either side, where it is told of the other."""
        return self.filter(reading.is_told(user))

    def latest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


@remembered()
class LinkAlert(Record):
    """The side with the lower number stands first. A side is told where the other may be known to exist."""

    first_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    second_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    first_link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="+")
    second_link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="+")
    first_item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    second_item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    shares = models.CharField(max_length=10, choices=[(ONE_ITEM, "the same record"), *SHARED.items()])
    first_is_told = models.BooleanField()
    second_is_told = models.BooleanField()
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=AlertState.OPEN.value)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_because = line(500)

    objects = LinkAlertQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["first_case"], name="alert_of_first_case"),
            models.Index(fields=["second_case"], name="alert_of_second_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first_case__lt=F("second_case")), name="alert_is_between_two_cases"),
            models.UniqueConstraint(
                fields=["first_case", "second_case", "first_item", "second_item"], name="alert_once_for_each_meeting"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True, decided_because="")
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_because=""),
                name="alert_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_state(self) -> AlertState:
        return AlertState(self.state)

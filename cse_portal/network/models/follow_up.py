"""Of somebody in a position of trust: that the LADO was told, or why it was not needed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, User
from cse_portal.core.models import Record
from cse_portal.network import follow_up_rules as rules
from cse_portal.network.models.graded import choices, line
from cse_portal.network.models.items import Item


class LadoNotice(Record):
    """Written once; what was decided later is one more of them."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lado_notices")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, choices=choices(rules.LADO))
    told_on = models.DateField(null=True, blank=True)
    told_whom = line(200)
    reference = line(60)
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["item"], name="lado_of_item")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="told", told_on__isnull=False) & ~Q(told_whom="")
                | Q(outcome="not_needed", told_on__isnull=True, told_whom="", reference="") & ~Q(words=""),
                name="lado_told_when_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

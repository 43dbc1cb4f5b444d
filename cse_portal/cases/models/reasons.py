"""What somebody without a part in a case answered when they were asked why they looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.cases.looking import NEEDS_WORDS, TITLES, Looking
from cse_portal.cases.models.case import Case
from cse_portal.core.models import Record


class StatedReason(Record):
    """Once a working day for each case; the audit trail keeps the same words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stated_reasons")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    choice = models.CharField(max_length=12, choices=[(one.value, title) for one, title in TITLES.items()])
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "day"], name="stated_reason_once_a_day"),
            models.CheckConstraint(
                condition=~Q(choice__in=sorted(NEEDS_WORDS)) | ~Q(words=""), name="stated_reason_has_its_words"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_choice(self) -> Looking:
        return Looking(self.choice)

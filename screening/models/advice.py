"""Advice on a screening: asked of somebody by name, and answered in the portal."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record
from screening.models.tools import Tool
from screening.workflow import ADVICE, AdviceState

PERSON = settings.AUTH_USER_MODEL


@remembered()
class Advice(Record):
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="advices")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in ADVICE.items()],
        default=AdviceState.ASKED.value,
    )
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "advices"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True, words="")
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="advice_answered_in_step",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "more"]) | ~Q(words=""), name="advice_has_words"
            ),
            models.UniqueConstraint(
                fields=["tool", "asked_of"], condition=Q(state="asked"), name="advice_asked_once_of_each"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def case_ref(self) -> str:
        return self.tool.case_ref

    @property
    def child_ref(self) -> str:
        return self.tool.child_ref

    @property
    def is_open(self) -> bool:
        return self.state == AdviceState.ASKED.value

"""Sections of an assessment that somebody else writes: asked for by name, and given back as written or not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, Membership
from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record
from screening.models.tools import Tool
from screening.workflow import PARTS, PartState

PERSON = settings.AUTH_USER_MODEL


@remembered()
class AskedPart(Record):
    """Whoever is asked sees these sections of the draft and no other, and writes in them."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="asked_parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=40))
    question = models.TextField(blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(one.value, title) for one, title in PARTS.items()],
        default=PartState.ASKED.value,
    )
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(sections=[]), name="askedpart_names_sections"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="askedpart_answered_in_step",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(words=""), name="askedpart_declined_with_words"
            ),
            models.UniqueConstraint(
                fields=["tool", "asked_of"], condition=Q(state="asked"), name="askedpart_once_of_each"
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
        return self.state == PartState.ASKED.value

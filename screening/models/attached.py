"""Documents of the case that stand beside a filled-in tool, each still under its own mark."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models import Document
from cse_portal.core.models import Record
from screening.models.tools import Tool

PERSON = settings.AUTH_USER_MODEL


@remembered()
class AttachedDocument(Record):
    """The document itself stays where it is; what was taken off again is kept."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="attached")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    attached_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tool", "document"], condition=Q(taken_off_at__isnull=True), name="attached_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True)
                | Q(taken_off_at__isnull=False, taken_off_by__isnull=False),
                name="attached_taken_off_by_somebody",
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

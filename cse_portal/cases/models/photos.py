"""A photo of the child: kept while somebody agrees to it, and for what they agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.audit.models.history import remembered
from cse_portal.cases.models.child import Child
from cse_portal.cases.photo_kinds import CONSENTS
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


@remembered()
class ChildPhoto(Record):
    """Drawn anew, small, without what the camera wrote. Taken back, it is shown nowhere."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="photos")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    consent_by = models.CharField(max_length=10, choices=[(one.value, title) for one, title in CONSENTS.items()])
    consented_on = models.DateField()
    purpose = models.CharField(max_length=300)
    stored = models.CharField(max_length=100, unique=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_because="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because="")),
                name="childphoto_taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def child_ref(self) -> str:
        return self.child.ref

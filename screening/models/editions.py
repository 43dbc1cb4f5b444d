"""What the partnership has decided about the tools: from when an edition holds, and where its documents lie."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Partnership
from cse_portal.core.models import Record

PERSON = settings.AUTH_USER_MODEL


class EditionInForce(Record):
    """From its day on, until a later decision says otherwise. Written once, and never erased."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="editions_in_force")
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)  # of what the file said when it was decided
    since = models.DateField()
    because = models.TextField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "editions in force"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "instrument", "-id"], name="edition_decided")]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(because=""), name="edition_says_why")]


class DocumentLink(Record):
    """Where a document of the toolkit lies, by its version. Written once: the latest counts, and may be empty."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="document_links")
    document = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    url = models.URLField(max_length=500, blank=True)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "document", "-id"], name="document_linked")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="https://"), name="document_link_is_safe")
        ]

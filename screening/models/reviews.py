"""What a manager said about a review that was due: each word stands beside those before it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency
from cse_portal.core.models import Record
from screening.models.tools import Tool
from screening.workflow import REVIEW_WORDS, ReviewWord

PERSON = settings.AUTH_USER_MODEL


class ReviewSaid(Record):
    """Of the assessment after which the review is due."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="reviews_said")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=10, choices=[(one.value, title) for one, title in REVIEW_WORDS.items()])
    due_before = models.DateField()
    until = models.DateField(null=True, blank=True)
    because = models.TextField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "reviews said"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(because=""), name="reviewsaid_says_why"),
            models.CheckConstraint(
                condition=Q(word=ReviewWord.PUT_OFF.value, until__isnull=False, until__gt=models.F("due_before"))
                | Q(word=ReviewWord.NOT_NEEDED.value, until__isnull=True),
                name="reviewsaid_put_off_to_later",
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

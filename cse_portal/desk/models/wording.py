"""How often a wording was prompted on a day: a trend for quality assurance, without text or person."""

from __future__ import annotations

from django.db import models

from cse_portal.core.models import Record


class WordingCount(Record):
    on = models.DateField()
    phrase = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "phrase"], name="wording_counted_once_a_day")]

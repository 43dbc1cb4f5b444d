"""What happened to the child, and who may read of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cse_portal.agencies.access import Reader
from cse_portal.agencies.models import Agency, User
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES, Handling, may_read
from cse_portal.cases.models.case import Case
from cse_portal.core.models import Record


@remembered()
class Entry(Record):
    """One entry of the chronology, with its handling mark."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="entries")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="entries")
    happened_on = models.DateField()
    words = models.TextField()
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in TITLES.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["case", "-happened_on", "-id"], name="entry_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(handling="named_agencies") | ~models.Q(named_agencies=[]),
                name="entry_names_its_agencies",
            )
        ]

    def __str__(self) -> str:
        return self.ref

    def is_readable_by(self, reader: Reader) -> bool:
        """Of somebody who sees the case."""
        return may_read(
            Handling(self.handling),
            wrote=self.agency_id,
            named=frozenset(self.named_agencies),
            agencies=reader.agencies,
            covert=reader.covert,
            health=reader.health,
        )

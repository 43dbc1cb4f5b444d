"""What happened to the child, and who may read of it."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cse_portal.agencies.models import Agency, User
from cse_portal.audit.models.history import remembered
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.line_kinds import TITLES as KINDS
from cse_portal.cases.line_kinds import TONES, LineKind, Tone, headline_of
from cse_portal.cases.models.case import Case
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core.models import Record


class Marked(UnderMark, Record):
    """Words of an agency under a handling mark; struck through, where they were wrong, and never taken away."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    handling = models.CharField(max_length=20, choices=[(mark.value, title) for mark, title in MARKS.items()])
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref


def of_marked(name: str) -> list[models.CheckConstraint]:
    struck = Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")
    return [
        models.CheckConstraint(
            condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name=f"{name}_names_its_agencies"
        ),
        models.CheckConstraint(
            condition=struck | Q(struck_at__isnull=True, struck_by__isnull=True, struck_because=""),
            name=f"{name}_struck_by_somebody",
        ),
    ]


@remembered()
class Entry(Marked):
    """One entry of the chronology; those that the portal writes name the thing they come from."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    kind = models.CharField(
        max_length=20,
        choices=[(one.value, title) for one, title in KINDS.items()],
        default=LineKind.NOTE.value,
        db_default=LineKind.NOTE.value,
    )
    headline = models.CharField(max_length=160, blank=True, default="", db_default="")
    impact = models.TextField(blank=True, default="", db_default="")
    known_from = models.CharField(max_length=200, blank=True, default="", db_default="")
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    is_significant = models.BooleanField(default=False, db_default=False)
    tone = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        choices=[(one.value, title) for one, title in TONES.items() if one],
    )
    source_ref = models.CharField(max_length=20, blank=True, default="", db_default="")
    # the same happening, told in the records of several children
    event_ref = models.CharField(max_length=20, blank=True, default="", db_default="")
    childs_part = models.CharField(max_length=200, blank=True, default="", db_default="")
    # the struck entry that this one puts right
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(
                F("case"),
                F("happened_on").desc(),
                Coalesce("happened_at", Value(time.min)).desc(),
                F("id").desc(),
                name="entry_in_order",
            ),
            # when somebody last wrote in a case
            models.Index(fields=["case", "created_at"], name="entry_by_people", condition=Q(written_by__isnull=False)),
            models.Index(fields=["event_ref"], name="entry_of_event", condition=~Q(event_ref="")),
        ]
        constraints: ClassVar = [
            *of_marked("entry"),
            models.UniqueConstraint(
                fields=["case", "kind", "source_ref"], condition=~Q(source_ref=""), name="one_entry_for_each_thing"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("happened_on")),
                name="entry_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(written_by__isnull=False) | ~Q(source_ref=""), name="entry_written_by_somebody"
            ),
        ]

    @property
    def title(self) -> str:
        return headline_of(self.headline, self.words)

    def get_kind(self) -> LineKind:
        return LineKind(self.kind)

    def get_tone(self) -> Tone:
        return Tone(self.tone)

    @property
    def is_the_portals(self) -> bool:
        """It says what stands elsewhere, and is put right there."""
        return bool(self.source_ref)

    @property
    def case_ref(self) -> str:
        return self.case.ref

    @property
    def child_ref(self) -> str:
        return self.case.child.ref


@remembered()
class EntryPart(Marked):
    """What another agency adds to an entry: under its own mark, and seen by none who may not read the entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="parts")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [*of_marked("entry_part")]

    @property
    def case_ref(self) -> str:
        return self.entry.case_ref

    @property
    def child_ref(self) -> str:
        return self.entry.child_ref

"""A piece of information of the network: how it is graded, who may read it, and that it is struck and never erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.agencies.models import Agency, Partnership, User
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.handling import Handling
from cse_portal.cases.models.marked import UnderMark
from cse_portal.core.models import Record
from cse_portal.network import grading
from cse_portal.network.grading import INFORMATIONS, SHARINGS, SOURCES, Information, Source


def choices(titles: Any) -> list[tuple[str, str]]:
    return [(str(one), words[0] if isinstance(words, tuple) else words) for one, words in titles.items()]


def line(most: int = 300) -> models.CharField:
    return models.CharField(max_length=most, blank=True, default="")


class Graded(UnderMark, Record):
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=choices(SOURCES))
    information = models.CharField(max_length=12, choices=choices(INFORMATIONS))
    sharing = models.CharField(max_length=13, choices=choices(SHARINGS))
    conditions = line(500)
    handling = models.CharField(max_length=20, choices=choices(MARKS))
    named_agencies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_because = line(500)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref

    @property
    def grade(self) -> str:
        return grading.words(Source(self.source), Information(self.information))

    @property
    def is_sure(self) -> bool:
        return grading.is_sure(Source(self.source), Information(self.information))

    @property
    def is_shared(self) -> bool:
        return Handling(self.handling) is Handling.NETWORK


def struck_by_somebody(name: str) -> models.CheckConstraint:
    """Struck through by whom, when and why; or not at all."""
    struck = Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")
    return models.CheckConstraint(
        condition=struck | Q(struck_at__isnull=True, struck_by__isnull=True, struck_because=""),
        name=f"{name}_struck_by_somebody",
    )


def constraints_of(name: str) -> Iterable[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=~Q(handling="named_agencies") | ~Q(named_agencies=[]), name=f"{name}_names_its_agencies"
        ),
        struck_by_somebody(name),
        models.CheckConstraint(
            condition=Q(sharing="conditions") & ~Q(conditions="") | Q(sharing="may_be_shared", conditions=""),
            name=f"{name}_says_its_conditions",
        ),
    ]

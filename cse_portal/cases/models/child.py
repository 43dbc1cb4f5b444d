"""The child a case is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cse_portal.audit.models.history import remembered
from cse_portal.cases import child_lists as lists
from cse_portal.cases.ages import age_in_words
from cse_portal.cases.child_lists import Born
from cse_portal.cases.keys import keys_of
from cse_portal.cases.names import legal, shown
from cse_portal.cases.resembling import Known
from cse_portal.core import clock
from cse_portal.core.models import Record


@remembered(without=("keys", "other_names", "numbers", "compared_at"))
class Child(Record):
    """Known by names and a date of birth; found only through a case that one may see."""

    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)  # empty: said to be not known
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_is = models.CharField(
        max_length=12, choices=lists.choices(lists.BORN), default=Born.KNOWN.value, db_default=Born.KNOWN.value
    )
    sex = models.CharField(max_length=12, blank=True, db_default="", choices=lists.choices(lists.SEX))
    gender = models.CharField(max_length=100, blank=True, db_default="")
    ethnicity = models.CharField(max_length=4, blank=True, db_default="", choices=lists.choices(lists.ETHNICITY))
    nationality = models.CharField(max_length=100, blank=True, db_default="")
    language = models.CharField(max_length=100, blank=True, db_default="")
    needs_interpreter = models.CharField(
        max_length=12, blank=True, db_default="", choices=lists.choices(lists.ANSWERS)
    )
    interpreter_language = models.CharField(max_length=100, blank=True, db_default="")
    religion = models.CharField(max_length=12, blank=True, db_default="", choices=lists.choices(lists.RELIGION))
    disabilities = ArrayField(models.CharField(max_length=4), default=list, blank=True, db_default=[])
    sen = models.CharField(max_length=12, blank=True, db_default="", choices=lists.choices(lists.SEN))
    what_helps = models.TextField(blank=True, db_default="")

    # What else the child is found by, copied from what is known; and under which spellings, sounds, forms and dates:
    # worked out anew at every saving.
    other_names = ArrayField(models.TextField(), default=list, db_default=[], blank=True, editable=False)
    numbers = ArrayField(models.TextField(), default=list, db_default=[], blank=True, editable=False)
    keys = ArrayField(models.TextField(), default=list, db_default=[], blank=True, editable=False)

    care: set[str]  # under which plans and orders they are, where a list has asked for many at once
    # The record that this one became part of, when two people found that both are of one child.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    # When it was last held against the others; nothing where it was changed since.
    compared_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            GinIndex(fields=["keys"], name="child_keys"),
            models.Index(fields=["family_name", "given_names"], name="child_by_name"),
            models.Index(Coalesce("born_on", Value(date.max), output_field=models.DateField()), name="child_by_age"),
            models.Index(fields=["id"], condition=Q(compared_at__isnull=True), name="child_to_compare"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="child_merged_into_another"
            ),
            models.CheckConstraint(
                condition=~Q(born_is__in=[Born.ESTIMATED.value, Born.UNBORN.value]) | Q(born_on__isnull=False),
                name="child_estimated_from_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.initials

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keys, self.compared_at = self.found_under(), None
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "keys", "compared_at"}
        super().save(*args, **kwargs)

    def found_under(self) -> list[str]:
        known = self.known
        return keys_of(known.names, born=known.born, is_estimated=known.is_estimated, references=known.references)

    @property
    def known(self) -> Known:
        """All by which somebody may ask for the child."""
        is_estimated = self.born_is == Born.ESTIMATED
        return Known([*self.own_names, *self.other_names], self.born_on, is_estimated, [self.ref, *self.numbers])

    @property
    def own_names(self) -> list[str]:
        firsts = [self.given_names, self.known_as] if self.known_as else [self.given_names]
        return [legal(first, self.family_name) for first in firsts]

    @property
    def name(self) -> str:
        return shown(self.given_names, self.family_name)

    def age_on(self, day: date) -> str:
        """In words: “15”, “about 15”, “due 3 May 2027”, “age not known”."""
        return age_in_words(self.born_on, Born(self.born_is), on=day)

    @property
    def age(self) -> str:
        return self.age_on(clock.today())

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.own_names[0].split() if part).upper()[:3]

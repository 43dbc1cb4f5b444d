"""The child a case is about."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cse_portal.audit.models.history import remembered
from cse_portal.cases import child_lists as lists
from cse_portal.cases.ages import age_in_words
from cse_portal.cases.child_lists import Born
from cse_portal.core import clock
from cse_portal.core.models import Record


@remembered()
class Child(Record):
    """Known by names and a date of birth; found only through a case that one may see."""

    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_is = models.CharField(
        max_length=12, choices=lists.choices(lists.BORN), default=Born.KNOWN, db_default=Born.KNOWN
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

    class Meta:
        verbose_name_plural = "children"
        constraints = [
            models.CheckConstraint(
                condition=~Q(born_is__in=[Born.ESTIMATED, Born.UNBORN]) | Q(born_on__isnull=False),
                name="child_estimated_from_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.initials

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    def age_on(self, day: date) -> str:
        """In words: “15”, “about 15”, “due 3 May 2027”, “age not known”."""
        return age_in_words(self.born_on, Born(self.born_is), on=day)

    @property
    def age(self) -> str:
        return self.age_on(clock.today())

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split() if part).upper()[:3]

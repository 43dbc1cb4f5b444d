"""Partnerships and the agencies that take part in them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from cse_portal.audit.models.history import remembered
from cse_portal.core.models import Record


class Partnership(Record):
    """The safeguarding partnership: its words, its colour, and whom to ring when a child is in danger."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    brand_colour = models.CharField(
        max_length=7, default="#124c5c", validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Enter a colour like #124c5c")]
    )
    mash_phone = models.CharField(max_length=30)
    mash_hours = models.CharField(max_length=120)
    out_of_hours_phone = models.CharField(max_length=30)
    mash_email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


@remembered()
class Agency(Record):
    """An organisation, or a team that answers for itself."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="agency_named_once")]

    def __str__(self) -> str:
        return self.name

"""Partnerships with their authorities and panels, and the agencies that take part in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Replace

from cse_portal.agencies import agency_types, crime_references
from cse_portal.agencies.office_hours import BANK_HOLIDAY_TITLES, BankHolidays
from cse_portal.agencies.roles import TITLES, Role
from cse_portal.audit.models.history import remembered
from cse_portal.core import clock
from cse_portal.core.models import Record

COLOUR = r"^#[0-9a-f]{6}$"


class Partnership(Record):
    """The safeguarding partnership: its words, its colour, and whom to ring when a child is in danger."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    own_word = models.CharField(max_length=60, default="partnership", db_default="partnership")
    manager_title = models.CharField(max_length=60, default="Partnership manager", db_default="Partnership manager")
    brand_colour = models.CharField(
        max_length=7, default="#124c5c", validators=[RegexValidator(COLOUR, "Enter a colour like #124c5c")]
    )
    mash_phone = models.CharField(max_length=30)
    # The days of `OfficeDay` in words, written whenever they change: every page shows them.
    mash_hours = models.CharField(max_length=250)
    out_of_hours_phone = models.CharField(max_length=30)
    mash_email = models.EmailField(blank=True)
    bank_holidays = models.CharField(
        max_length=12,
        choices=[(one.value, title) for one, title in BANK_HOLIDAY_TITLES.items()],
        default=BankHolidays.CLOSED,
        db_default=BankHolidays.CLOSED.value,
    )
    # Whoever may not see a child gets one answer, whether the child is known or not.
    answers_unknown_like_known = models.BooleanField(default=True, db_default=True)

    # What the police’s crime references look like; one that does not is warned of, and taken all the same.
    crime_reference_pattern = models.CharField(
        max_length=40, default=crime_references.DEFAULT, db_default=crime_references.DEFAULT
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(brand_colour__regex=COLOUR), name="partnership_colour_is_one"),
            models.CheckConstraint(condition=~Q(own_word="") & ~Q(manager_title=""), name="partnership_has_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def title_of(self, role: Role) -> str:
        """What a role is called here: a partnership names its manager itself."""
        return self.manager_title if role == Role.LSCB_MANAGER else TITLES[role]


class LocalAuthority(Record):
    """A council whose children the partnership protects."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    code = models.CharField(max_length=9, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "local authorities"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="authority_named_once")]

    def __str__(self) -> str:
        return self.name


class Panel(Record):
    """A MASE panel, or the strategic group above it."""

    class Kind(models.TextChoices):
        MASE = "mase", "MASE panel"
        STRATEGIC = "strategic", "Strategic group"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="panels")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    authorities = models.ManyToManyField(LocalAuthority, through="PanelAuthority", related_name="panels")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="panel_named_once")]

    def __str__(self) -> str:
        return self.name


class PanelAuthority(Record):
    """A panel sits for the children of an authority."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "panel authorities"
        constraints = [models.UniqueConstraint(fields=["panel", "authority"], name="panel_covers_once")]


class AgencyQuerySet(models.QuerySet["Agency"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def serving(self, partnerships: Iterable[int]) -> Self:
        """At home in one of these partnerships, or taking part in one beside its own."""
        ids = list(partnerships)
        beside = AgencyPartnership.objects.current().filter(agency=OuterRef("pk"), partnership__in=ids)
        return self.filter(Q(partnership__in=ids) | Exists(beside))

    def called(self, words: str) -> Self:
        """Every word somewhere in the name, in any order, with whichever apostrophe."""
        found = self.alias(plain_name=Replace("name", Value("’"), Value("'")))
        for word in words.replace("’", "'").split():
            found = found.filter(plain_name__icontains=word)
        return found


@remembered()
class Agency(Record):
    """An organisation, or a team that answers for itself."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=30, blank=True, default="", db_default="", choices=agency_types.grouped_choices()
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="teams")
    phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    email = models.EmailField(blank=True, default="", db_default="")
    address = models.TextField(blank=True, default="", db_default="")
    out_of_hours_who = models.CharField(max_length=120, blank=True, default="", db_default="")
    out_of_hours_phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.TextField(blank=True, default="", db_default="")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="agency_named_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="agency_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="agency_closed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def kind_title(self) -> str:
        return agency_types.title_of(self.kind)


class AgencyPartnershipQuerySet(models.QuerySet["AgencyPartnership"]):
    def current(self) -> Self:
        return self.filter(ends_on__isnull=True)


class AgencyPartnership(Record):
    """An agency takes part in a partnership beside its own: a police unit or a health trust may serve several."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="serves")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="served_by")
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)

    objects = AgencyPartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "partnership"], condition=Q(ends_on__isnull=True), name="agency_serves_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agency_serving_ends_after_it_starts",
            ),
        ]

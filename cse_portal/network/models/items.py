"""Whoever and whatever stands around children: people of concern, places, vehicles, phones, groups."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cse_portal.audit.models.history import remembered
from cse_portal.network import reading
from cse_portal.network.item_keys import Facts, keys_of, same_of
from cse_portal.network.item_kinds import FIELDS, PLACES, TITLES, ItemKind
from cse_portal.network.models.graded import Graded, choices, constraints_of, line

OLDEST = 120
# Empty where a kind does not have it.
BLANK: dict[str, Any] = {
    **{"born_on": None, "age_from": None, "age_to": None, "ask_by": None, "latitude": None, "longitude": None},
    **dict.fromkeys(("ethnicity", "nationality", "marker", "position_of_trust", "place_kind", "address"), ""),
    **dict.fromkeys(("postcode", "plate", "number", "platform"), ""),
    "aliases": [],
}


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: Any) -> Self:
        """What stands near enough to the person, under a mark they read."""
        return self.filter(reading.reads_item(user))

    def held(self) -> Self:
        return self.filter(struck_at__isnull=True)

    def kept(self) -> Self:
        """Those that became part of no other."""
        return self.filter(merged_into__isnull=True)


def degrees(most: int) -> models.DecimalField:
    return models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(-most)), MaxValueValidator(Decimal(most))],
    )


def _only_for(field: str) -> models.CheckConstraint:
    kinds = [kind.value for kind, fields in FIELDS.items() if field in fields]
    empty = BLANK[field]
    nothing = Q(**{f"{field}__isnull": True}) if empty is None else Q(**{field: empty})
    return models.CheckConstraint(condition=Q(kind__in=kinds) | nothing, name=f"item_{field}_fits")


@remembered(without=("keys", "same"))
class Item(Graded):
    """One row for each; which questions are asked of it is told by its kind."""

    kind = models.CharField(max_length=10, choices=choices(TITLES))
    label = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    description = models.TextField(blank=True, default="")

    born_on = models.DateField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    ethnicity = line(100)
    nationality = line(100)
    ask_by = models.DateField(null=True, blank=True)
    marker = line(200)
    position_of_trust = line(300)

    place_kind = models.CharField(max_length=15, blank=True, default="", choices=choices(PLACES))
    address = line(300)
    postcode = line(10)
    latitude = degrees(90)
    longitude = degrees(180)

    plate = line(20)
    number = line(30)
    platform = line(60)

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    keys = ArrayField(models.CharField(max_length=80), default=list, blank=True, editable=False)
    same = ArrayField(models.CharField(max_length=250), default=list, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "kind", "-created_at"], name="item_by_kind"),
            models.Index(fields=["merged_into"], name="item_of_a_merged", condition=Q(merged_into__isnull=False)),
            models.Index(
                fields=["created_at", "id"],
                name="item_by_age",
                condition=Q(merged_into__isnull=True, struck_at__isnull=True),
            ),
            GinIndex(fields=["keys"], name="item_by_keys"),
            GinIndex(fields=["same"], name="item_by_what_is_shared"),
        ]
        constraints: ClassVar = [
            *constraints_of("item"),
            *(_only_for(field) for field in BLANK),
            models.CheckConstraint(condition=~Q(label=""), name="item_is_called_something"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="item_is_no_part_of_itself"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True, age_to__isnull=True)
                | Q(age_from__isnull=False, age_to__isnull=False, age_to__gte=F("age_from"), age_to__lte=OLDEST),
                name="item_age_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="item_point_is_whole",
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """What it is found by follows what it says."""
        facts = self.facts
        self.keys, self.same = keys_of(facts), same_of(facts)
        super().save(*args, **kwargs)

    def get_kind(self) -> ItemKind:
        return ItemKind(self.kind)

    @property
    def facts(self) -> Facts:
        return Facts(
            kind=self.get_kind(),
            label=self.label,
            aliases=tuple(self.aliases),
            number=self.number,
            plate=self.plate,
            platform=self.platform,
            address=self.address,
            postcode=self.postcode,
        )

    @property
    def kept_id(self) -> int:
        """Under whose number its links stand since it became part of another."""
        return self.merged_into_id or self.pk

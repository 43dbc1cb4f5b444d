"""What was seen between two of them: one row for each time somebody told of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from cse_portal.audit.models.history import remembered
from cse_portal.cases.models import Case
from cse_portal.network import reading
from cse_portal.network.link_kinds import CHILD, KINDS, LinkKind
from cse_portal.network.link_kinds import words as words_of
from cse_portal.network.models.graded import Graded, choices, line
from cse_portal.network.models.graded import constraints_of as graded
from cse_portal.network.models.items import Item
from cse_portal.network.origins import TITLES as ORIGINS


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: Any) -> Self:
        """Of each child at its ends the person sees the case, and they read the marks of the link and of its items."""
        return self.filter(reading.reads_link(user), *(reading.reads_end(user, end) for end in ("start", "end")))

    def held(self) -> Self:
        return self.filter(struck_at__isnull=True)

    def with_ends(self) -> Self:
        ends = [f"{end}_{one}" for end in ("start", "end") for one in ("item__merged_into", "case__child")]
        return self.select_related(*ends, "agency")


def _end(end: str) -> Q:
    one, other = f"{end}_case__isnull", f"{end}_item__isnull"
    return Q(**{one: False, other: True}) | Q(**{one: True, other: False})


def _to_case(name: str) -> models.ForeignKey:
    return models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name=name)


def _to_item(name: str) -> models.ForeignKey:
    return models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name=name)


@remembered()
class Link(Graded):
    """From one to the other; a child stands in it as their case, so that whoever sees the case sees the link."""

    kind = models.CharField(max_length=20, choices=[(kind.value, one.there) for kind, one in KINDS.items()])
    start_case, start_item = _to_case("links_from"), _to_item("links_from")
    end_case, end_item = _to_case("links_to"), _to_item("links_to")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    is_about = models.BooleanField(default=False)
    words = models.TextField(blank=True, default="")
    known_from = line(200)
    origin = models.CharField(max_length=10, blank=True, default="", choices=choices(ORIGINS))
    origin_ref = line(20)
    origin_case = _to_case("+")

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            *(
                models.Index(fields=[end], name=f"link_by_{end}", condition=Q(**{f"{end}__isnull": False}))
                for end in ("start_case", "start_item", "end_case", "end_item")
            ),
        ]
        constraints: ClassVar = [
            *graded("link"),
            models.CheckConstraint(condition=_end("start") & _end("end"), name="link_has_two_ends"),
            models.CheckConstraint(
                condition=(Q(start_item__isnull=True) | Q(end_item__isnull=True) | ~Q(start_item=F("end_item")))
                & (Q(start_case__isnull=True) | Q(end_case__isnull=True) | ~Q(start_case=F("end_case"))),
                name="link_is_between_two",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=False, until__gte=F("since")),
                name="link_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(origin="", origin_ref="")
                | ~Q(origin="") & ~Q(origin_ref="") & Q(origin_case__isnull=False),
                name="link_origin_is_whole",
            ),
        ]

    def get_kind(self) -> LinkKind:
        return LinkKind(self.kind)

    @property
    def cases(self) -> list[Case]:
        return [one for one in (self.start_case, self.end_case) if one is not None]

    @property
    def items(self) -> list[Item]:
        return [one for one in (self.start_item, self.end_item) if one is not None]

    @property
    def case_ref(self) -> str:
        """In whose trail it stands: that of the child at its end, else of the case it was told in."""
        case = next(iter(self.cases), self.origin_case)
        return case.ref if case else ""

    @property
    def child_ref(self) -> str:
        case = next(iter(self.cases), self.origin_case)
        return case.child.ref if case else ""

    def reads(self, *, is_forward: bool = True) -> str:
        return words_of(self.get_kind(), is_forward=is_forward)

    @property
    def start_sort(self) -> str:
        return self.start_item.kind if self.start_item else CHILD

    @property
    def end_sort(self) -> str:
        return self.end_item.kind if self.end_item else CHILD

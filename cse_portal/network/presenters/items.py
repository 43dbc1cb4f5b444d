"""What is known of a person of concern, a place or a thing, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.ages import years_old
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.core import clock
from cse_portal.network import queries, submission_queries, support_queries
from cse_portal.network.follow_up_queries import is_lado_asked_for, notices_of
from cse_portal.network.item_kinds import ItemKind, has, title
from cse_portal.network.models import HarmSupport, Item, LadoNotice
from cse_portal.network.presenters.orders import OfItem, orders_of
from cse_portal.network.presenters.rows import Row, rows_of
from cse_portal.network.presenters.submissions import Submissions, submissions
from cse_portal.ui.dates import in_words

NOT_KNOWN = "Not yet known"


@dataclass(frozen=True)
class ItemPage:
    item: Item
    sort: str
    facts: list[tuple[str, str]]
    rows: list[Row]
    mark: str
    mark_words: str
    may_keep: bool
    may_sort: bool
    orders: OfItem | None = None
    notices: list[LadoNotice] = field(default_factory=list)
    asks_for_lado: bool = False
    given: Submissions | None = None
    support: list[HarmSupport] = field(default_factory=list)
    support_url: str = ""
    alike: list[Item] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.item.struck_at is None and self.item.merged_into_id is None


def item_page(person: User, item: Item) -> ItemPage:
    node = (queries.ITEM, item.kept_id)
    links = queries.links_at(person, [node])
    may_sort = access.can(person, Permission.SORT_NETWORK)
    is_open = item.struck_at is None and item.merged_into_id is None
    notices = notices_of(item) if item.get_kind() is ItemKind.PERSON else []
    return ItemPage(
        item=item,
        sort=title(item.get_kind()),
        facts=list(facts_of(item)),
        rows=rows_of(links, item),
        mark=SIGNS[Handling(item.handling)],
        mark_words=MARKS[Handling(item.handling)],
        may_keep=is_open and access.can(person, Permission.KEEP_RECORD),
        may_sort=may_sort,
        notices=notices,
        given=submissions(
            submission_queries.of_item(person, item),
            reverse("network:submit_of_item", kwargs={"ref": item.ref}),
            may_keep=is_open and access.can(person, Permission.KEEP_RECORD),
        ),
        **_support_of(person, item, may_keep=is_open and access.can(person, Permission.KEEP_RECORD)),
        asks_for_lado=is_lado_asked_for(item, notices),
        orders=orders_of(person, item, may_keep=is_open and access.can(person, Permission.KEEP_RECORD)),
        alike=queries.like(person, item.facts, but=item) if may_sort and is_open else [],
        parts=queries.parts_of(person, item) if may_sort else [],
    )


def _support_of(person: User, item: Item, *, may_keep: bool) -> dict[str, Any]:
    """Of a person of concern alone."""
    if item.get_kind() is not ItemKind.PERSON:
        return {}
    url = reverse("network:add_support", kwargs={"ref": item.ref}) if may_keep else ""
    return {"support": support_queries.of_item(person, item), "support_url": url}


def facts_of(item: Item) -> Iterable[tuple[str, str]]:
    """What is empty is left out, but for what somebody still has to ask."""
    kind = item.get_kind()
    yield from _filled(
        ("Number", item.number),
        ("Number plate", item.plate),
        ("On", item.platform),
        ("Also called", ", ".join(item.aliases)),
        ("Age", age_of(item)),
    )
    if kind is ItemKind.PERSON:
        yield "Ethnicity", item.ethnicity or NOT_KNOWN
        yield "Nationality", item.nationality or NOT_KNOWN
        if item.ask_by and not (item.ethnicity and item.nationality):
            yield "To be asked by", in_words(item.ask_by)
    yield from _filled(
        ("PNC or ViSOR marker", item.marker),
        ("Position of trust", item.position_of_trust),
        ("Kind of place", item.get_place_kind_display() if has(kind, "place_kind") else ""),
        ("Address", "\n".join(filter(None, (item.address, item.postcode)))),
        ("On the map", f"{item.latitude}, {item.longitude}" if item.latitude is not None else ""),
        ("What else is known", item.description),
    )


def _filled(*rows: tuple[str, str]) -> Iterable[tuple[str, str]]:
    return ((label, words) for label, words in rows if words)


def age_of(item: Item) -> str:
    if item.born_on:
        return f"{years_old(item.born_on, on=clock.today())}, born {in_words(item.born_on)}"
    if item.age_from is None:
        return ""
    return f"About {item.age_from}" if item.age_from == item.age_to else f"{item.age_from} to {item.age_to}"


def in_few_words(item: Item) -> str:
    """What tells it from another of that name, in a list."""
    words = (item.number, item.plate, item.platform, ", ".join(item.aliases[:3]), age_of(item))
    place = (item.address.splitlines() or [""])[0]
    return ". ".join(filter(None, (*words, place, item.postcode)))

"""All people, places and things that somebody may read of, the newest first, a page at a time.

By the last one shown and not by numbers: nothing is counted, and what is added meanwhile moves nobody over a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from cse_portal.agencies.models import User
from cse_portal.network import queries
from cse_portal.network.models import Item
from cse_portal.network.models.items import ItemQuerySet

SIZE = 25


@dataclass(frozen=True)
class Stretch:
    """`newer` and `older`: the reference from which the page before and the next one begin."""

    rows: list[Item]
    newer: str = ""
    older: str = ""


def listed(person: User, kind: str = "", *, after: str = "", before: str = "", size: int = SIZE) -> Stretch:
    """Older than one reference or newer than another; from the newest where that one is not read."""
    found = queries.all_near(person).held().kept().select_related("agency")
    found = found.filter(kind=kind) if kind else found
    asked = after or before
    at = queries.near(person).filter(ref=asked).values_list("created_at", "pk").first() if asked else None
    if at is not None and not after:
        return _newer(found, at, size)
    rows = list((found.filter(_beyond("lt", *at)) if at else found).order_by("-created_at", "-pk")[: size + 1])
    page = rows[:size]
    return Stretch(page, page[0].ref if at and page else "", page[-1].ref if len(rows) > size else "")


def _newer(found: ItemQuerySet, at: tuple[object, int], size: int) -> Stretch:
    rows = list(found.filter(_beyond("gt", *at)).order_by("created_at", "pk")[: size + 1])
    page = rows[:size][::-1]
    if not page:
        return Stretch([])
    return Stretch(page, page[0].ref if len(rows) > size else "", page[-1].ref)


def _beyond(side: str, moment: object, number: int) -> Q:
    return Q(**{f"created_at__{side}": moment}) | Q(**{"created_at": moment, f"pk__{side}": number})

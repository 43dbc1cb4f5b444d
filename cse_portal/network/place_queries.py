"""Places and businesses that somebody reads, for a map."""

from __future__ import annotations

from django.db.models import Case, When

from cse_portal.agencies.models import User
from cse_portal.network.item_kinds import ItemKind
from cse_portal.network.models import Item
from cse_portal.network.queries import all_near

MOST_PLACES = 500
ON_MAPS = (ItemKind.PLACE.value, ItemKind.BUSINESS.value)


def places(person: User) -> list[Item]:
    """By name, those with a point first; one more than a page shows, so that it can say so."""
    found = all_near(person).held().kept().filter(kind__in=ON_MAPS)
    is_without = Case(When(latitude__isnull=True, then=1), default=0)
    return list(found.order_by(is_without, "label", "pk")[: MOST_PLACES + 1])

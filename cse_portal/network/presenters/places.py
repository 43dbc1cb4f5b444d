"""Places as a map and a table show them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from cse_portal.core import clock
from cse_portal.network.item_kinds import PLACES, PlaceKind, title
from cse_portal.network.mapping import MapPlace
from cse_portal.network.models import Item
from cse_portal.network.picturing import SHAPES
from cse_portal.network.presenters.rows import NEW_FOR


def map_places(items: Iterable[Item]) -> list[MapPlace]:
    return [_place(item) for item in items]


def _place(item: Item) -> MapPlace:
    kind = PLACES[PlaceKind(item.place_kind)] if item.place_kind else title(item.get_kind())
    lines = [*item.address.splitlines(), item.postcode]
    return MapPlace(
        name=item.label,
        kind=kind,
        href=reverse("network:item", kwargs={"ref": item.ref}),
        words=", ".join(line.strip() for line in lines if line.strip()),
        latitude=None if item.latitude is None else float(item.latitude),
        longitude=None if item.longitude is None else float(item.longitude),
        shape=SHAPES[item.kind],
        is_new=item.created_at >= clock.now() - NEW_FOR,
    )

"""The network's part of the one search box."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import User
from cse_portal.network import queries
from cse_portal.network.item_kinds import title


def find_items(person: User, words: str) -> Iterable[Found]:
    for item in queries.find(person, words, most=MOST_OF_A_KIND):
        yield Found(
            kind=title(item.get_kind()),
            label=item.label,
            url=reverse("network:item", kwargs={"ref": item.ref}),
            detail=", ".join(filter(None, (item.number, item.plate, item.postcode))),
            ref=item.ref,
        )

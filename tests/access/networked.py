"""Somebody linked with each child, under every mark: what they are called is a canary."""

from __future__ import annotations

from typing import Any

from cse_portal.network.models import Item, Link
from tests.access.canaries import word
from tests.access.matrix import AROUND, Relation
from tests.access.world import World


def plant_network(world: World, relation: Relation) -> None:
    case, keeper = world.cases[relation.name], world.keepers[relation.name]
    for one in AROUND:
        said: dict[str, Any] = {
            "partnership": case.partnership,
            "agency": world.agencies[one.wrote],
            "recorded_by": keeper.user,
            "source": "reliable",
            "information": "direct",
            "sharing": "may_be_shared",
            "handling": one.mark,
            "named_agencies": [world.agencies[one.names].pk] if one.names else [],
        }
        item = Item.objects.create(kind="person", label=world.plant(relation, one, word()), **said)
        Link.objects.create(kind="groomed_by", start_case=case, end_item=item, known_from="A carer", **said)

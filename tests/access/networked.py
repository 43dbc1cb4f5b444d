"""Somebody linked with each child, under every mark, and what followed: what each of them says is a canary."""

from __future__ import annotations

from typing import Any

from cse_portal.core import clock
from cse_portal.network.models import (
    HarmSupport,
    Item,
    LadoNotice,
    Link,
    Order,
    OrderBreach,
    OrderStep,
    Submission,
)
from tests.access.canaries import word
from tests.access.matrix import AROUND, GIVEN, LADO, ORDERED, SUPPORT, Marked
from tests.access.relations import Relation
from tests.access.world import World


def plant_network(world: World, relation: Relation) -> None:
    items = [_item(world, relation, one) for one in AROUND]
    for item, one in zip(items, ORDERED, strict=True):
        _order(world, relation, item, one)
    for one in GIVEN:
        said = {"sent_on": clock.today(), "sent_by": "A carer", "words": world.plant(relation, one, word())}
        Submission.objects.create(case=world.cases[relation.name], **said, **_under(world, relation, one))
    _shared(world, relation, items[0])


def _under(world: World, relation: Relation, one: Marked) -> dict[str, Any]:
    return {
        "partnership": world.cases[relation.name].partnership,
        "agency": world.agencies[one.wrote],
        "recorded_by": world.keepers[relation.name].user,
        "handling": one.mark,
        "named_agencies": [world.agencies[one.names].pk] if one.names else [],
    }


def _item(world: World, relation: Relation, one: Marked) -> Item:
    """Told in a missing episode of the child."""
    case, graded = world.cases[relation.name], {"source": "reliable", "information": "direct"}
    said = {**_under(world, relation, one), **graded, "sharing": "may_be_shared"}
    told_in = {"origin": "episode", "origin_ref": world.episodes[relation.name].ref, "origin_case": case}
    item = Item.objects.create(kind="person", label=world.plant(relation, one, word()), **said)
    Link.objects.create(kind="groomed_by", start_case=case, end_item=item, known_from="A carer", **said, **told_in)
    return item


def _order(world: World, relation: Relation, item: Item, one: Marked) -> None:
    """Served and breached; watched over by an agency in which nobody works."""
    words, under = world.plant(relation, one, word()), _under(world, relation, one)
    served = {"state": "served", "served_on": clock.today(), "served_by": "PC Orla Finch"}
    order = Order.objects.create(
        item=item,
        kind="sexual_risk",
        basis="Sexual Offences Act 2003, s122A",
        conditions=words,
        protects=world.cases[relation.name],
        monitor=world.agencies["empty"],
        **served,
        **under,
    )
    of: dict[str, Any] = {"order": order, "agency": under["agency"], "recorded_by": under["recorded_by"]}
    OrderStep.objects.create(deed="serve", done_on=clock.today(), words=words, **of)
    OrderBreach.objects.create(happened_on=clock.today(), words=words, **of)


def _shared(world: World, relation: Relation, item: Item) -> None:
    """Of somebody whom everybody near may read of: what the LADO was told, and support that only few read."""
    of: dict[str, Any] = {"item": item, "agency": item.agency, "recorded_by": item.recorded_by}
    LadoNotice.objects.create(
        position="Teacher",
        outcome="told",
        told_on=clock.today(),
        told_whom="The LADO",
        words=world.plant(relation, LADO, word()),
        **of,
    )
    said = {"service": "Safe Harbour", "offer": "offered", "since": clock.today()}
    need = world.plant(relation, SUPPORT, word())
    HarmSupport.objects.create(need=need, partnership=item.partnership, **said, **of)

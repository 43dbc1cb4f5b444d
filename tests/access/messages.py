"""Conversations about each case, one under each mark, with a canary in what they are about and in what is said."""

from __future__ import annotations

from cse_portal.cases.models import CaseMessage, Receipt, Thread
from cse_portal.core import clock
from tests.access.canaries import word
from tests.access.matrix import (
    MESSAGES,
    Marked,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World


def plant_messages(world: World, relation: Relation) -> None:
    for one in MESSAGES:
        world.messages[relation.name, one.name] = _planted(world, relation, one)


def _planted(world: World, relation: Relation, marked: Marked) -> CaseMessage:
    agency, by = world.agencies[marked.wrote], world.keepers[relation.name].user
    said = world.plant(relation, marked, word())
    thread = Thread.objects.create(
        case=world.cases[relation.name],
        agency=agency,
        begun_by=by,
        subject=said,
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
        length=1,
        last_at=clock.now(),
    )
    sent = {"number": 1, "agency": agency, "written_by": by, "sent_at": clock.now(), "is_significant": True}
    message = CaseMessage.objects.create(thread=thread, words=said, **sent)
    Receipt.objects.create(message=message, person=world.keepers[relation.name].user, read_at=clock.now())
    return message

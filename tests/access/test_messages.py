"""Conversations are found by their own reference: they answer as the case does, and as their mark says."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker
from tests.access.matrix import (
    MESSAGES,
    Marked,
    reads,
)
from tests.access.places import KEEP, SOME
from tests.access.test_documents import asked, wrong_in

pytestmark = pytest.mark.django_db
ASKERS = (Role.SOCIAL_WORKER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.AUDITOR, Role.INFORMATION_GOVERNANCE_LEAD)


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("thing", MESSAGES, ids=lambda thing: thing.name)
def test_a_conversation_is_there_for_whoever_its_mark_is_for(asker: Asker, thing: Marked, role: Role) -> None:
    """Found by its own reference and by its message’s; answered by whoever keeps the record."""
    wrong = []
    for relation in SOME:
        message = asker.world.messages[relation.name, thing.name]
        expected = 200 if reads(thing, role, relation) else 404
        for name, ref in (("thread", message.thread.ref), ("message", message.ref)):
            wrong += wrong_in(asker, role, relation, thing, asked(asker, role, name, ref), expected)
        keeps = expected == 200 and KEEP.may(role, relation)
        refused = 403 if expected == 200 else 404
        took_out = asked(asker, role, "unmark_message", message.ref)
        wrong += wrong_in(asker, role, relation, thing, took_out, 200 if keeps else refused)
        # nobody strikes what somebody else wrote
        struck = asked(asker, role, "strike_message", message.ref)
        wrong += [f"{relation.name}: strike {struck.status}"] if struck.status != refused else []
    assert wrong == []

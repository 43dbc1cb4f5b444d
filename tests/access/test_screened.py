"""A filled-in tool is found by its own reference: it answers as the case does, and as its mark says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker, allowed
from tests.access.canaries import Answer, judge
from tests.access.matrix import (
    TOOLS,
    Marked,
    reads,
)
from tests.access.places import SOME
from tests.access.relations import (
    Standing,
)

pytestmark = pytest.mark.django_db
ASKERS = (
    *(Role.SOCIAL_WORKER, Role.PRACTITIONER, Role.POLICE_CSE_SPOC, Role.SSPL, Role.AUDITOR),
    *(Role.LSCB_MANAGER, Role.INFORMATION_GOVERNANCE_LEAD),
)


def asked(asker: Asker, role: Role, name: str, ref: str) -> Answer:
    place = reverse(f"screening:{name}", kwargs={"ref": ref})
    answer = asker.ask(Standing.AT_WORK, role, place)
    return asker._after_saying_why(Standing.AT_WORK, role, place, answer) if answer.asks_why else answer


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("thing", TOOLS, ids=lambda thing: thing.name)
def test_a_tool_is_there_for_whoever_its_mark_is_for(asker: Asker, thing: Marked, role: Role) -> None:
    """Its page, and what was advised on it."""
    wrong = []
    for relation in SOME:
        tool = asker.world.tools[relation.name, thing.name]
        expected = 200 if reads(thing, role, relation) else 404
        answer = asked(asker, role, "tool", tool.ref)
        must = {(relation.name, thing.name)} if expected == 200 else set()
        verdict = judge(answer, asker.world.canaries, may=allowed(role, Standing.AT_WORK), must=must)
        wrong += [f"{relation.name}: {answer.status}, not {expected}"] if answer.status != expected else []
        wrong += [*verdict.leaked, *verdict.missing]
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("name", ["of_case", "compare", "review"])
def test_pages_about_several_tools_tell_of_none_that_one_does_not_read(asker: Asker, name: str, role: Role) -> None:
    wrong, of_tools = [], [one for one in asker.world.canaries if one.thing in TOOLS]
    for relation in SOME:
        answer = asked(asker, role, name, asker.world.cases[relation.name].ref)
        wrong += judge(answer, of_tools, may=allowed(role, Standing.AT_WORK), must=set()).leaked
    assert wrong == []

"""Entries of a chronology, found by their own reference: they answer as the case does, and as their mark says."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.models import Entry, EntryPart
from cse_portal.core import wall
from tests.access.asking import Asker
from tests.access.matrix import (
    ADDED,
    ENTRIES,
    Marked,
    reads,
)
from tests.access.places import KEEP, SOME
from tests.access.relations import (
    Relation,
)
from tests.access.test_meetings import wrong_on
from tests.access.world import World

pytestmark = pytest.mark.django_db
ASKERS = (Role.SOCIAL_WORKER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.AUDITOR, Role.INFORMATION_GOVERNANCE_LEAD)


def ref_of(world: World, model: Any, relation: Relation, thing: Marked) -> str:
    named = [world.agencies[thing.names].pk] if thing.names else []
    which = {"agency": world.agencies[thing.wrote], "handling": thing.mark, "named_agencies": named}
    of = "case" if model is Entry else "entry__case"
    with wall.as_system("test"):
        rows = model.objects.filter(**which, **{of: world.cases[relation.name]})
        return str(rows.order_by("pk")[0].ref)


def wrong_at(asker: Asker, role: Role, model: Any, thing: Marked, name: str, *, is_own: bool) -> list[object]:
    """`is_own`: only for the agency that wrote it; else for whoever keeps the record; the page itself for all."""
    wrong: list[object] = []
    for relation in SOME:
        place = reverse(f"cases:{name}", kwargs={"ref": ref_of(asker.world, model, relation, thing)})
        expected = 404
        if reads(thing, role, relation):
            may = name == "entry" or (KEEP.may(role, relation) and (thing.wrote == "home" or not is_own))
            expected = 200 if may else 403
        wrong += wrong_on(asker, role, relation, place, expected)
    return wrong


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("thing", ENTRIES, ids=lambda thing: thing.name)
def test_an_entry_is_there_for_whoever_may_read_it(asker: Asker, thing: Marked, role: Role) -> None:
    assert wrong_at(asker, role, Entry, thing, "entry", is_own=False) == []


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR])
@pytest.mark.parametrize("thing", ENTRIES[:4], ids=lambda thing: thing.name)
@pytest.mark.parametrize("name", ["correct_entry", "strike_entry", "add_part"])
def test_it_is_put_right_by_the_agency_that_wrote_it(asker: Asker, name: str, thing: Marked, role: Role) -> None:
    assert wrong_at(asker, role, Entry, thing, name, is_own=name != "add_part") == []


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR])
@pytest.mark.parametrize("thing", ADDED[:4], ids=lambda thing: thing.name)
def test_what_was_added_is_struck_by_the_agency_that_added_it(asker: Asker, thing: Marked, role: Role) -> None:
    assert wrong_at(asker, role, EntryPart, thing, "strike_part", is_own=True) == []

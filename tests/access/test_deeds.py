"""Who may change a case, and decide who sees it."""

from __future__ import annotations

import pytest

from cse_portal.agencies.roles import Role
from tests.access.deeds import CALLS, may
from tests.access.matrix import RELATIONS, Standing
from tests.access.places import DEEDS
from tests.access.world import World

pytestmark = pytest.mark.django_db
each_role = pytest.mark.parametrize("role", Role)


@each_role
def test_a_deed_is_done_by_whoever_has_the_right_and_may_change_the_case(world: World, role: Role) -> None:
    wrong = []
    for relation in RELATIONS:
        for deed in DEEDS:
            person = world.person(Standing.AT_WORK, role)
            person.worn = world.hats[Standing.AT_WORK, role]  # type: ignore[attr-defined]
            if may(deed.name, world, relation, person) is not deed.may(role, relation):
                wrong.append(f"{deed.name}: {relation.words}")
    assert wrong == []


def test_every_deed_is_tried() -> None:
    assert {deed.name for deed in DEEDS} == set(CALLS)

"""Two records that may be of one child are met by those who see a case of both, and whose role may say so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.models import LikelyPair
from tests.access.asking import Asker
from tests.access.relations import (
    RELATION,
    Standing,
    sees,
)
from tests.access.world import World
from tests.architecture.pair_objects import pair_of

pytestmark = pytest.mark.django_db
# By the roles' specification: those who take in what is told of children propose, their managers confirm.
SAYS = frozenset({Role.MASH_OFFICER, Role.MASH_MANAGER, Role.CSC_TEAM_MANAGER, Role.SSPL, Role.HEAD_OF_SERVICE})
# Officers propose, and others than they confirm.
PAGES = {
    **dict.fromkeys(("likely_pair", "not_the_same", "propose_merge", "propose_apart"), SAYS),
    **dict.fromkeys(("confirm_merge", "confirm_apart"), SAYS - {Role.MASH_OFFICER}),
}
POSTS = ("look_again", "take_back_merge")
# Each way of seeing beside another and beside none.
NAMES = ("leads", "named", "restricted_named", "restricted", "below", "none", "leads")
PAIRED = [(RELATION[one], RELATION[other]) for one, other in pairwise(NAMES)]
ASKED = [
    *((Standing.AT_WORK, role) for role in (*sorted(SAYS), Role.SOCIAL_WORKER, Role.SPOC, Role.LSCB_MANAGER)),
    *((Standing.NEWCOMER, role) for role in (Role.SSPL, Role.CSC_TEAM_MANAGER)),
    (Standing.OTHER_HAT, Role.SSPL),
]


@pytest.fixture
def pairs(world: World) -> dict[str, LikelyPair]:
    return {
        f"{one.name} {other.name}": pair_of(world.cases[one.name], world.cases[other.name]) for one, other in PAIRED
    }


@pytest.mark.parametrize(("standing", "role"), ASKED, ids=[f"{one.name}-{role}" for one, role in ASKED])
def test_each_page_of_a_pair(asker: Asker, pairs: dict[str, LikelyPair], standing: Standing, role: Role) -> None:
    wrong = {}
    for one, other in PAIRED:
        pair = pairs[f"{one.name} {other.name}"]
        both = sees(role, one, standing) and sees(role, other, standing)
        for name, roles in PAGES.items():
            may = role in roles and standing is not Standing.OTHER_HAT
            expected = (200 if may else 403) if both else 404
            answer = asker.ask(standing, role, reverse(f"cases:{name}", kwargs={"ref": pair.ref}))
            found = asker.wrong(answer, None, (standing, role), [one, other])
            if answer.status != expected or found:
                wrong[name, one.name, other.name] = (answer.status, expected, found)
        for name in POSTS:
            answer = asker.ask(standing, role, reverse(f"cases:{name}", kwargs={"ref": pair.ref}), method="post")
            may = role in SAYS and standing is not Standing.OTHER_HAT
            expected = (200, 302, 403) if may else (403,)
            if answer.status not in (expected if both else (404,)):
                wrong[name, one.name, other.name] = (answer.status, expected, [])
    assert wrong == {}


@pytest.mark.parametrize("role", sorted(SAYS))
def test_the_list_holds_those_pairs_and_no_others(asker: Asker, pairs: dict[str, LikelyPair], role: Role) -> None:
    answer = asker.ask(Standing.AT_WORK, role, reverse("cases:likely_pairs"))
    shown = {name for name, pair in pairs.items() if pair.ref in answer.body}
    both = {f"{one.name} {other.name}" for one, other in PAIRED if sees(role, one) and sees(role, other)}
    assert shown == both
    assert asker.wrong(answer, None, (Standing.AT_WORK, role), []) == []

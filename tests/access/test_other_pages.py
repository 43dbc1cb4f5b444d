"""Every address there is, with something made for it where it is about something: nothing of a case is let out."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker, Beyond
from tests.access.matrix import (
    SEER,
)
from tests.access.places import READS_TRAIL
from tests.access.relations import (
    RELATIONS,
    Standing,
)
from tests.access.test_trail import of_week
from tests.architecture.access_table import ROWS
from tests.architecture.answers import Row
from tests.architecture.objects import MAKERS

pytestmark = pytest.mark.django_db
# One of each sort: works with children, runs an agency, keeps people, keeps the trail, keeps the machine, nobody.
SORTS = (
    Role.PRACTITIONER,
    Role.SPOC,
    Role.LSCB_MANAGER,
    Role.INFORMATION_GOVERNANCE_LEAD,
    Role.SYSTEM_ADMINISTRATOR,
    None,
)
ENDS_THE_SESSION = {"account_logout", "account_hat"}
ASKED = [row for row in ROWS if row.name not in ENDS_THE_SESSION]


def beyond(role: Role | None, name: str) -> Beyond:
    """Names of people who see a case are allowed: they are colleagues, and their agency knows them."""
    in_trail = of_week(role) if role and role in READS_TRAIL and name.startswith("trail:") else None
    return lambda thing, relation: thing is SEER or bool(in_trail and in_trail(thing, relation))


def asked(asker: Asker, standing: Standing, role: Role | None, row: Row) -> list[str]:
    """The thing is the asker's own; a stranger's address is about somebody's of the agency."""
    owner = asker.world.person(Standing.NEWCOMER, role or Role.PRACTITIONER)
    with transaction.atomic():
        place = reverse(row.name, kwargs=MAKERS[row.of](owner) if row.of else None)
        answer = asker.ask(standing, role, place, method=row.method)
        transaction.set_rollback(True)
    verdict = asker.verdict(answer, role, standing, set(), beyond(role, row.name))
    return verdict.leaked


def opens(row: Row, role: Role | None) -> bool:
    """Whoever is refused gets the portal's one page of refusal, which is asked often enough."""
    return (row.stranger if role is None else row.own[role]) not in (401, 403, 404, 405)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("role", SORTS)
def test_a_page_holds_nothing_of_a_case_that_the_person_does_not_see(
    asker: Asker, role: Role | None, part: int
) -> None:
    standing = Standing.NEWCOMER if role else Standing.STRANGER
    rows = [row for row in ASKED if opens(row, role)]
    found = {f"{row.method} {row.name}": asked(asker, standing, role, row) for row in rows[part::4]}
    assert {name: leaks for name, leaks in found.items() if leaks} == {}


def test_every_relation_has_words_to_leak(asker: Asker) -> None:
    assert {one.relation.name for one in asker.world.canaries} == {one.name for one in RELATIONS}

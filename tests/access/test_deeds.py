"""Who may change a case, decide who sees it, and open it in an emergency."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.roles import Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases import actions
from cse_portal.cases.emergencies import Why
from cse_portal.cases.emergency_queries import Details
from cse_portal.cases.models import Case, EmergencyAccess
from cse_portal.core import wall
from tests.access.asking import Asker
from tests.access.deeds import CALLS, may
from tests.access.places import DEEDS
from tests.access.relations import (
    EACH_WAY,
    EMERGENCIES,
    OPENS_IN_EMERGENCY,
    RELATIONS,
    Relation,
    Standing,
    sees,
    told,
)

pytestmark = pytest.mark.django_db
OTHERS = (Role.PRACTITIONER, Role.CSC_TEAM_MANAGER, Role.AUDITOR, Role.MASE_GUEST, Role.ELECTED_MEMBER)
# Answered in one and the same way as what is not there.
NEVER_OPENED = ("restricted", "restricted_after", "restricted_stands_in", "far")
A_ROLE_EACH = (*EACH_WAY, *OTHERS)


@pytest.mark.parametrize("role", Role)
def test_a_deed_is_done_by_whoever_has_the_right_and_may_change_the_case(asker: Asker, role: Role) -> None:
    wrong = []
    for relation in RELATIONS:
        for deed in DEEDS:
            with asker.acting(Standing.AT_WORK, role) as person:
                if may(deed.name, asker.world, relation, person) is not deed.may(role, relation):
                    wrong.append(f"{deed.name}: {relation.words}")
    assert wrong == []


def test_every_deed_is_tried() -> None:
    assert {deed.name for deed in DEEDS} == set(CALLS)


@pytest.mark.parametrize("role", A_ROLE_EACH)
def test_an_emergency_opens_what_is_not_restricted(asker: Asker, role: Role) -> None:
    """To professionals; whoever sees the case already needs none. What was opened is seen, and never changed."""
    wrong = {}
    for relation in RELATIONS:
        expected = role in OPENS_IN_EMERGENCY and (sees(role, relation) or relation.name not in NEVER_OPENED)
        if opens(asker, role, relation) is not expected:
            wrong[relation.name] = f"not {expected}"
    assert wrong == {}


def opens(asker: Asker, role: Role, relation: Relation) -> bool:
    case, is_opened = asker.world.cases[relation.name], False
    with asker.acting(Standing.AT_WORK, role) as person, transaction.atomic():
        try:
            actions.open_in_emergency(details=Details(ref=case.ref), why=Why.MISSING, words="Missing", by=person)
            is_opened = Case.objects.filter(pk=case.pk).exists()
            if not sees(role, relation):
                assert Case.objects.filter(pk=case.pk).update(risk=3) == 0
        except (PermissionDenied, NotAllowedNow):
            pass
        transaction.set_rollback(True)
    return is_opened


@pytest.mark.parametrize("role", A_ROLE_EACH)
def test_an_emergency_is_ended_by_whoever_opened_it_or_is_told_of_it(asker: Asker, role: Role) -> None:
    wrong = {}
    for relation in EMERGENCIES:
        with wall.as_system("test"):
            own = asker.world.hats[Standing.AT_WORK, role].user_id
            opened = EmergencyAccess.objects.get(ref=asker.world.emergency(relation, own))
        if ends(asker, role, opened) is not told(role, relation, Standing.AT_WORK):
            wrong[relation.name] = ends
    assert wrong == {}


def ends(asker: Asker, role: Role, opened: EmergencyAccess) -> bool:
    with asker.acting(Standing.AT_WORK, role) as person, transaction.atomic():
        try:
            actions.end_emergency(emergency=opened, by=person)
        except PermissionDenied:
            return False
        finally:
            transaction.set_rollback(True)
    return True

"""Parts of a meeting are found by their own reference: they answer as the case does, and as their mark says."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.models import AgreedAction, Contribution, Decision, PlanRow
from cse_portal.core import wall
from tests.access.asking import ANSWER_WHY, Asker, allowed
from tests.access.canaries import judge
from tests.access.matrix import (
    BROUGHT,
    Marked,
    reads,
)
from tests.access.places import KEEP, MEET, SOME, Deed
from tests.access.relations import (
    Relation,
    Standing,
    sees,
)
from tests.access.world import World

pytestmark = pytest.mark.django_db
ASKERS = (
    *(Role.SOCIAL_WORKER, Role.PRACTITIONER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.SSPL),
    *(Role.AUDITOR, Role.MASE_GUEST, Role.INFORMATION_GOVERNANCE_LEAD),
)


def ref_of(world: World, model: Any, relation: Relation, **which: Any) -> str:
    with wall.as_system("test"):
        rows = model.objects.filter(meeting=world.meetings[relation.name], **which)
        return str(rows.order_by("pk")[0].ref)


def wrong_on(asker: Asker, role: Role, relation: Relation, place: str, expected: int) -> list[object]:
    answer = asker.ask(Standing.AT_WORK, role, place)
    if answer.asks_why:
        answer = asker._after_saying_why(Standing.AT_WORK, role, place, answer)
    verdict = judge(answer, asker.world.canaries, may=allowed(role, Standing.AT_WORK), must=set())
    found: list[object] = [(relation.name, answer.status, expected)] if answer.status != expected else []
    return [*found, *verdict.leaked]


def answer_to(role: Role, relation: Relation, deed: Deed) -> int:
    if not sees(role, relation):
        return 404
    return 200 if deed.may(role, relation) else 403


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize(("name", "model"), [("change_decision", Decision), ("approve_minutes", None)])
def test_the_record_is_kept_by_roles_that_work_cases(asker: Asker, name: str, model: Any, role: Role) -> None:
    wrong = []
    for relation in SOME:
        ref = ref_of(asker.world, model, relation) if model else asker.world.meetings[relation.name].ref
        place = reverse(f"cases:{name}", kwargs={"ref": ref})
        wrong += wrong_on(asker, role, relation, place, answer_to(role, relation, MEET))
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("thing", BROUGHT, ids=lambda thing: thing.name)
def test_what_an_agency_brought_is_changed_by_that_agency_alone(asker: Asker, thing: Marked, role: Role) -> None:
    wrong = []
    for relation in SOME:
        which = {"agency": asker.world.agencies[thing.wrote], "handling": thing.mark}
        named = [asker.world.agencies[thing.names].pk] if thing.names else []
        place = reverse(
            "cases:change_contribution",
            kwargs={"ref": ref_of(asker.world, Contribution, relation, named_agencies=named, **which)},
        )
        expected = 404
        if reads(thing, role, relation):
            expected = 200 if thing.wrote == "home" and KEEP.may(role, relation) else 403
        wrong += wrong_on(asker, role, relation, place, expected)
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
def test_an_objection_is_weighed_by_roles_that_work_cases(asker: Asker, role: Role) -> None:
    wrong = []
    for relation in SOME:
        place = reverse("cases:weigh", kwargs={"ref": ref_of(asker.world, Contribution, relation, handling="network")})
        wrong += wrong_on(asker, role, relation, place, answer_to(role, relation, MEET))
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
def test_an_action_of_another_agency_is_settled_by_roles_that_work_cases(asker: Asker, role: Role) -> None:
    """Where the agency that took it on is not the person’s own."""
    wrong = []
    for relation in [one for one in SOME if one.name not in ("leads", "restricted")]:
        place = reverse("cases:settle_action", kwargs={"ref": ref_of(asker.world, AgreedAction, relation)})
        wrong += wrong_on(asker, role, relation, place, answer_to(role, relation, MEET))
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("name", ["change_plan_row", "take_out_plan_row"])
def test_a_row_of_a_plan_is_kept_by_roles_that_work_cases(asker: Asker, name: str, role: Role) -> None:
    wrong = []
    for relation in SOME:
        with wall.as_system("test"):
            ref = PlanRow.objects.get(plan=asker.world.plans[relation.name]).ref
        place = reverse(f"cases:{name}", kwargs={"ref": ref})
        wrong += wrong_on(asker, role, relation, place, answer_to(role, relation, MEET))
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
def test_a_new_version_is_begun_by_roles_that_work_cases(asker: Asker, role: Role) -> None:
    """It is still a draft, so that whoever may is only led back to it; others may be asked first why they look."""
    for relation in SOME:
        place = reverse("cases:new_plan_version", kwargs={"ref": asker.world.plans[relation.name].ref})
        expected = answer_to(role, relation, MEET)
        answer = asker.ask(Standing.AT_WORK, role, place, method="post")
        if answer.asks_why:
            said = {name: value for name, value in ANSWER_WHY.items() if not name.endswith("opens")}
            answer = asker.ask(Standing.AT_WORK, role, place, method="post", **said)
        assert answer.status == (302 if expected == 200 else expected), relation.name

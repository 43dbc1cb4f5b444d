"""Forms about one fact are found by the fact's own reference: they answer as the case does, and keep places back."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.cases.fact_kinds import KINDS, FactKind
from cse_portal.core import wall
from tests.access.asking import Asker, allowed
from tests.access.canaries import judge
from tests.access.matrix import (
    KNOWN,
    Known,
    reads,
)
from tests.access.places import KEEP, SOME
from tests.access.relations import (
    RELATION,
    Standing,
    sees,
)
from tests.access.world import World

pytestmark = pytest.mark.django_db
BY_MODEL = {one.model: one for one in KNOWN}
# Who goes to the child and who does not; who keeps the record and who only reads it.
ASKERS = (
    *(Role.SOCIAL_WORKER, Role.PRACTITIONER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.SSPL),
    *(Role.AUDITOR, Role.MASE_GUEST, Role.INFORMATION_GOVERNANCE_LEAD),
)


def ref_of(world: World, thing: Known, relation: str) -> str:
    with wall.as_system("test"):
        rows = apps.get_model("cases", thing.model)._default_manager
        return str(rows.get(child_id=world.cases[relation].child_id).ref)


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_fact_is_changed_by_whoever_keeps_the_record_and_reads_it(asker: Asker, kind: FactKind, role: Role) -> None:
    thing = BY_MODEL[kind.model._meta.model_name]
    wrong = []
    for relation in SOME:
        reads_it = reads(thing, role, relation)
        expected = 404 if not reads_it else 200 if KEEP.may(role, relation) else 403
        place = reverse(f"cases:change_{kind.code}", kwargs={"ref": ref_of(asker.world, thing, relation.name)})
        answer = asker.ask(Standing.AT_WORK, role, place)
        if answer.asks_why:
            answer = asker._after_saying_why(Standing.AT_WORK, role, place, answer)
        verdict = judge(answer, asker.world.canaries, may=allowed(role, Standing.AT_WORK), must=set())
        if answer.status != expected or verdict.leaked:
            wrong.append((relation.name, answer.status, expected, verdict.leaked))
    assert wrong == []


def test_these_relations_tell_the_answers_apart() -> None:
    assert {sees(Role.SOCIAL_WORKER, one) for one in SOME} == {True, False}
    assert RELATION["audited"] in SOME

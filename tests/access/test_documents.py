"""Documents are found by their own reference: they answer as the case does, and as their mark says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cse_portal.agencies.roles import Role
from tests.access.asking import Asker, allowed
from tests.access.canaries import Answer, judge
from tests.access.matrix import (
    PAPERS,
    Marked,
    reads,
)
from tests.access.places import KEEP, KEEP_CASE, SOME
from tests.access.relations import (
    Relation,
    Standing,
    writes,
)

pytestmark = pytest.mark.django_db
ASKERS = (
    *(Role.SOCIAL_WORKER, Role.PRACTITIONER, Role.SPOC, Role.POLICE_CSE_SPOC, Role.SSPL),
    *(Role.AUDITOR, Role.MASE_GUEST, Role.INFORMATION_GOVERNANCE_LEAD),
)


def asked(asker: Asker, role: Role, name: str, ref: str, *, method: str = "get") -> Answer:
    place = reverse(f"cases:{name}", kwargs={"ref": ref})
    answer = asker.ask(Standing.AT_WORK, role, place, method=method)
    return asker._after_saying_why(Standing.AT_WORK, role, place, answer) if answer.asks_why else answer


def wrong_in(asker: Asker, role: Role, relation: Relation, thing: Marked, answer: Answer, expected: int) -> list[str]:
    may = allowed(role, Standing.AT_WORK)
    must = {(relation.name, thing.name)} if expected == 200 else set()
    verdict = judge(answer, asker.world.canaries, may=may, must=must)
    status = [f"{relation.name}: {answer.status}, not {expected}"] if answer.status != expected else []
    return [*status, *verdict.leaked, *verdict.missing]


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("thing", PAPERS, ids=lambda thing: thing.name)
def test_a_document_is_there_for_whoever_its_mark_is_for(asker: Asker, thing: Marked, role: Role) -> None:
    """Its page, what is in it, and the file, which nobody takes away in an emergency."""
    wrong = []
    for relation in SOME:
        version = asker.world.papers[relation.name, thing.name]
        expected = 200 if reads(thing, role, relation) else 404
        for name, ref in (("document", version.document.ref), ("document_version", version.ref)):
            answer = asked(asker, role, name, ref)
            wrong += wrong_in(asker, role, relation, thing, answer, expected)
        taken = asked(asker, role, "download_document", version.ref, method="post")
        is_passing = relation.name == "emergency" and not writes(role, relation)
        may_take = 403 if expected == 200 and is_passing else expected
        wrong += wrong_in(asker, role, relation, thing, taken, may_take)
    assert wrong == []


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize("name", ["change_document", "new_document_version", "withdraw_document"])
def test_a_document_is_changed_by_its_agency_or_whoever_keeps_the_case(asker: Asker, name: str, role: Role) -> None:
    wrong = []
    for thing in (PAPERS[0], *[one for one in PAPERS if one.wrote == "home"][:1]):
        for relation in SOME:
            version = asker.world.papers[relation.name, thing.name]
            expected = 404
            if reads(thing, role, relation):
                is_theirs = thing.wrote == "home" or KEEP_CASE.may(role, relation)
                expected = 200 if KEEP.may(role, relation) and is_theirs else 403
            answer = asked(asker, role, name, version.document.ref)
            if answer.status != expected:
                wrong.append((thing.name, relation.name, answer.status, expected))
            wrong += judge(answer, asker.world.canaries, may=allowed(role, Standing.AT_WORK), must=set()).leaked
    assert wrong == []

"""Looks that lie in the trail: who looked at each case and why, what they answered, and the week's list of them."""

from __future__ import annotations

from cse_portal.agencies.acting import as_hat
from cse_portal.agencies.models import Membership
from cse_portal.audit.actions import record
from cse_portal.cases.looking import day_of
from cse_portal.cases.models import StatedReason
from cse_portal.core import clock, wall
from cse_portal.core.acting import Acting, acts
from cse_portal.trail.models import Week, WeekLine
from cse_portal.trail.weeks import Decision, week_before
from tests.access import matrix
from tests.access.canaries import word
from tests.access.relations import (
    RELATIONS,
    Relation,
)
from tests.access.world import World


def plant_looks(world: World) -> None:
    """By a colleague and by somebody elsewhere at every case; no colleague can have been at another partnership's."""
    home = world.agencies["home"]
    week = Week.objects.create(agency=home, monday=week_before(clock.today()), due_on=clock.today())
    world.week = week.ref
    for relation in RELATIONS:
        _looked(world, relation, matrix.LOOKED_ELSEWHERE, world.keepers[relation.name])
        if relation.name != "far":
            _looked(world, relation, matrix.LOOKED_BESIDE, world.beside["colleague"])
            _answered(world, relation)
            _listed(world, relation, week)


def _looked(world: World, relation: Relation, thing: matrix.Thing, hat: Membership) -> None:
    case, reason = world.cases[relation.name], world.plant(relation, thing, word())
    with wall.as_system("test"), acts(Acting(person_id=hat.user_id, hat=as_hat(hat), ip="203.0.113.9")):
        record("case.reason_given", about=case, detail={"choice": "duty"}, reason=reason, by=hat.user)


def _answered(world: World, relation: Relation) -> None:
    said = {"choice": "duty", "words": world.plant(relation, matrix.ANSWERED, word())}
    with wall.as_system("test"):
        by = world.beside["colleague"].user
        StatedReason.objects.create(case=world.cases[relation.name], person=by, day=day_of(clock.today()), **said)


def _listed(world: World, relation: Relation, week: Week) -> None:
    by, now = world.beside["colleague"].user, clock.now()
    words = world.plant(relation, matrix.SAID, word())
    said = {"said": words, "answer": words, "answered_at": now, "decision": Decision.ASKED.value}
    line = {"week": week, "person": by, "case_ref": world.cases[relation.name].ref, "times": 1, "last_at": now}
    WeekLine.objects.create(**line, **said, decided_at=now, decided_by=world.beside["third"].user)

"""Relations: each is one step more than a case that another agency leads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import Permission

from cse_portal.agencies.models import Membership
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import Sight
from cse_portal.cases.actions import (
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    lift_restriction,
    restrict,
    revoke,
)
from cse_portal.cases.models import Case, CaseGrant, EmergencyAccess
from cse_portal.core import clock, wall
from tests.access import matrix, relations
from tests.access.canaries import word
from tests.access.relations import (
    LIVE,
    Standing,
)
from tests.access.world import A_DAY, World
from tests.factories import TEST

AN_HOUR = timedelta(hours=1)


def name_each(case: Case, hats: list[Membership], **terms: Any) -> None:
    """One by the action, the others likewise at once; and roles that never see a case, past what would refuse them."""
    by_action = [hat for hat in hats if hat.get_role() is Role.SOCIAL_WORKER]
    for hat in by_action:
        grant_to_person(case=case, membership=hat, **terms, by=TEST)
    likewise = {"valid_until": terms.get("until"), "reason": terms.get("reason", Reason.NAMED), "granted_for": "test"}
    with wall.as_system("test"):
        permission = Permission.objects.get(codename="view_case", content_type__app_label="cases")
        given = {"content_object": case, "permission": permission, "valid_from": clock.now(), **likewise}
        rest = [hat for hat in hats if hat not in by_action]
        CaseGrant.objects.bulk_create([CaseGrant(user=hat.user, membership=hat, **given) for hat in rest])


def _agency(world: World, case: Case) -> CaseGrant | None:
    return grant_to_agency(case=case, agency=world.agencies["home"], by=TEST)


def _agency_ended(world: World, case: Case) -> None:
    given = _agency(world, case)
    assert given is not None
    revoke(grant=given, why="No longer involved", by=TEST)


def _named(world: World, case: Case) -> None:
    health = [world.hats[Standing.IN_HEALTH, role] for role in LIVE[Standing.IN_HEALTH]]
    name_each(case, [*world.at_work(), *world.not_at_work(), *health])


def _expired(world: World, case: Case) -> None:
    with time_machine.travel(clock.now() - A_DAY, tick=False):
        name_each(case, world.at_work(), until=clock.now() + timedelta(hours=1))


def _not_yet(world: World, case: Case) -> None:
    with time_machine.travel(clock.now() + A_DAY, tick=False):
        name_each(case, world.at_work())


def _revoked(world: World, case: Case) -> None:
    """One by the action, the others likewise at once."""
    name_each(case, world.at_work())
    with wall.as_system("test"):
        given = CaseGrant.objects.filter(content_object=case, membership__in=world.at_work())
        one = given.get(membership=world.hats[Standing.AT_WORK, Role.SOCIAL_WORKER])
    revoke(grant=one, why="Moved team", by=TEST)
    with wall.as_system("test"):
        given.exclude(pk=one.pk).update(valid_until=clock.now())


def _audited(world: World, case: Case) -> None:
    name_each(case, world.at_work(), reason=Reason.AUDIT, until=clock.now() + 3 * A_DAY)


def _panel(world: World, case: Case) -> None:
    grant_to_oversight(case=case, sight=Sight.MASE, by=TEST)


def _of_the_absent(key: str) -> Any:
    return lambda world, case: name_each(case, [world.away[key]])


def _restrict(world: World, name: str, keep: list[Membership]) -> None:
    relation, case = relations.RELATION[name], world.cases[name]
    why = world.plant(relation, matrix.RESTRICTED_BECAUSE, word())
    restrict(case=case, why=why, keep=[world.keepers[name], *keep], by=TEST)


def _restricted_named(world: World, case: Case) -> None:
    one = world.hats[Standing.AT_WORK, Role.SOCIAL_WORKER]
    _restrict(world, "restricted_named", [one])
    name_each(case, [hat for hat in world.at_work() if hat != one])


def _restricted(world: World, case: Case) -> None:
    _restrict(world, "restricted", [])


def _restricted_stands_in(world: World, case: Case) -> None:
    _of_the_absent("stands_in")(world, case)
    _restrict(world, "restricted_stands_in", [world.away["stands_in"]])


def _restricted_after(world: World, case: Case) -> None:
    _agency(world, case)
    _panel(world, case)
    name_each(case, world.at_work())
    _restrict(world, "restricted_after", [])


def _lifted(world: World, case: Case) -> None:
    with wall.as_system("test"):
        restrict(case=case, why="A mistake", keep=[world.keepers["lifted"]], by=TEST)
    lift_restriction(case=case, why="It was a mistake", by=TEST)


def _other_hat(world: World, case: Case) -> None:
    name_each(case, [world.hats[Standing.OTHER_HAT, role] for role in Role])


# ── Emergencies ──────────────────────────────────────────────────────────────────────────────────────────────────
def _opened(world: World, name: str, hats: list[Membership], *, ago: timedelta, **review: Any) -> None:
    """The story of each, and its grant; roles that could not have opened it hold a grant all the same."""
    case, begun = world.cases[name], clock.now() - ago
    words = world.plant(relations.RELATION[name], matrix.EMERGENCY_WORDS, word())
    openers = [hat for hat in hats if hat.get_role() in relations.BY_NAME]
    with wall.as_system("test"):
        permission = Permission.objects.get(codename="view_case", content_type__app_label="cases")
        terms = {"valid_from": begun, "valid_until": begun + AN_HOUR, "reason": Reason.EMERGENCY, "note": words}
        given = {"content_object": case, "permission": permission, "granted_for": "test", **terms}
        CaseGrant.objects.bulk_create([CaseGrant(user=hat.user, membership=hat, **given) for hat in hats])
        story = {"case": case, "case_code": case.ref, "child_code": case.child.ref, "partnership": case.partnership}
        story |= {"lead_agency": case.lead_agency, "why": "missing", "words": words, "due_on": clock.today()}
        story |= {"opened_at": begun, "ends_at": begun + AN_HOUR, **review}
        made = [EmergencyAccess(opened_by=hat.user, membership=hat, agency=hat.agency, **story) for hat in openers]
        EmergencyAccess.objects.bulk_create(made)
    world.emergencies[name] = {one.opened_by_id: one.ref for one in made}


def _emergency(world: World, case: Case) -> None:
    _opened(world, "emergency", world.at_work(), ago=timedelta(minutes=1))


def _emergency_over(world: World, case: Case) -> None:
    _opened(world, "emergency_over", world.at_work(), ago=2 * AN_HOUR)


def _emergency_beside(world: World, case: Case) -> None:
    said = world.plant(relations.RELATION["emergency_beside"], matrix.EMERGENCY_REVIEW, word())
    by = world.hats[Standing.AT_WORK, Role.MASH_MANAGER].user
    review = {"outcome": "justified", "review_words": said, "reviewed_by": by, "reviewed_at": clock.now()}
    _opened(world, "emergency_beside", [world.beside["colleague"]], ago=3 * AN_HOUR, **review)


def _emergency_elsewhere(world: World, case: Case) -> None:
    _opened(world, "emergency_elsewhere", [world.beside["third"]], ago=3 * AN_HOUR)


def _unseen(world: World, case: Case) -> None:
    gone = {"ends_on": clock.today() - A_DAY, "ended_at": clock.now(), "end_reason": "Another post"}
    by = world.hats[Standing.AT_WORK, Role.SPOC].user
    Membership.objects.filter(pk=world.keepers["unseen"].pk).update(**gone, ended_by=by)


STEPS: dict[str, Any] = {
    "emergency": _emergency,
    "emergency_over": _emergency_over,
    "emergency_beside": _emergency_beside,
    "emergency_elsewhere": _emergency_elsewhere,
    "unseen": _unseen,
    "agency": _agency,
    "agency_ended": _agency_ended,
    "named": _named,
    "expired": _expired,
    "not_yet": _not_yet,
    "revoked": _revoked,
    "audited": _audited,
    "panel": _panel,
    "stands_in": _of_the_absent("stands_in"),
    "stood_in": _of_the_absent("stood_in"),
    "restricted_named": _restricted_named,
    "restricted": _restricted,
    "restricted_after": _restricted_after,
    "restricted_stands_in": _restricted_stands_in,
    "lifted": _lifted,
    "other_hat": _other_hat,
}

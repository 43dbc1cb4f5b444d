"""One of every person, one of every case, and a canary in every field: made once for all the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from cse_portal.agencies.actions import (
    add_agency,
    add_person,
    found_partnership,
    give_role,
)
from cse_portal.agencies.models import Agency, Delegation, Membership, Partnership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sight import Sight
from cse_portal.cases.actions import (
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
    lift_restriction,
    open_case,
    restrict,
    revoke,
)
from cse_portal.cases.models import Case, CaseGrant, Child, Entry
from cse_portal.core import clock, wall
from tests.access import matrix
from tests.access.canaries import Canary, spellings, word
from tests.access.matrix import ENTRIES, NOT_AT_WORK, RELATIONS, THEIR_ROLES, Relation, Standing, Thing
from tests.factories import TEST

A_DAY = timedelta(days=1)


@cache
def _password() -> str:
    return make_password("larkmere-lantern-parade")


@dataclass
class World:
    partnership: Partnership
    agencies: dict[str, Agency] = field(default_factory=dict)
    hats: dict[tuple[Standing, Role], Membership] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    keepers: dict[str, Membership] = field(default_factory=dict)
    away: dict[str, Membership] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)

    def person(self, standing: Standing, role: Role) -> User:
        return User.objects.get(pk=self.hats[standing, role].user_id)

    def plant(self, relation: Relation, thing: Thing, *texts: str) -> str:
        self.canaries.append(Canary(relation, thing, texts))
        return texts[0]

    def at_work(self) -> list[Membership]:
        return [self.hats[Standing.AT_WORK, role] for role in Role]

    def not_at_work(self) -> list[Membership]:
        """Named like those at work, and none the wiser: suspended, gone, locked, switched off."""
        return [self.hats[standing, role] for standing in NOT_AT_WORK for role in THEIR_ROLES]


def make_world() -> World:
    world = World(_partnership("Larkmere"))
    far = _partnership("Saltmarsh")
    for key in ("home", "elsewhere", "third", "second"):
        world.agencies[key] = add_agency(partnership=world.partnership, name=f"Agency {key}", by=TEST)
    world.agencies["far"] = add_agency(partnership=far, name="Agency far", by=TEST)
    _people(world)
    _stand_ins(world)
    for number, relation in enumerate(RELATIONS):
        _case(world, relation, number)
        STEPS.get(relation.name, _nothing)(world, world.cases[relation.name])
    world.cases = {name: _whole(case) for name, case in world.cases.items()}
    return world


def _partnership(name: str) -> Partnership:
    rings = {"mash_phone": "01632 960200", "mash_hours": "Monday to Friday", "out_of_hours_phone": "01632 960299"}
    return found_partnership(name=f"{name} Partnership", short_name=name, **rings, by=TEST)


def _whole(case: Case) -> Case:
    with wall.as_system("test"):
        return Case.objects.select_related("child", "lead_agency", "partnership").get(pk=case.pk)


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────
def person(name: str, agency: Agency, role: Role) -> Membership:
    new = add_person(email=f"{word().lower()}@larkmere.example", name=name, by=TEST)
    User.objects.filter(pk=new.pk).update(password=_password())
    return give_role(user=new, agency=agency, role=role, starts_on=clock.today() - 9 * A_DAY, by=TEST)


def _people(world: World) -> None:
    home, second = world.agencies["home"], world.agencies["second"]
    for role in Role:
        hat = person(f"Person {role}", home, role)
        world.hats[Standing.AT_WORK, role] = hat
        world.hats[Standing.OTHER_HAT, role] = give_role(
            user=hat.user, agency=second, role=Role.PRACTITIONER, starts_on=clock.today() - A_DAY, by=TEST
        )
    for standing in NOT_AT_WORK:
        for role in THEIR_ROLES:
            world.hats[standing, role] = person(f"Person {role} {standing}", home, role)
    now, yesterday = clock.now(), clock.today() - A_DAY
    by = world.hats[Standing.AT_WORK, Role.SPOC].user
    _those(world, Standing.SUSPENDED).update(
        suspended_at=now, suspended_by=by, suspension_reason="Under investigation"
    )
    _those(world, Standing.LEAVER).update(ends_on=yesterday, ended_at=now, ended_by=by, end_reason="Another post")
    _accounts(world, Standing.LOCKED).update(locked_unused_at=now)
    _accounts(world, Standing.SWITCHED_OFF).update(is_active=False)


def _those(world: World, standing: Standing) -> Any:
    return Membership.objects.filter(pk__in=[world.hats[standing, role].pk for role in THEIR_ROLES])


def _accounts(world: World, standing: Standing) -> Any:
    return User.objects.filter(memberships__in=_those(world, standing))


def _stand_ins(world: World) -> None:
    """Two who are away: everybody stands in for the first, and no longer for the second."""
    days = {"starts_on": clock.today(), "ends_on": clock.today() + 3 * A_DAY}
    for key in ("stands_in", "stood_in"):
        away = world.away[key] = person(f"Away {key}", world.agencies["home"], Role.PRACTITIONER)
        ended = {"ended_at": clock.now(), "ended_by": away.user} if key == "stood_in" else {}
        terms = {"membership": away, "made_by": away.user, **days, **ended}
        Delegation.objects.bulk_create([Delegation(delegate=hat, **terms) for hat in world.at_work()])


# ── Cases ────────────────────────────────────────────────────────────────────────────────────────────────────────
LED_BY = {"leads": "home", "restricted": "home", "lifted": "home", "far": "far"}


def _case(world: World, relation: Relation, number: int) -> None:
    """Led by another agency unless the relation says otherwise; one person is named on each."""
    born, review = date(2009, 3, 10 + number), date(2031, 7, 10 + number)
    plant = world.plant
    case = open_case(
        given_names=plant(relation, matrix.GIVEN_NAMES, word()),
        family_name=plant(relation, matrix.FAMILY_NAME, word()),
        known_as=plant(relation, matrix.KNOWN_AS, word()),
        born_on=born,
        lead_agency=world.agencies[LED_BY.get(relation.name, "elsewhere")],
        by=TEST,
    )
    plant(relation, matrix.BORN, *spellings(born))
    plant(relation, matrix.REVIEW, *spellings(review))
    plant(relation, matrix.REFERENCE, case.ref)
    keeper = person(plant(relation, matrix.SEER, word()), case.lead_agency, Role.SOCIAL_WORKER)
    grant_to_person(case=case, membership=keeper, note=plant(relation, matrix.NOTE, word()), by=TEST)
    world.cases[relation.name], world.keepers[relation.name] = case, keeper
    with wall.as_system("test"):
        plant(relation, matrix.CHILD_REFERENCE, Child.objects.get(pk=case.child_id).ref)
        Case.objects.filter(pk=case.pk).update(review_on=review)
        Entry.objects.bulk_create([_entry(world, relation, one) for one in ENTRIES])


def _entry(world: World, relation: Relation, marked: matrix.Marked) -> Entry:
    case, keeper = world.cases[relation.name], world.keepers[relation.name]
    return Entry(
        case=case,
        agency=world.agencies[marked.wrote],
        written_by=keeper.user,
        happened_on=clock.today(),
        words=world.plant(relation, marked, word()),
        handling=marked.mark,
        named_agencies=[world.agencies[marked.names].pk] if marked.names else [],
    )


# ── Relations: each is one step more than a case that another agency leads ───────────────────────────────────────
def _nothing(world: World, case: Case) -> None:
    pass


def _name(case: Case, hats: list[Membership], **terms: Any) -> None:
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
    _name(case, [*world.at_work(), *world.not_at_work()])


def _expired(world: World, case: Case) -> None:
    with time_machine.travel(clock.now() - A_DAY, tick=False):
        _name(case, world.at_work(), until=clock.now() + timedelta(hours=1))


def _not_yet(world: World, case: Case) -> None:
    with time_machine.travel(clock.now() + A_DAY, tick=False):
        _name(case, world.at_work())


def _revoked(world: World, case: Case) -> None:
    """One by the action, the others likewise at once."""
    _name(case, world.at_work())
    with wall.as_system("test"):
        given = CaseGrant.objects.filter(content_object=case, membership__in=world.at_work())
        one = given.get(membership=world.hats[Standing.AT_WORK, Role.SOCIAL_WORKER])
    revoke(grant=one, why="Moved team", by=TEST)
    with wall.as_system("test"):
        given.exclude(pk=one.pk).update(valid_until=clock.now())


def _audited(world: World, case: Case) -> None:
    _name(case, world.at_work(), reason=Reason.AUDIT, until=clock.now() + 3 * A_DAY)


def _panel(world: World, case: Case) -> None:
    grant_to_oversight(case=case, sight=Sight.MASE, by=TEST)


def _of_the_absent(key: str) -> Any:
    return lambda world, case: _name(case, [world.away[key]])


def _restrict(world: World, name: str, keep: list[Membership]) -> None:
    relation, case = matrix.RELATION[name], world.cases[name]
    why = world.plant(relation, matrix.RESTRICTED_BECAUSE, word())
    restrict(case=case, why=why, keep=[world.keepers[name], *keep], by=TEST)


def _restricted_named(world: World, case: Case) -> None:
    one = world.hats[Standing.AT_WORK, Role.SOCIAL_WORKER]
    _restrict(world, "restricted_named", [one])
    _name(case, [hat for hat in world.at_work() if hat != one])


def _restricted(world: World, case: Case) -> None:
    _restrict(world, "restricted", [])


def _restricted_after(world: World, case: Case) -> None:
    _agency(world, case)
    _panel(world, case)
    _name(case, world.at_work())
    _restrict(world, "restricted_after", [])


def _lifted(world: World, case: Case) -> None:
    with wall.as_system("test"):
        restrict(case=case, why="A mistake", keep=[world.keepers["lifted"]], by=TEST)
    lift_restriction(case=case, why="It was a mistake", by=TEST)


def _other_hat(world: World, case: Case) -> None:
    _name(case, [world.hats[Standing.OTHER_HAT, role] for role in Role])


STEPS: dict[str, Any] = {
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
    "lifted": _lifted,
    "other_hat": _other_hat,
}


@contextmanager
def the_world() -> Iterator[World]:
    """In one transaction that is never committed."""
    from django.db import transaction

    with transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)

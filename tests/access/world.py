"""One of every person, one of every case, and a canary in every field: made once for all the tests of a module."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from cse_portal.agencies.actions import (
    add_person,
    found_partnership,
    give_role,
)
from cse_portal.agencies.models import Agency, Delegation, Membership, Partnership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases.models import Case, CaseMessage, DocumentVersion, Meeting, MissingEpisode, Plan
from cse_portal.core import clock
from screening.models import Tool
from tests.access.canaries import Canary, word
from tests.access.matrix import (
    Thing,
)
from tests.access.relations import (
    LIVE,
    NOT_AT_WORK,
    THEIR_ROLES,
    Relation,
    Standing,
)
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
    beside: dict[str, Membership] = field(default_factory=dict)  # a colleague, and somebody of a third agency
    meetings: dict[str, Meeting] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    episodes: dict[str, MissingEpisode] = field(default_factory=dict)
    papers: dict[tuple[str, str], DocumentVersion] = field(default_factory=dict)
    tools: dict[tuple[str, str], Tool] = field(default_factory=dict)
    messages: dict[tuple[str, str], CaseMessage] = field(default_factory=dict)
    emergencies: dict[str, dict[int, str]] = field(default_factory=dict)  # by whoever opened it
    week: str = ""
    canaries: list[Canary] = field(default_factory=list)

    def person(self, standing: Standing, role: Role) -> User:
        return User.objects.get(pk=self.hats[standing, role].user_id)

    def emergency(self, relation: Relation, user: int | None) -> str:
        """Their own, or the first that there is."""
        opened = self.emergencies[relation.name]
        return opened.get(user or 0, next(iter(opened.values())))

    def plant(self, relation: Relation, thing: Thing, *texts: str) -> str:
        self.canaries.append(Canary(relation, thing, texts))
        return texts[0]

    def at_work(self) -> list[Membership]:
        return [self.hats[Standing.AT_WORK, role] for role in Role]

    def not_at_work(self) -> list[Membership]:
        """Named like those at work, and none the wiser: suspended, gone, locked, switched off."""
        return [self.hats[standing, role] for standing in NOT_AT_WORK for role in THEIR_ROLES]


def partnership(name: str) -> Partnership:
    rings = {"mash_phone": "01632 960200", "out_of_hours_phone": "01632 960299"}
    return found_partnership(name=f"{name} Partnership", short_name=name, **rings, by=TEST)


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────
def person(name: str, agency: Agency, role: Role) -> Membership:
    new = add_person(email=f"{word().lower()}@larkmere.example", name=name, by=TEST)
    User.objects.filter(pk=new.pk).update(password=_password())
    return give_role(user=new, agency=agency, role=role, starts_on=clock.today() - 9 * A_DAY, by=TEST)


def people(world: World) -> None:
    home, second = world.agencies["home"], world.agencies["second"]
    for role in Role:
        hat = person(f"Person {role}", home, role)
        world.hats[Standing.AT_WORK, role] = hat
        world.hats[Standing.OTHER_HAT, role] = give_role(
            user=hat.user, agency=second, role=Role.PRACTITIONER, starts_on=clock.today() - A_DAY, by=TEST
        )
    for standing, roles in (*dict.fromkeys(NOT_AT_WORK, THEIR_ROLES).items(), *_beside()):
        for role in roles:
            place = world.agencies["health"] if standing is Standing.IN_HEALTH else home
            world.hats[standing, role] = person(f"Person {role} {standing}", place, role)
    now, yesterday = clock.now(), clock.today() - A_DAY
    by = world.hats[Standing.AT_WORK, Role.SPOC].user
    _those(world, Standing.SUSPENDED).update(
        suspended_at=now, suspended_by=by, suspension_reason="Under investigation"
    )
    _those(world, Standing.LEAVER).update(ends_on=yesterday, ended_at=now, ended_by=by, end_reason="Another post")
    _accounts(world, Standing.LOCKED).update(locked_unused_at=now)
    _accounts(world, Standing.SWITCHED_OFF).update(is_active=False)


def _beside() -> list[tuple[Standing, tuple[Role, ...]]]:
    return [(standing, LIVE[standing]) for standing in (Standing.NEWCOMER, Standing.IN_HEALTH)]


def _those(world: World, standing: Standing) -> Any:
    return Membership.objects.filter(pk__in=[world.hats[standing, role].pk for role in THEIR_ROLES])


def _accounts(world: World, standing: Standing) -> Any:
    return User.objects.filter(memberships__in=_those(world, standing))


def stand_ins(world: World) -> None:
    """Two who are away: everybody stands in for the first, and no longer for the second."""
    days = {"starts_on": clock.today(), "ends_on": clock.today() + 3 * A_DAY}
    for key in ("stands_in", "stood_in"):
        away = world.away[key] = person(f"Away {key}", world.agencies["home"], Role.PRACTITIONER)
        ended = {"ended_at": clock.now(), "ended_by": away.user} if key == "stood_in" else {}
        terms = {"membership": away, "made_by": away.user, **days, **ended}
        Delegation.objects.bulk_create([Delegation(delegate=hat, **terms) for hat in world.at_work()])

"""What can be done to a case, tried by everybody: whether the portal lets them, undone at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases import actions
from cse_portal.cases.models import CaseGrant, ChildName
from cse_portal.cases.sharing import Need
from cse_portal.cases.team import Part
from cse_portal.cases.workflow import Closing
from cse_portal.core import clock, wall
from tests.access.places import (
    ADD_MEMBER,
    ALLOCATE,
    ASK_TO_LEAD,
    CLOSE,
    END,
    GIVE,
    HAND_OVER,
    KEEP,
    KEEP_CASE,
    LIFT,
    MEET,
    REOPEN,
    RESTRICT,
    WRITE,
)
from tests.access.relations import (
    Relation,
)
from tests.access.world import World

Try = Callable[[World, Relation, User], Any]


def write(world: World, relation: Relation, by: User) -> None:
    words = {"happened_on": clock.today(), "words": "Seen", "agency": world.agencies["home"]}
    actions.write_entry(case=world.cases[relation.name], **words, by=by)


def keep(world: World, relation: Relation, by: User) -> None:
    values = {"kind": "alias", "name": "Mimi"}
    actions.record_fact(case=world.cases[relation.name], fact=ChildName(), values=values, by=by)


def give(world: World, relation: Relation, by: User) -> None:
    actions.grant_to_person(case=world.cases[relation.name], membership=world.away["stood_in"], by=by)


def end(world: World, relation: Relation, by: User) -> None:
    with wall.as_system("test"):
        grant = CaseGrant.objects.get(
            content_object=world.cases[relation.name], user=world.keepers[relation.name].user
        )
    actions.revoke(grant=grant, why="Moved team", by=by)


def restrict(world: World, relation: Relation, by: User) -> None:
    seen_by = world.keepers[relation.name] if relation.name != "unseen" else access.hat_of(by)
    keep = [seen_by] if seen_by else []
    actions.restrict(case=world.cases[relation.name], why="Child of a colleague", keep=keep, by=by)


def lift(world: World, relation: Relation, by: User) -> None:
    actions.lift_restriction(case=world.cases[relation.name], why="No longer", by=by)


def meet(world: World, relation: Relation, by: User) -> None:
    words = {"kind": "other", "planned_at": clock.now(), "by_video": True, "chair_words": "The chair"}
    words |= {"purpose": "See the whole", "child_invited": True, "parents_invited": True}
    actions.call_meeting(case=world.cases[relation.name], values=words, by=by)


def close(world: World, relation: Relation, by: User) -> None:
    case, farewell = world.cases[relation.name], actions.Farewell(Closing.MISTAKE)
    actions.close_case(case=case, farewell=farewell, why="A mistake", version=case.version, by=by)


def reopen(world: World, relation: Relation, by: User) -> None:
    case = world.cases[relation.name]
    actions.reopen_case(case=case, why="A new concern", version=case.version, by=by)


def allocate(world: World, relation: Relation, by: User) -> None:
    case = world.cases[relation.name]
    actions.allocate_case(case=case, worker=world.keepers[relation.name], version=case.version, by=by)


def hand_over(world: World, relation: Relation, by: User) -> None:
    case, terms = world.cases[relation.name], {"words": "-", "both_until": clock.today()}
    actions.hand_over_case(case=case, to=world.keepers[relation.name], **terms, version=case.version, by=by)


def add_member(world: World, relation: Relation, by: User) -> None:
    member, part = world.away["stood_in"], Part.CO_WORKER
    actions.add_member(case=world.cases[relation.name], membership=member, part=part, by=by)


def ask_to_lead(world: World, relation: Relation, by: User) -> None:
    case = world.cases[relation.name]
    actions.ask_to_lead(case=case, agency=world.agencies["third"], why="-", version=case.version, by=by)


def keep_case(world: World, relation: Relation, by: User) -> None:
    case = world.cases[relation.name]
    actions.change_facts(case=case, facts=actions.Facts(Need.YES), version=case.version, by=by)


CALLS: dict[str, Try] = {
    WRITE.name: write,
    MEET.name: meet,
    KEEP.name: keep,
    GIVE.name: give,
    END.name: end,
    RESTRICT.name: restrict,
    LIFT.name: lift,
    CLOSE.name: close,
    REOPEN.name: reopen,
    ALLOCATE.name: allocate,
    HAND_OVER.name: hand_over,
    ADD_MEMBER.name: add_member,
    ASK_TO_LEAD.name: ask_to_lead,
    KEEP_CASE.name: keep_case,
}


def may(name: str, world: World, relation: Relation, by: User) -> bool:
    """Refused for want of a right; what is refused because it makes no sense just now was let through."""
    with access.acting_for(by):
        try:
            with transaction.atomic():
                CALLS[name](world, relation, by)
                transaction.set_rollback(True)
        except PermissionDenied:
            return False
        except NotAllowedNow:
            return True
    return True

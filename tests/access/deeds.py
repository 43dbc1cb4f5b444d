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
from cse_portal.core import clock, wall
from tests.access.matrix import Relation
from tests.access.places import END, GIVE, KEEP, LIFT, RESTRICT, WRITE
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


CALLS: dict[str, Try] = {
    WRITE.name: write,
    KEEP.name: keep,
    GIVE.name: give,
    END.name: end,
    RESTRICT.name: restrict,
    LIFT.name: lift,
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

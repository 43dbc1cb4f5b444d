"""What deeds send out of the portal, and what they leave in its logs: never which case, nor anything about a child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import TestCase

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.roles import Role
from cse_portal.cases import actions
from cse_portal.cases.emergencies import Outcome, Why
from cse_portal.cases.emergency_queries import Details
from cse_portal.cases.models import EmergencyAccess
from cse_portal.core import wall
from tests.access.asking import Asker
from tests.access.canaries import Answer, judge
from tests.access.deeds import CALLS
from tests.access.places import END, GIVE, LIFT, RESTRICT, WRITE, Deed
from tests.access.relations import (
    RELATION,
    RELATIONS,
    Relation,
    Standing,
)
from tests.access.world import World
from tests.factories import TEST
from tests.post import delivered

pytestmark = pytest.mark.django_db
WORDS = "Missing since the morning"


@dataclass(frozen=True)
class Sent:
    """A deed, done by somebody who may; `to` is whether it writes to anybody."""

    name: str
    role: Role
    relation: str
    do: Callable[[World, Relation, User], object]
    writes_letters: bool = True


def of(deed: Deed, role: Role, relation: str, *, writes_letters: bool = True) -> Sent:
    return Sent(deed.name, role, relation, CALLS[deed.name], writes_letters)


def opened(world: World, relation: Relation, by: User) -> None:
    details = Details(ref=world.cases[relation.name].ref)
    actions.open_in_emergency(details=details, why=Why.MISSING, words=WORDS, by=by)


def reviewed(world: World, relation: Relation, by: User) -> None:
    one = EmergencyAccess.objects.get(ref=world.emergency(relation, None))
    actions.review_emergency(
        emergency=one, outcome=Outcome.JUSTIFIED, words="It was right", version=one.version, by=by
    )


def restricted(world: World, relation: Relation, by: User) -> None:
    keep = [world.keepers[relation.name], Membership.objects.get(user=by, role=Role.CSC_TEAM_MANAGER)]
    actions.restrict(case=world.cases[relation.name], why="Child of a colleague", keep=keep, by=by)


def found_unseen(world: World, relation: Relation, by: User) -> None:
    """By the night's look, in the portal's own name."""
    actions.note_unseen(case=world.cases[relation.name], by=TEST)


DONE = (
    of(WRITE, Role.PRACTITIONER, "named", writes_letters=False),
    of(GIVE, Role.SOCIAL_WORKER, "named"),
    of(END, Role.SOCIAL_WORKER, "named"),
    Sent(RESTRICT.name, Role.CSC_TEAM_MANAGER, "leads", restricted),
    of(LIFT, Role.HEAD_OF_SERVICE, "restricted_named", writes_letters=False),
    Sent("open it in an emergency", Role.PRACTITIONER, "none", opened),
    Sent("review an emergency", Role.MASH_MANAGER, "emergency_elsewhere", reviewed),
    Sent("find that nobody sees it", Role.SPOC, "unseen", found_unseen),
)


@pytest.mark.parametrize("sent", DONE, ids=lambda sent: sent.name)
def test_no_letter_and_no_log_line_tells_of_the_case(asker: Asker, sent: Sent) -> None:
    asker.logs.taken()
    with asker.acting(Standing.AT_WORK, sent.role) as person, TestCase.captureOnCommitCallbacks(execute=True):
        sent.do(asker.world, RELATION[sent.relation], person)
    letters = "\n".join(str(letter.message()) for letter in delivered())
    assert bool(letters) is sent.writes_letters
    said = Answer(200, "", {"letters": letters, "logs": asker.logs.taken()})
    assert judge(said, asker.world.canaries, may=set(), must=set()).leaked == []
    assert WORDS not in said.everywhere()


def test_every_deed_that_writes_to_people_is_among_them() -> None:
    with wall.as_system("test"):
        assert {one.relation for one in DONE} <= {one.name for one in RELATIONS}
    assert {deed.name for deed in (WRITE, GIVE, END, RESTRICT, LIFT)} <= {one.name for one in DONE}

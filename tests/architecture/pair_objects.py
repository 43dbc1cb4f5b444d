"""Two records that may be of one child, for the tables of pages."""

from __future__ import annotations

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case, LikelyPair
from cse_portal.core import clock, wall
from tests.architecture.child_objects import a_case


def _pair(person: User) -> LikelyPair:
    one, other = a_case(person), a_case(person)
    return pair_of(one, other)


def pair_of(one: Case, other: Case) -> LikelyPair:
    first, second = sorted((one.child_id, other.child_id))
    with wall.as_system("set up a test"):
        return LikelyPair.objects.create(
            first_id=first, second_id=second, whys=["name", "phone"], score=50, found_on=clock.today()
        )


def likely_pair(person: User) -> dict[str, str]:
    return {"ref": _pair(person).ref}


def pairs(person: User, number: int) -> None:
    for _ in range(number):
        _pair(person)


MAKERS = {"likely_pair": likely_pair}
FILLERS = {"cases:likely_pairs": pairs}

"""Two records that may be of one child, for the tables of pages."""

from __future__ import annotations

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case, LikelyPair
from cse_portal.cases.pairing import PairState
from cse_portal.core import clock, wall
from tests.architecture.child_objects import a_case
from tests.architecture.neighbours import colleague_of


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


def _proposed(person: User, state: PairState) -> dict[str, str]:
    """By somebody else, so that this person may be the second."""
    pair, by = _pair(person), colleague_of(person).user
    with wall.as_system("set up a test"):
        terms = {"kept": pair.first_id, "proposed_by": by, "proposed_at": clock.now(), "proposed_why": "Same mother"}
        LikelyPair.objects.filter(pk=pair.pk).update(state=state, **terms)
    return {"ref": pair.ref}


def pair_proposed(person: User) -> dict[str, str]:
    return _proposed(person, PairState.PROPOSED)


def pair_apart_proposed(person: User) -> dict[str, str]:
    return _proposed(person, PairState.APART_PROPOSED)


MAKERS = {
    "likely_pair": likely_pair,
    "pair_proposed": pair_proposed,
    "pair_apart_proposed": pair_apart_proposed,
}
FILLERS = {"cases:likely_pairs": pairs}

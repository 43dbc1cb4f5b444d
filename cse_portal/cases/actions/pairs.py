"""Records that may be of one child: found at night by the portal, which never merges any; set aside by people."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import pair_queries as queries
from cse_portal.cases.actions.matching import ask_who_sees_both
from cse_portal.cases.alike import Alike
from cse_portal.cases.models import Child, LikelyPair
from cse_portal.cases.pairing import TRANSITIONS, PairState, Step
from cse_portal.cases.work_kinds import MATCHES
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.worklist.actions import close_items

COMPARE = System("compare the records of children")
WRITES = "write down what is said of two records"
AT_ONCE, MOST_A_NIGHT = 200, 20_000
ELSEWHERE = "Somebody has decided about these two records meanwhile. Look at them again."


def compare_children(*, by: System) -> int:
    """Some at a time, each lot a transaction: a night that is too short goes on where it stopped."""
    number = 0
    for _ in range(MOST_A_NIGHT // AT_ONCE):
        compared, found = compare_some(by=by)
        number += found
        if compared < AT_ONCE:
            break
    return number


@transaction.atomic
def compare_some(*, by: System) -> tuple[int, int]:
    """How many were compared, and how many pairs are new."""
    with wall.as_system(by.purpose):
        some = queries.to_compare(AT_ONCE)
        return len(some), compare_these(children=some, by=by)


@transaction.atomic
def compare_one(*, ref: str, by: System) -> int:
    """A child whose record was begun just now; nothing where the night was quicker."""
    with wall.as_system(by.purpose):
        new = list(Child.objects.filter(ref=ref, compared_at__isnull=True, merged_into__isnull=True))
        number = compare_these(children=new, by=by)
        for pair in LikelyPair.objects.filter(Q(first__in=new) | Q(second__in=new), state=PairState.SUGGESTED):
            ask_who_sees_both(pair=pair, by=by)
        return number


@transaction.atomic
def compare_these(*, children: Sequence[Child], by: System) -> int:
    """Each with all that are kept under keys like its own."""
    with wall.as_system(by.purpose):
        pairs = dict(queries.likely_pairs_of(children)) if children else {}
        Child.objects.filter(pk__in=[one.pk for one in children]).update(compared_at=clock.now())
        return sum(_suggest(first, second, how, by) for (first, second), how in pairs.items())


def _suggest(first: int, second: int, how: Alike, by: System) -> bool:
    whys = [why.value for why in how.whys]
    pair, is_new = LikelyPair.objects.get_or_create(
        first_id=first, second_id=second, defaults={"whys": whys, "score": how.score, "found_on": clock.today()}
    )
    if is_new:
        record("likely_pair.found", about=pair, child=pair.first, detail={"score": how.score}, by=by)
        record("likely_pair.found", about=pair, child=pair.second, detail={"score": how.score}, by=by)
    elif pair.state == PairState.SUGGESTED and (pair.whys, pair.score) != (whys, how.score):
        pair.whys, pair.score = whys, how.score
        pair.save(update_fields=["whys", "score"])
    return is_new


@transaction.atomic
def set_pair_aside(*, pair: LikelyPair, version: int, why: str, by: User) -> None:
    """They are two children: the portal never suggests these two again."""
    held = take_in_hand(pair, version, Step.SET_ASIDE, by)
    with wall.as_system(WRITES):
        held.decided_by, held.decided_at, held.decided_why = by, clock.now(), why
        held.proposed_by, held.proposed_at, held.proposed_why, held.kept = None, None, "", None
        go_on(held, Step.SET_ASIDE)
        close_items(kind=MATCHES.code, source=held, by=by)
        note_in_both("likely_pair.set_aside", held, by, reason=why)


@transaction.atomic
def look_at_pair_again(*, pair: LikelyPair, version: int, by: User) -> None:
    held = take_in_hand(pair, version, Step.LOOK_AGAIN, by)
    with wall.as_system(WRITES):
        go_on(held, Step.LOOK_AGAIN)
        note_in_both("likely_pair.put_back", held, by)


def take_in_hand(pair: LikelyPair, version: int, step: Step, by: User) -> LikelyPair:
    """Whoever may, sees both records, and finds them as they saw them."""
    access.require(by, Permission.MERGE_CHILDREN)
    if not LikelyPair.objects.visible_to(by).filter(pk=pair.pk).exists():
        raise PermissionDenied
    with wall.as_system(WRITES):
        held = LikelyPair.held_at(pk=pair.pk, version=version)
    if not held.may(step):
        raise NotAllowedNow(ELSEWHERE)
    return held


def go_on(held: LikelyPair, step: Step) -> None:
    held.state = TRANSITIONS[held.get_state()][step]
    held.save()


def note_in_both(kind: str, pair: LikelyPair, by: Actor, *, reason: str = "") -> None:
    """In the trail of each of the two."""
    for child in (pair.first, pair.second):
        case = child.cases.order_by("pk").first()
        record(kind, about=pair, case=case, child=child, reason=reason, by=by)

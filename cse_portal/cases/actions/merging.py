"""Two records become one, and two again: proposed by one person, confirmed by a second, and by nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.cases import letters
from cse_portal.cases import pair_queries as queries
from cse_portal.cases import queries as case_queries
from cse_portal.cases.actions.child import renew_keys
from cse_portal.cases.actions.merge_cases import (
    cases_closed_by,
    close_for_merge,
    note_opened_again,
    require_may_close,
)
from cse_portal.cases.actions.merge_log import Log, links_to_children, put_back
from cse_portal.cases.actions.merge_work import end_work, note_work_again, work_ended_by
from cse_portal.cases.actions.pairs import WRITES, go_on, note_in_both, take_in_hand
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.merging import PARTS, SIDES, are_settled, differing
from cse_portal.cases.models import Case, Child, Identifier, LikelyPair, MergeStep, Question
from cse_portal.cases.pairing import Step
from cse_portal.cases.team import answer_by
from cse_portal.cases.work_kinds import CHILD_FACTS, MATCHES, MERGES
from cse_portal.core import clock, wall
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

A_DAY = timedelta(days=1)
ANOTHER_MERGE = "One of these records became part of another meanwhile. Look at that pair first."
NOT_SETTLED = "The cases have changed meanwhile. Say again which of them goes on."
ONE_RESTRICTED = (
    "Some of these cases are restricted to named people and some are not. As one record, whoever sees any of them "
    "would read what is known about the child. Restrict the others too, or lift the restriction, then propose it."
)
NOBODY_ELSE = (
    "Nobody else sees both records who may confirm it: a MASH manager, a team manager, a safeguarding practice lead "
    "or a head of service. Give one of them access to both cases first."
)
LATER_FIRST = "One of these records was merged again later. Take that merge apart first."


@transaction.atomic
def propose_merge(
    *,
    pair: LikelyPair,
    version: int,
    kept: Child,
    values_from: Mapping[str, str],
    closes: Sequence[str],
    why: str,
    by: User,
) -> None:
    held = take_in_hand(pair, version, Step.PROPOSE, by)
    with wall.as_system(WRITES):
        held.kept, held.values_from, held.closes = kept, dict(values_from), sorted(closes)
        _require_possible(held)
        _propose(held, Step.PROPOSE, why, by)
        note_in_both("likely_pair.merge_proposed", held, by, reason=why)
    _put_before_second(held, "Confirm that two records are of one child", by)


def _propose(held: LikelyPair, step: Step, why: str, by: User) -> None:
    held.proposed_by, held.proposed_at, held.proposed_why = by, clock.now(), why
    held.decided_by, held.decided_at, held.decided_why = None, None, ""
    go_on(held, step)
    close_items(kind=MATCHES.code, source=held, by=by)


def _require_possible(held: LikelyPair) -> list[Case]:
    """Asked when it is proposed and once more when it is done; the cases of both."""
    children = {
        one.pk: one for one in Child.objects.select_for_update().filter(pk__in=[held.first_id, held.second_id])
    }
    if any(one.merged_into_id for one in children.values()):
        raise NotAllowedNow(ANOTHER_MERGE)
    cases = list(Case.objects.filter(child__in=children).select_related("lead_agency").select_for_update(of=("self",)))
    if len({case.is_restricted for case in cases}) > 1:
        raise NotAllowedNow(ONE_RESTRICTED)
    parts = differing(children[held.first_id], children[held.second_id])
    answered = all(held.values_from.get(part) in SIDES for part in parts)
    if not answered or not are_settled(queries.open_cases(cases), held.closes):
        raise NotAllowedNow(NOT_SETTLED)
    require_may_close(cases, held.closes)
    return cases


def _put_before_second(held: LikelyPair, task: str, by: User) -> None:
    """Whoever confirms: by role, or by name where the cases are restricted to named people."""
    second = case_queries.second_people(held, by)
    if not second:
        raise NotAllowedNow(NOBODY_ELSE)
    restricted = case_queries.restricted_of(held)
    by_name = restricted is not None
    for hat in {one.pk if by_name else (one.agency_id, one.role): one for one in second}.values():
        open_item(
            kind=MERGES.code,
            task=task,
            button="Compare",
            detail=f"Proposed by {by.name}"[:300],
            url=reverse("cases:likely_pair", kwargs={"ref": held.ref}),
            agency=hat.agency,
            person=hat.user if by_name else None,
            role=None if by_name else hat.get_role(),
            due_at=end_of_work(answer_by(clock.today())),
            source=held,
            case_ref=restricted.ref if restricted else "",
            by=by,
        )
    letters.tell(Letter.MERGE_PROPOSED, [one.user for one in second], held)


@transaction.atomic
def take_back_merge(*, pair: LikelyPair, version: int, by: User) -> None:
    """By whoever proposed it, before anybody has confirmed it."""
    held = take_in_hand(pair, version, Step.TURN_DOWN, by)
    if held.proposed_by_id != by.pk:
        raise PermissionDenied
    _turned_down(held, Step.TURN_DOWN, "", by)
    with wall.as_system(WRITES):
        note_in_both("likely_pair.merge_taken_back", held, by)


@transaction.atomic
def turn_down_merge(*, pair: LikelyPair, version: int, why: str, by: User) -> None:
    held = _as_second(pair, version, Step.TURN_DOWN, by)
    _turned_down(held, Step.TURN_DOWN, why, by)
    with wall.as_system(WRITES):
        note_in_both("likely_pair.merge_turned_down", held, by, reason=why)


@transaction.atomic
def turn_down_taking_apart(*, pair: LikelyPair, version: int, why: str, by: User) -> None:
    held = _as_second(pair, version, Step.TURN_DOWN_APART, by)
    _turned_down(held, Step.TURN_DOWN_APART, why, by)
    with wall.as_system(WRITES):
        note_in_both("likely_pair.apart_turned_down", held, by, reason=why)


def _turned_down(held: LikelyPair, step: Step, why: str, by: User) -> None:
    with wall.as_system(WRITES):
        _decide(held, step, why, by)


def _as_second(pair: LikelyPair, version: int, step: Step, by: User) -> LikelyPair:
    """Never the person who proposed it."""
    access.require(by, Permission.CONFIRM_MERGES)
    held = take_in_hand(pair, version, step, by)
    if held.proposed_by_id == by.pk:
        raise PermissionDenied
    return held


def _decide(held: LikelyPair, step: Step, why: str, by: User) -> None:
    held.decided_by, held.decided_at, held.decided_why = by, clock.now(), why
    go_on(held, step)
    close_items(kind=MERGES.code, source=held, by=by)
    if held.proposed_by and held.proposed_by_id != by.pk:
        letters.tell(Letter.MERGE_DECIDED, [held.proposed_by], held)


@transaction.atomic
def confirm_merge(*, pair: LikelyPair, version: int, why: str = "", by: User) -> None:
    held = _as_second(pair, version, Step.CONFIRM, by)
    with wall.as_system(WRITES):
        _merge(held, _require_possible(held), by)
        _decide(held, Step.CONFIRM, why, by)
        note_in_both("likely_pair.merged", held, by, reason=held.proposed_why)


def _merge(held: LikelyPair, cases: Sequence[Case], by: User) -> None:
    """What both can have once is ended first; then every row of the one becomes the other’s."""
    log = Log(held, clock.now())
    kept, dropped = _children(held)
    _take_values(log, held, kept, dropped)
    close_for_merge(log, cases, held.closes, by)
    _end_second_numbers(log, kept, dropped)
    _settle_second_questions(log, kept, dropped, by)
    for model, field in links_to_children():
        rows = model._default_manager.filter(**{field: dropped.pk}).values_list("pk", flat=True)
        log.change(model, list(rows), **{field: kept.pk})
    log.change(Child, [dropped.pk], merged_into=kept.pk)
    _renew(kept, dropped)


def _children(held: LikelyPair) -> tuple[Child, Child]:
    rows = Child.objects.in_bulk([held.first_id, held.second_id])
    return rows[held.kept_id], rows[held.dropped_id]


def _take_values(log: Log, held: LikelyPair, kept: Child, dropped: Child) -> None:
    own = SIDES[0] if kept.pk == held.first_id else SIDES[1]
    for part, side in held.values_from.items():
        if side != own:
            log.change(Child, [kept.pk], **{field: getattr(dropped, field) for field in PARTS[part]})


def _end_second_numbers(log: Log, kept: Child, dropped: Child) -> None:
    """One number of a kind is right now: the other record’s was right until yesterday."""
    yesterday = clock.today() - A_DAY
    now = Identifier.objects.held().filter(until__isnull=True)
    for one in now.filter(child=dropped, kind__in=now.filter(child=kept).values("kind")):
        log.change(Identifier, [one.pk], until=max(yesterday, one.since or yesterday))


def _settle_second_questions(log: Log, kept: Child, dropped: Child, by: User) -> None:
    open_ones = Question.objects.filter(settled_at__isnull=True)
    for one in open_ones.filter(child=dropped, fact__in=open_ones.filter(child=kept).values("fact")):
        log.change(Question, [one.pk], settled_at=clock.now())
        end_work(log, kind=CHILD_FACTS.code, source=one, by=by)


def _renew(kept: Child, dropped: Child) -> None:
    """A form that is open on either record is told that it changed."""
    Child.objects.filter(pk__in=[kept.pk, dropped.pk]).update(version=F("version") + 1, updated_at=clock.now())
    for one in (kept, dropped):
        renew_keys(one)


@transaction.atomic
def propose_taking_apart(*, pair: LikelyPair, version: int, why: str, by: User) -> None:
    held = take_in_hand(pair, version, Step.PROPOSE_APART, by)
    with wall.as_system(WRITES):
        _require_last(held)
        _propose(held, Step.PROPOSE_APART, why, by)
        note_in_both("likely_pair.apart_proposed", held, by, reason=why)
    _put_before_second(held, "Confirm that a merged record is of two children", by)


def _require_last(held: LikelyPair) -> None:
    if queries.merged_later(held):
        raise NotAllowedNow(LATER_FIRST)


@transaction.atomic
def confirm_taking_apart(*, pair: LikelyPair, version: int, why: str = "", by: User) -> list[MergeStep]:
    """Everything goes back to where it was; what was changed since stays as it is now, and is returned."""
    held = _as_second(pair, version, Step.CONFIRM_APART, by)
    with wall.as_system(WRITES):
        _require_last(held)
        closed, work = cases_closed_by(held), work_ended_by(held)
        left = put_back(held, clock.now())
        note_opened_again(closed, by)
        note_work_again(work, by)
        _renew(*_children(held))
        _decide(held, Step.CONFIRM_APART, why, by)
        note_in_both("likely_pair.taken_apart", held, by, reason=held.proposed_why)
    return left

"""Sharing a case out: allocating it, handing it over, and the other parts that people have in it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters
from cse_portal.cases import team_queries as queries
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_worker
from cse_portal.cases.actions.seeing import PORTAL, grant_to_person
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant, CaseMember
from cse_portal.cases.team import Part, end_of, read_by
from cse_portal.cases.work_kinds import ALLOCATION, BEGUN
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, hand_over_items, open_item

PURPOSE = "share out a case"
TO_READ = "Read the case and plan"
HELD_ALREADY = "This case is allocated already. Hand it over instead."
NOT_ALLOCATED = "This case is not allocated to anybody. Allocate it instead."
CANNOT_CARRY = "Choose somebody who works cases in the agency that leads this one, or in a team below it."
CLOSED = "This case is closed. Reopen it first."
SAME = "This case is allocated to them already. Choose somebody else."
HAS_A_PART = "They have a part in this case already. End it first, then give them another."


@transaction.atomic
def allocate_case(
    *,
    case: Case,
    worker: Membership,
    until: date | None = None,
    why: str = "",
    version: int,
    is_told: bool = True,
    by: Actor,
) -> CaseMember:
    """To one worker of the agency that leads it: they see it, are told, and have it on My work.

    `is_told`: not where many cases are allocated at once; whoever does that tells them once.
    """
    require_decides(by, case, Permission.ALLOCATE_CASES)
    with wall.as_system(PURPOSE):
        held = _held(case, version, worker)
        if queries.allocated_to(held):
            raise NotAllowedNow(HELD_ALREADY)
        for kind in (ALLOCATION, BEGUN):
            close_items(kind=kind.code, source=held, by=by)
        made = _allocate(held, worker, until, why, by)
        if is_told:
            letters.tell(Letter.ALLOCATED, [worker.user], held)
        record("case.allocated", about=held, detail={"membership": worker.ref}, reason=why, by=by)
    return made


@transaction.atomic
def hand_over_case(*, case: Case, to: Membership, words: str, both_until: date, version: int, by: Actor) -> CaseMember:
    """From worker to worker, with words; until that day both see it, and what was due passes on at once."""
    require_decides(by, case, Permission.ALLOCATE_CASES)
    with wall.as_system(PURPOSE):
        held = _held(case, version, to)
        before = queries.allocated_to(held)
        if before is None:
            raise NotAllowedNow(NOT_ALLOCATED)
        if before.membership_id == to.pk:
            raise NotAllowedNow(SAME)
        _end(before, words)
        _see_until(held, before.membership, both_until)
        made = _allocate(held, to, None, words, by)
        letters.tell(Letter.ALLOCATED, [to.user], held)
        detail = {"of": before.membership.ref, "to": to.ref, "both_until": both_until}
        record("case.handed_over", about=held, detail=detail, reason=words, by=by)
        close_items(kind=ALLOCATION.code, source=held, of=before.membership.user, by=by)
        left = queries.open_work(held, before.membership.user)
    agency = before.membership.agency
    hand_over_items(refs=left, agency=agency, of=before.membership.user, to=to.user, by=by)
    letters.tell(Letter.HANDED_OVER, [before.membership.user])
    return made


@transaction.atomic
def add_member(
    *, case: Case, membership: Membership, part: Part, part_words: str = "", until: date | None = None,
    why: str = "", by: Actor,
) -> CaseMember:  # fmt: skip
    """A co-worker, a supervisor or somebody with another part; being named lets them see it."""
    require_decides(by, case, Permission.ALLOCATE_CASES)
    if part is Part.ALLOCATED:
        raise ValueError("Allocating has a deed of its own")
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update(of=("self",)).select_related("child").get(pk=case.pk)
        _end_what_is_over(held)
        if CaseMember.objects.filter(case=held, membership=membership, ended_at__isnull=True).exists():
            raise NotAllowedNow(HAS_A_PART)
        words = {"part_words": part_words if part is Part.OTHER else "", "why": why}
        made = _member(held, membership, part, until, by, **words)
        detail = {"membership": membership.ref, "part": part}
        record("case.member_added", about=held, detail=detail, reason=why, by=by)
    letters.tell(Letter.GIVEN, [membership.user], held)
    return made


@transaction.atomic
def end_member(*, member: CaseMember, why: str, by: Actor) -> None:
    """The part ends; access by it ends, too, with the next click."""
    with wall.as_system(PURPOSE):
        case = Case.objects.select_related("child").get(pk=member.case_id)
    require_decides(by, case, Permission.ALLOCATE_CASES)
    with wall.as_system(PURPOSE):
        Case.objects.select_for_update().get(pk=case.pk)
        held = CaseMember.objects.with_people().get(pk=member.pk)
        if held.ended_at is not None:
            raise NotAllowedNow("This part has ended already.")
        _end(held, why)
        _end_grants(case, held.membership)
        detail = {"membership": held.membership.ref, "part": held.part}
        record("case.member_ended", about=case, detail=detail, reason=why, by=by)
    close_items(kind=ALLOCATION.code, source=case, of=held.membership.user, by=by)
    letters.tell(Letter.ENDED, [held.membership.user])


@transaction.atomic
def note_read(*, case: Case, by: User) -> None:
    """By the worker, or by whoever answers for the agency where it was begun: what was due is done."""
    if not access.can_see(by, case):
        raise PermissionDenied
    closed = close_items(kind=ALLOCATION.code, source=case, of=by, by=by)
    if queries.has_to_take_note(by, case):
        closed += close_items(kind=BEGUN.code, source=case, by=by)
    if closed:
        record("case.read_by_worker", about=case, by=by)


def _held(case: Case, version: int, worker: Membership) -> Case:
    """The case, locked, at the version that the person saw, once it is clear that it can go to this worker."""
    held = Case.held_at(pk=case.pk, version=version)
    held.child  # noqa: B018 - the trail names the child: read while the portal may
    if held.closed_on is not None:
        raise NotAllowedNow(CLOSED)
    if not queries.can_carry(held).filter(pk=worker.pk).exists():
        raise NotAllowedNow(CANNOT_CARRY)
    _end_what_is_over(held)
    held.save(update_fields=["updated_at"])
    return held


def _end_what_is_over(case: Case) -> None:
    """Parts whose last day has passed make room for new ones."""
    over = CaseMember.objects.filter(case=case, ended_at__isnull=True, until__lt=clock.today())
    over.update(ended_at=clock.now())


def _allocate(case: Case, worker: Membership, until: date | None, why: str, by: Actor) -> CaseMember:
    other = CaseMember.objects.filter(case=case, membership=worker, ended_at__isnull=True)
    other.update(ended_at=clock.now(), ended_why=why)  # a co-worker becomes the allocated one
    made = _member(case, worker, Part.ALLOCATED, until, by, why=why)
    open_item(
        kind=ALLOCATION.code,
        task=TO_READ,
        button="Open the case",
        detail=f"Case {case.ref}",
        url=reverse("cases:record", kwargs={"ref": case.ref}),
        agency=worker.agency,
        person=worker.user,
        due_at=end_of_work(read_by(clock.today())),
        source=case,
        case_ref=case.ref,
        by=by,
    )
    note_worker(member=made, why=why, by=by)
    return made


def _member(case: Case, membership: Membership, part: Part, until: date | None, by: Actor, **words: str) -> CaseMember:
    grant_to_person(case=case, membership=membership, until=end_of(until), note=words.get("why", ""), by=PORTAL)
    added_by = None if isinstance(by, System) else User.objects.get(pk=by.pk)
    return CaseMember.objects.create(
        case=case, membership=membership, part=part, until=until, added_by=added_by, **words
    )


def _end(member: CaseMember, why: str) -> None:
    member.ended_at, member.ended_why = clock.now(), why
    member.until = min(member.until or clock.today(), clock.today())
    member.save(update_fields=["ended_at", "ended_why", "until"])


def _see_until(case: Case, membership: Membership, until: date) -> None:
    named = CaseGrant.objects.live().filter(content_object=case, membership=membership, reason=Reason.NAMED)
    named.update(valid_until=end_of(until))


def _end_grants(case: Case, membership: Membership) -> None:
    named = CaseGrant.objects.not_ended().filter(content_object=case, membership=membership, reason=Reason.NAMED)
    named.update(valid_until=clock.now())

"""Another agency is asked to lead a case: asked by one manager, accepted or declined by the other's."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters
from cse_portal.cases import team_queries as queries
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.lines import note_lead
from cse_portal.cases.actions.seeing import PORTAL, grant_to_agency, grant_to_person
from cse_portal.cases.actions.team import CLOSED
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant, CaseMember, CaseTransfer
from cse_portal.cases.team import SEES_IT_STILL_FOR_DAYS, TransferStatus, answer_by, end_of
from cse_portal.cases.work_kinds import ALLOCATION, TRANSFER
from cse_portal.core import clock, wall
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

PURPOSE = "transfer a case to another agency"
ASKED_ALREADY = "Another agency is asked already. Wait for its answer, or withdraw the request."
NOBODY_THERE = "Nobody there can accept a case today. Choose another agency, or ring them."
ANSWERED = "This request was answered or withdrawn already."


@transaction.atomic
def ask_to_lead(*, case: Case, agency: Agency, why: str, version: int, by: User) -> CaseTransfer:
    """Until it is accepted nothing changes; managers there read why, and not who the child is."""
    require_decides(by, case, Permission.ALLOCATE_CASES)
    with wall.as_system(PURPOSE):
        held = Case.held_at(pk=case.pk, version=version)
        if held.closed_on is not None:
            raise NotAllowedNow(CLOSED)
        if queries.waiting_transfer(held):
            raise NotAllowedNow(ASKED_ALREADY)
        if agency.pk not in {one.pk for one in queries.could_lead(held)}:
            raise NotAllowedNow(NOBODY_THERE)
        asked = CaseTransfer.objects.create(
            case=held, from_agency=held.lead_agency, to_agency=agency, why=why, asked_by=by
        )
        record("case.transfer_asked", about=asked, detail={"to": agency.ref}, reason=why, by=by)
        _bring(asked, by)
    return asked


def _bring(asked: CaseTransfer, by: User) -> None:
    there = list(queries.managers().filter(agency=asked.to_agency).order_by("pk"))
    open_item(
        kind=TRANSFER.code,
        task="Answer whether your agency takes over a case",
        button="Answer",
        detail=f"Case {asked.case.ref}, led by {asked.from_agency}"[:300],
        url=reverse("cases:transfer", kwargs={"ref": asked.ref}),
        agency=asked.to_agency,
        role=there[0].get_role(),
        due_at=end_of_work(answer_by(clock.today())),
        source=asked,
        case_ref=asked.case.ref,
        by=by,
    )
    letters.tell(Letter.TRANSFER_ASKED, [one.user for one in there], asked)


@transaction.atomic
def accept_transfer(*, transfer: CaseTransfer, words: str = "", version: int, by: User) -> Case:
    """From now on this agency leads. Whoever worked it before sees it for two weeks more."""
    hat = _require_asked(transfer, by)
    with wall.as_system(PURPOSE):
        held = _answer(transfer, TransferStatus.ACCEPTED, words, version, by)
        case = Case.objects.select_for_update(of=("self",)).select_related("child").get(pk=held.case_id)
        case.lead_agency = held.to_agency
        case.save(update_fields=["lead_agency"])
        _end_the_old_team(case, held.from_agency)
        if grant_to_agency(case=case, agency=held.to_agency, by=PORTAL) is None:
            grant_to_person(case=case, membership=hat, note="Accepted the transfer", by=PORTAL)
        detail = {"from": held.from_agency.ref, "to": held.to_agency.ref}
        record("case.transferred", about=held, detail=detail, reason=words, by=by)
        note_lead(transfer=held, by=by)
        _ask_to_allocate(case, hat.agency, by, by)
    _close(held, by)
    return case


@transaction.atomic
def give_lead(*, case: Case, agency: Agency, why: str, by: User) -> Case:
    """MASH decided who takes it on: nobody there is asked first. Whoever led before goes on seeing it."""
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update(of=("self",)).select_related("child", "partnership").get(pk=case.pk)
        if held.lead_agency_id == agency.pk:
            return held
        said = {"status": TransferStatus.ACCEPTED.value, "why": why, "asked_by": by}
        made = CaseTransfer.objects.create(
            case=held,
            from_agency=held.lead_agency,
            to_agency=agency,
            answered_by=by,
            answered_at=clock.now(),
            **said,
        )
        held.lead_agency = agency
        held.save(update_fields=["lead_agency"])
        detail = {"from": made.from_agency.ref, "to": agency.ref}
        record("case.transferred", about=made, detail=detail, reason=why, by=by)
        note_lead(transfer=made, by=by)
        there = queries.managers().filter(agency=agency).order_by("pk").first()
        _ask_to_allocate(held, agency, there.get_role() if there else None, by)
    return held


@transaction.atomic
def decline_transfer(*, transfer: CaseTransfer, words: str, version: int, by: User) -> None:
    _require_asked(transfer, by)
    with wall.as_system(PURPOSE):
        held = _answer(transfer, TransferStatus.DECLINED, words, version, by)
        record("case.transfer_declined", about=held, reason=words, by=by)
    _close(held, by)


@transaction.atomic
def withdraw_transfer(*, case: Case, why: str, by: User) -> None:
    require_decides(by, case, Permission.ALLOCATE_CASES)
    with wall.as_system(PURPOSE):
        asked = queries.waiting_transfer(case)
        if asked is None:
            raise NotAllowedNow(ANSWERED)
        held = _answer(asked, TransferStatus.WITHDRAWN, why, asked.version, by)
        record("case.transfer_withdrawn", about=held, reason=why, by=by)
    _close(held, by)


def _require_asked(transfer: CaseTransfer, by: User) -> Membership:
    hat = queries.hat_that_answers(transfer, by)
    if hat is None:
        raise PermissionDenied
    return hat


def _answer(transfer: CaseTransfer, status: TransferStatus, words: str, version: int, by: User) -> CaseTransfer:
    held = CaseTransfer.held_at(pk=transfer.pk, version=version)
    if held.get_status() is not TransferStatus.ASKED:
        raise NotAllowedNow(ANSWERED)
    held.status, held.answer = status.value, words
    held.answered_by, held.answered_at = by, clock.now()
    held.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    held.case.child  # noqa: B018 - the trail names the child: read while the portal may
    held.from_agency, held.to_agency, held.asked_by  # noqa: B018 - as above
    return held


def _end_the_old_team(case: Case, old: Agency) -> None:
    until = end_of(clock.today() + timedelta(days=SEES_IT_STILL_FOR_DAYS))
    there = CaseMember.objects.with_people().filter(case=case, membership__agency=old, ended_at__isnull=True)
    for one in there:
        one.ended_at, one.ended_why = clock.now(), "Another agency leads the case"
        one.save(update_fields=["ended_at", "ended_why"])
    named = CaseGrant.objects.live().filter(content_object=case, reason=Reason.NAMED, membership__agency=old)
    of_agency = CaseGrant.objects.live().filter(content_object=case, reason=Reason.AGENCY, group__access__agency=old)
    for grants in (named, of_agency):
        grants.filter(valid_until__isnull=True).update(valid_until=until)


def _ask_to_allocate(case: Case, agency: Agency, whom: User | Role | None, by: User) -> None:
    """A person, or whoever has the role there."""
    open_item(
        kind=ALLOCATION.code,
        task="Allocate a case that your agency took over",
        button="Allocate it",
        detail=f"Case {case.ref}",
        url=reverse("cases:allocate", kwargs={"ref": case.ref}),
        agency=agency,
        person=whom if isinstance(whom, User) else None,
        role=whom if isinstance(whom, Role) else None,
        due_at=end_of_work(answer_by(clock.today())),
        source=case,
        case_ref=case.ref,
        by=by,
    )


def _close(answered: CaseTransfer, by: User) -> None:
    close_items(kind=TRANSFER.code, source=answered, by=by)
    letters.tell(Letter.TRANSFER_ANSWERED, [answered.asked_by], answered)

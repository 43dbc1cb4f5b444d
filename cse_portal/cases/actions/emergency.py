"""Opening a case in an emergency, ending that, reviewing it, and what happens when nobody reviews it in time."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record, record_refusal
from cse_portal.cases import emergency_queries as queries
from cse_portal.cases import letters
from cse_portal.cases.actions.seeing import PORTAL, grant_to_person
from cse_portal.cases.emergencies import LASTS, Outcome, Why, review_due_on
from cse_portal.cases.emergency_queries import Details, Told
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant, EmergencyAccess
from cse_portal.cases.work_kinds import EMERGENCY
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System
from cse_portal.core.working_days import end_of_work
from cse_portal.worklist.actions import close_items, open_item

CLOCK = System("end emergency access and see that it is reviewed")
NOTHING_OPENED = (
    "No case was opened. The portal gives this same answer whether or not there is a record. "
    "Ring MASH now: the numbers are on this page, for the day and for the night."
)


@transaction.atomic
def open_in_emergency(*, details: Details, why: Why, words: str, by: User) -> Case:
    """The case for 60 minutes, or one and the same refusal; whoever sees it already needs no emergency."""
    access.require(by, Permission.OPEN_IN_EMERGENCY)
    hat = queries.hat_for_emergencies(by)
    if hat is None:
        raise PermissionDenied
    case = queries.case_named_by(details, hat.agency.partnership_id, by)
    if case is not None and case.is_seen:  # type: ignore[attr-defined]
        return case
    if case is None or case.is_restricted:
        record_refusal("emergency.refused", case=case, child=case.child if case else None, reason=words, by=by)
        raise NotAllowedNow(NOTHING_OPENED)
    _open(case, hat, why, words, by)
    return case


def _open(case: Case, hat: Membership, why: Why, words: str, by: User) -> None:
    now = clock.now()
    grant_to_person(
        case=case, membership=hat, reason=Reason.EMERGENCY, since=now, until=now + LASTS, note=words, by=PORTAL
    )
    with wall.as_system(PORTAL.purpose):
        opened = EmergencyAccess.objects.create(
            case=case,
            case_code=case.ref,
            child_code=case.child.ref,
            partnership=case.partnership,
            lead_agency=case.lead_agency,
            agency=hat.agency,
            membership=hat,
            opened_by=by,
            why=why,
            words=words,
            opened_at=now,
            ends_at=now + LASTS,
            due_on=review_due_on(clock.today()),
        )
    record("emergency.opened", about=opened, detail={"why": why}, reason=words, by=by)
    for one in queries.told(opened):
        _tell(opened, one, Letter.EMERGENCY, by)


def _tell(emergency: EmergencyAccess, to: Told, letter: Letter, by: Actor) -> None:
    due = end_of_work(emergency.due_on)
    is_late = letter == Letter.EMERGENCY_LATE
    open_item(
        kind=EMERGENCY.code,
        task="Review an emergency access" if to.reviews else "Read why a case was opened in an emergency",
        button="Review" if to.reviews else "Read",
        detail=f"{emergency.opened_by.name}, {emergency.agency}, case {emergency.case_code}"[:300],
        url=reverse("cases:emergency", kwargs={"ref": emergency.ref}),
        agency=to.agency,
        role=to.role,
        due_at=due,
        critical_at=due if is_late else None,
        source=emergency,
        case_ref=emergency.case_code,
        by=by,
    )
    letters.tell(letter, to.people, emergency)


@transaction.atomic
def end_emergency(*, emergency: EmergencyAccess, by: User) -> None:
    """By the person themself, or by whoever is told of it: the next click is refused."""
    if not EmergencyAccess.objects.visible_to(by).filter(pk=emergency.pk).exists():
        raise PermissionDenied
    if by.pk != emergency.opened_by_id:
        access.require(by, Permission.SEE_EMERGENCIES)
    with wall.as_system(PORTAL.purpose):
        held = EmergencyAccess.objects.select_for_update().get(pk=emergency.pk)
        if not held.is_running:
            return
        held.ended_at = clock.now()
        held.save(update_fields=["ended_at"])
        mine = CaseGrant.objects.live().filter(content_object=held.case_id, membership=held.membership_id)
        mine.filter(reason=Reason.EMERGENCY).update(valid_until=clock.now())
    record("emergency.ended", about=held, by=by)


@transaction.atomic
def close_ended_emergencies(*, by: System) -> int:
    """The grant has ended by itself; here the trail is told so."""
    with wall.as_system(by.purpose):
        over = EmergencyAccess.objects.filter(ended_at__isnull=True, ends_at__lte=clock.now())
        ended = list(over.select_for_update(skip_locked=True).order_by("pk"))
        for one in ended:
            one.ended_at = one.ends_at
            one.save(update_fields=["ended_at"])
            record("emergency.ended", about=one, by=by)
        return len(ended)


@transaction.atomic
def review_emergency(*, emergency: EmergencyAccess, outcome: Outcome, words: str, version: int, by: User) -> None:
    """By somebody else than the person, once it has ended, once."""
    access.require(by, Permission.REVIEW_EMERGENCIES)
    if not EmergencyAccess.objects.visible_to(by).filter(pk=emergency.pk).exists():
        raise PermissionDenied
    with wall.as_system(PORTAL.purpose):
        held = EmergencyAccess.held_at(pk=emergency.pk, version=version)
        if held.opened_by_id == by.pk:
            raise PermissionDenied
        if held.is_reviewed:
            raise NotAllowedNow("This was reviewed already. What was decided cannot be changed.")
        if held.is_running:
            raise NotAllowedNow("The access is still open. End it first, or review it when the hour is over.")
        held.outcome, held.review_words = outcome.value, words
        held.reviewed_by, held.reviewed_at = by, clock.now()
        held.save(update_fields=["outcome", "review_words", "reviewed_by", "reviewed_at"])
    record("emergency.reviewed", about=held, detail={"outcome": outcome}, reason=words, by=by)
    close_items(kind=EMERGENCY.code, source=held, by=by)
    letters.tell(Letter.EMERGENCY_REVIEWED, [held.opened_by], held)


@transaction.atomic
def put_before_reviewers(*, by: System) -> int:
    """What waits for a review goes to whoever reviews today: the lead may have left, or been named since."""
    with wall.as_system(by.purpose):
        waiting = EmergencyAccess.objects.to_review().select_related("opened_by", "agency").order_by("pk")
        told = [(one, place) for one in waiting for place in queries.reviewers_now(one)]
        for one, place in told:
            _tell(one, place, Letter.EMERGENCY, by)
        return len(told)


@transaction.atomic
def escalate_late_reviews(*, by: System) -> int:
    """To a head of service, once; whoever should have reviewed it still may."""
    with wall.as_system(by.purpose):
        late = EmergencyAccess.objects.to_review().filter(due_on__lt=clock.today(), escalated_at__isnull=True)
        found = list(late.select_for_update(of=("self",)).select_related("opened_by", "agency").order_by("pk"))
        for one in found:
            one.escalated_at = clock.now()
            one.save(update_fields=["escalated_at"])
            record("emergency.review_escalated", about=one, by=by)
            for place in queries.in_their_place(one):
                _tell(one, place, Letter.EMERGENCY_LATE, by)
        return len(found)

"""MASH decides about a child: proposed by an officer, decided by a manager, never by the same person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.models.people import local_day
from cse_portal.agencies.roles import Permission, Role
from cse_portal.audit.actions import record
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions import give_lead, move_case, require_strategy_meeting
from cse_portal.cases.actions.seeing import PORTAL
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import OWNER_OF, Stage
from cse_portal.core import clock
from cse_portal.core.working_days import add_working_days, end_of_work
from cse_portal.notices.actions import post_news
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.due_rules import DueRule
from referrals import queries
from referrals.actions.writing import (
    due_by,
    held,
    let_agency_see,
    note_referral,
    open_approval,
    open_decision,
    page_of,
    require_at_mash,
    require_has_it,
    status_page,
)
from referrals.letters import DECIDED, SENT_BACK
from referrals.models import Enquiry, ReferredChild
from referrals.refused import (
    NO_POLICE,
    NOT_DECIDED,
    NOT_OWN_PROPOSAL,
    NOT_OWN_REFERRAL,
    SAY_WHY,
    TEAM,
    ReferralRefused,
)
from referrals.sources import Channel
from referrals.work_kinds import (
    ACKNOWLEDGE,
    APPROVE,
    DECIDE,
    EARLY_HELP,
    FEEDBACK_UNREAD,
    SINGLE_ASSESSMENT,
    SUSPICION,
    TELL,
    TELL_BOROUGH,
)
from referrals.workflow import ENQUIRIES, ENQUIRY_OF, OUTCOMES, Deed, EnquiryKind, Outcome, Status, allows

WORKING_DAYS_TO_READ = 2
TOLD_POLICE = "MASH told the police of a suspicion"
ENQUIRY_KINDS = {
    EnquiryKind.EARLY_HELP: (EARLY_HELP, DueRule.EARLY_HELP),
    EnquiryKind.SECTION_17: (SINGLE_ASSESSMENT, DueRule.SINGLE_ASSESSMENT),
    EnquiryKind.SECTION_47: (SINGLE_ASSESSMENT, DueRule.SINGLE_ASSESSMENT),
}


@dataclass(frozen=True)
class Decision:
    """What follows, why, and what whoever referred is told."""

    outcome: Outcome
    because: str
    feedback: str
    team: Agency | None = None
    to_borough: str = ""
    tells_police: bool = False


@transaction.atomic
def propose_decision(*, referred: ReferredChild, version: int, decision: Decision, by: User) -> ReferredChild:
    """By whoever has it, before a manager."""
    mine = held(referred, version)
    require_has_it(by, mine, Deed.PROPOSE, permission=Permission.TRIAGE)
    _keep(mine, decision)
    mine.status, mine.proposed_by, mine.proposed_at = Status.APPROVAL.value, by, clock.now()
    mine.sent_back_because = ""
    mine.save()
    record("referral.proposed", about=mine, case=mine.case, detail={"outcome": decision.outcome}, by=by)
    close_items(kind=DECIDE.code, source=mine, by=by)
    open_approval(mine, by)
    return mine


@transaction.atomic
def send_back_decision(*, referred: ReferredChild, version: int, because: str, by: User) -> ReferredChild:
    mine = held(referred, version)
    require_at_mash(by, mine, Deed.SEND_BACK, permission=Permission.DECIDE_REFERRALS)
    if not because.strip():
        raise ReferralRefused(SAY_WHY)
    author = mine.proposed_by
    mine.status, mine.sent_back_because = Status.TAKEN.value, because
    mine.proposed_by, mine.proposed_at = None, None
    mine.save(update_fields=["status", "sent_back_because", "proposed_by", "proposed_at"])
    record("referral.sent_back", about=mine, case=mine.case, reason=because, by=by)
    close_items(kind=APPROVE.code, source=mine, by=by)
    open_decision(mine, by)
    if author is not None:
        post_news(news=SENT_BACK, to=[author], url=page_of(mine), reference=mine.ref)
    return mine


@transaction.atomic
def decide_referral(*, referred: ReferredChild, version: int, decision: Decision, by: User) -> ReferredChild:
    """By a manager: their own reading of it, or what an officer proposed. From now on it does not change."""
    mine = held(referred, version)
    require_at_mash(by, mine, Deed.DECIDE, permission=Permission.DECIDE_REFERRALS)
    if mine.referral.made_by_id == by.pk and mine.referral.channel == Channel.PORTAL.value:
        raise ReferralRefused(NOT_OWN_REFERRAL)
    if mine.proposed_by_id == by.pk:
        raise ReferralRefused(NOT_OWN_PROPOSAL)
    _keep(mine, decision)
    mine.status, mine.decided_by, mine.decided_at = Status.DECIDED.value, by, clock.now()
    mine.save()
    record("referral.decided", about=mine, case=mine.case, detail={"outcome": decision.outcome}, by=by)
    said = OUTCOMES[decision.outcome]
    note_referral(mine, f"MASH decided: {said.title.lower()}", decision.because, step="ended", by=by)
    for kind in (ACKNOWLEDGE, DECIDE, APPROVE):
        close_items(kind=kind.code, source=mine, by=by)
    _begin_what_follows(mine, decision, by)
    _feed_back(mine, by)
    return mine


def _keep(mine: ReferredChild, decision: Decision) -> None:
    said = OUTCOMES[decision.outcome]
    if not decision.because.strip() or not decision.feedback.strip():
        raise ReferralRefused(SAY_WHY)
    if said.needs_team and decision.team not in queries.teams_for(mine):
        raise ReferralRefused(TEAM)
    mine.outcome, mine.because, mine.feedback = decision.outcome.value, decision.because, decision.feedback
    mine.team = decision.team if said.needs_team else None
    mine.to_borough = decision.to_borough if decision.outcome is Outcome.TRANSFER else ""
    mine.tells_police = decision.tells_police


def _begin_what_follows(mine: ReferredChild, decision: Decision, by: User) -> None:
    outcome, team = decision.outcome, mine.team
    if team is not None:
        let_agency_see(mine.case, team, f"MASH decided: {OUTCOMES[outcome].title.lower()}")
        if OUTCOMES[outcome].takes_on:
            give_lead(case=mine.case, agency=team, why=decision.because, by=by)
            _begin_assessment(mine.case, decision.because, by)
        if kind := ENQUIRY_OF.get(outcome):
            _begin_enquiry(mine, kind, team, by)
    if outcome is Outcome.STRATEGY:
        due_at = due_by(mine, DueRule.STRATEGY_DISCUSSION, mine.received_at)
        case = Case.objects.get(pk=mine.case_id)
        require_strategy_meeting(case=case, due_on=local_day(due_at), task="Hold the strategy discussion", by=by)
    if outcome is Outcome.TRANSFER:
        _hand_to_borough(mine, by)
    if decision.tells_police:
        _tell_police(mine, by)


def _begin_assessment(case: Case, because: str, by: User) -> None:
    """As far as the case stands before it; at MASE, or where it is assessed already, it stays where it is."""
    now = Case.objects.get(pk=case.pk)
    if now.get_stage() in (Stage.REFERRED, Stage.REOPENED):
        moves = access.roles(by) & OWNER_OF[now.get_stage()]
        move_case(case=now, to=Stage.IN_ASSESSMENT, why=because, version=now.version, by=by if moves else PORTAL)


def _begin_enquiry(mine: ReferredChild, kind: EnquiryKind, team: Agency, by: User) -> None:
    """One of a kind at a time: a further referral is answered within the one that is going on."""
    work, rule = ENQUIRY_KINDS[kind]
    due_at = due_by(mine, rule, clock.now())
    made, is_new = Enquiry.objects.get_or_create(
        case=mine.case,
        kind=kind.value,
        ended_on=None,
        defaults={
            "referred": mine,
            "team": team,
            "begun_on": clock.today(),
            "due_on": timezone.localdate(due_at),
            "begun_by": by,
        },
    )
    if not is_new:
        return
    record("enquiry.begun", about=made, case=mine.case, detail={"kind": kind}, by=by)
    open_item(
        kind=work.code,
        task=f"Finish: {ENQUIRIES[kind].lower()}",
        button="Say what came of it",
        detail=f"Case {mine.case.ref}",
        url=reverse("referrals:end_enquiry", kwargs={"ref": made.ref}),
        agency=team,
        role=Role.CSC_TEAM_MANAGER,
        due_at=due_at,
        source=made,
        case_ref=mine.case.ref,
        by=by,
    )


def _tell_police(mine: ReferredChild, by: User) -> None:
    """Also without evidence, so that later suspicions add up. They give the reference back, which answers it."""
    police = queries.police_of(mine.case.partnership)
    if police is None:
        raise ReferralRefused(NO_POLICE)
    let_agency_see(mine.case, police, TOLD_POLICE)
    note_referral(mine, TOLD_POLICE, mine.worry, step="polic", by=by)
    open_item(
        kind=SUSPICION.code,
        task="Record the reference of a suspicion that MASH told you of",
        button="Record it",
        detail=f"Case {mine.case.ref}",
        url=reverse("cases:police_add", kwargs={"ref": mine.case.ref}),
        agency=police,
        role=Role.POLICE_CSE_SPOC,
        due_at=due_by(mine, DueRule.CRIME_REFERENCE, clock.now()),
        source=mine.case,
        case_ref=mine.case.ref,
        by=by,
    )


def _hand_to_borough(mine: ReferredChild, by: User) -> None:
    open_item(
        kind=TELL_BOROUGH.code,
        task="Hand the referral to the other borough, and say to whom",
        button="Say that it is done",
        detail=f"Case {mine.case.ref}",
        url=reverse("referrals:told", kwargs={"ref": mine.ref}),
        agency=mine.mash,
        person=mine.taken_by.user if mine.taken_by else by,
        due_at=end_of_work(add_working_days(clock.today(), 1)),
        source=mine,
        case_ref=mine.case.ref,
        by=by,
    )


def _feed_back(mine: ReferredChild, by: User) -> None:
    """In writing now, and by word of mouth within the day; who referred says that they have read it."""
    referrer = mine.referral.made_by
    post_news(news=DECIDED, to=[referrer], url=status_page(mine), reference=mine.ref)
    open_item(
        kind=TELL.code,
        task="Tell whoever referred what was decided",
        button="Say that they know",
        detail=f"Case {mine.case.ref}",
        url=reverse("referrals:told", kwargs={"ref": mine.ref}),
        agency=mine.mash,
        person=mine.taken_by.user if mine.taken_by else by,
        due_at=due_by(mine, DueRule.FEEDBACK, clock.now()),
        source=mine,
        case_ref=mine.case.ref,
        by=by,
    )
    if queries.hat_at(referrer, mine.mash) is None:
        open_item(
            kind=FEEDBACK_UNREAD.code,
            task="Read what MASH decided about your referral",
            button="Read it",
            detail=f"Case {mine.case.ref}",
            url=status_page(mine),
            agency=mine.agency,
            person=referrer,
            due_at=end_of_work(add_working_days(clock.today(), WORKING_DAYS_TO_READ)),
            source=mine,
            case_ref=mine.case.ref,
            by=by,
        )


@transaction.atomic
def note_told(
    *, referred: ReferredChild, version: int, on: date, words: str, handed_to: str = "", by: User
) -> ReferredChild:
    """By word of mouth: whoever referred has heard it from a person, on a day. What goes to another borough stays on
    the list until somebody says who there took it."""
    mine = held(referred, version)
    require_at_mash(by, mine, Deed.TELL, permission=Permission.TRIAGE)
    mine.told_on, mine.told_by, mine.told_words = on, by, words
    mine.save(update_fields=["told_on", "told_by", "told_words"])
    record("referral.told", about=mine, case=mine.case, by=by)
    close_items(kind=TELL.code, source=mine, by=by)
    if handed_to:
        note_referral(mine, f"Handed to {mine.to_borough}"[:160], handed_to, step="hand", by=by)
        close_items(kind=TELL_BOROUGH.code, source=mine, by=by)
    return mine


@transaction.atomic
def note_read(*, referred: ReferredChild, version: int, by: User) -> ReferredChild:
    """By whoever made it, or who answers for their agency."""
    mine = held(referred, version)
    require_decides(by, mine.case, Permission.REFER)
    own = mine.referral.made_by_id == by.pk or (
        access.can(by, Permission.AGENCY_WORK) and mine.agency_id in access.reader(by).agencies
    )
    if not own:
        raise PermissionDenied
    if not allows(mine.get_status(), Deed.TELL):
        raise ReferralRefused(NOT_DECIDED)
    if mine.read_at is None:
        mine.read_at, mine.read_by = clock.now(), by
        mine.save(update_fields=["read_at", "read_by"])
        record("referral.feedback_read", about=mine, case=mine.case, by=by)
        close_items(kind=FEEDBACK_UNREAD.code, source=mine, by=by)
    return mine

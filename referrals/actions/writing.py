"""What every deed at MASH asks first, and what it leaves behind."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.roles import Permission, Role
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions import grant_to_agency, grant_to_person
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.actions.seeing import PORTAL
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.due_rules import DueRule, due_for
from referrals import queries
from referrals.models import ReferredChild
from referrals.refused import NOT_YOURS, ReferralRefused
from referrals.work_kinds import APPROVE, DECIDE
from referrals.workflow import WHY_NOT, Deed, allows


def held(referred: ReferredChild, version: int) -> ReferredChild:
    return ReferredChild.held_at(pk=referred.pk, version=version)


def require_at_mash(by: User, referred: ReferredChild, deed: Deed, *, permission: Permission) -> Membership:
    """Whoever works at the MASH that has it and sees the case for good; while its state allows it."""
    require_decides(by, referred.case, permission)
    hat = queries.hat_at(by, referred.mash)
    if hat is None:
        raise PermissionDenied
    if not allows(referred.get_status(), deed):
        raise ReferralRefused(WHY_NOT[referred.get_status()])
    return hat


def require_has_it(by: User, referred: ReferredChild, deed: Deed, *, permission: Permission) -> Membership:
    """One person works on it at a time: somebody else takes it over first, and everybody sees who has it."""
    hat = require_at_mash(by, referred, deed, permission=permission)
    if referred.taken_by is None or referred.taken_by.user_id != by.pk:
        raise ReferralRefused(NOT_YOURS)
    return hat


def due_by(referred: ReferredChild, rule: DueRule, start: datetime) -> datetime:
    partnership = referred.case.partnership
    return due_for(rule, start, amounts=timescales_of(partnership), office=office_hours_of(partnership))


def page_of(referred: ReferredChild) -> str:
    return reverse("referrals:triage", kwargs={"ref": referred.ref})


def status_page(referred: ReferredChild) -> str:
    """For whoever referred."""
    return reverse("referrals:referral", kwargs={"ref": referred.ref})


def desk_of(referred: ReferredChild) -> Role:
    """Whose list it stands on while nobody has it: of a restricted case its managers alone hear."""
    return Role.MASH_MANAGER if referred.case.is_restricted else Role.MASH_OFFICER


def open_decision(referred: ReferredChild, by: User) -> None:
    """On the list of whoever has it, else of everybody at MASH; said anew whenever its day moves."""
    close_items(kind=DECIDE.code, source=referred, by=by)
    person = referred.taken_by.user if referred.taken_by else None
    open_item(
        kind=DECIDE.code,
        task="Decide about a referral",
        button="Open the referral",
        detail=f"Case {referred.case.ref}",
        url=page_of(referred),
        agency=referred.mash,
        person=person,
        role=None if person else desk_of(referred),
        due_at=referred.decide_by,
        source=referred,
        case_ref=referred.case.ref,
        by=by,
    )


def open_approval(referred: ReferredChild, by: User) -> None:
    open_item(
        kind=APPROVE.code,
        task="Approve a decision about a referral, or send it back",
        button="Read and approve",
        detail=f"Case {referred.case.ref}",
        url=page_of(referred),
        agency=referred.mash,
        role=Role.MASH_MANAGER,
        due_at=referred.decide_by,
        source=referred,
        case_ref=referred.case.ref,
        by=by,
    )


def let_agency_see(case: Case, agency: Agency, note: str) -> None:
    """The whole agency; of a restricted case its managers by name, and nobody else."""
    if grant_to_agency(case=case, agency=agency, note=note, by=PORTAL) is None:
        for one in managers_of(agency):
            grant_to_person(case=case, membership=one, note=note, by=PORTAL)


def managers_of(agency: Agency) -> list[Membership]:
    live = Membership.objects.live().filter(
        agency=agency, role__in=(Role.MASH_MANAGER, Role.CSC_TEAM_MANAGER, Role.POLICE_CSE_SPOC)
    )
    return list(live.select_related("user", "agency"))


def note_referral(referred: ReferredChild, headline: str, words: str, *, step: str, by: User) -> None:
    """In the chronology, under the referral's own mark."""
    note_line(
        case=referred.case,
        kind=LineKind.REFERRAL,
        headline=headline,
        words=words,
        happened_on=clock.today(),
        handling=Handling(referred.handling),
        named_agencies=queries.agencies_named(referred),
        is_significant=True,
        source=referred,
        step=step,
        agency=referred.agency,
        by=by,
    )

"""A child is referred to MASH: from that moment a clock runs, and somebody at MASH has it on their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions import move_case, reopen_case
from cse_portal.cases.actions.seeing import PORTAL
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import Stage
from cse_portal.notices.actions import post_news
from cse_portal.notices.news_kinds import RED_REFERRAL
from cse_portal.worklist.actions import close_items, open_item
from cse_portal.worklist.due_rules import DueRule
from referrals import queries
from referrals.actions.checking import end_check
from referrals.actions.writing import desk_of, due_by, held, let_agency_see, note_referral, open_decision, page_of
from referrals.clocks import decide_by
from referrals.models import AskedCheck, Referral, ReferredChild
from referrals.refused import NO_MASH, PUT_RIGHT, SAY_WHY, WITHDRAW_LATE, ReferralRefused
from referrals.sources import Basis, Channel, Circumstance, Consent, Source, Urgency
from referrals.work_kinds import ACKNOWLEDGE, APPROVE, DECIDE
from referrals.workflow import CheckState, Deed, Status, allows
from screening.actions import say_next
from screening.models import Tool
from screening.workflow import NextStep

REFERRED = "Referred to MASH"
NEW_CONCERN = "A new referral to MASH opens the case again"


@dataclass(frozen=True)
class Form:
    """What is said once, however many children are on it."""

    source: Source
    consent: Consent
    basis: Basis
    consent_words: str = ""
    who_knows: str = ""
    channel: Channel = Channel.PORTAL
    raised_by: str = ""
    raised_by_phone: str = ""
    is_read_back: bool = False


@dataclass(frozen=True)
class About:
    """What is said of one child."""

    case: Case
    worry: str
    urgency: Urgency
    childs_words: str = ""
    circumstances: tuple[Circumstance, ...] = ()
    handling: Handling = Handling.NETWORK
    named_agencies: tuple[Agency, ...] = field(default=())
    tool: Tool | None = None


@transaction.atomic
def refer_children(*, form: Form, about: Sequence[About], by: User) -> Referral:
    """Each child has a case already; a referral on an open one is added to it, and a closed one opens again."""
    agency = agency_of(by)
    if agency is None or not about:
        raise PermissionDenied
    partnership = about[0].case.partnership
    if any(one.case.partnership_id != partnership.pk for one in about):
        raise PermissionDenied
    mash = queries.mash_of(partnership)
    if mash is None:
        raise ReferralRefused(NO_MASH)
    said = {name: getattr(form, name) for name in ("source", "consent", "basis", "channel")}
    words = {name: getattr(form, name) for name in ("consent_words", "who_knows", "raised_by", "raised_by_phone")}
    made = Referral.objects.create(
        partnership=partnership,
        agency=agency,
        made_by=by,
        is_read_back=form.is_read_back,
        **{name: one.value for name, one in said.items()},
        **words,
    )
    for one in about:
        _refer(made, one, mash, by)
    return made


def _refer(made: Referral, about: About, mash: Agency, by: User) -> None:
    require_decides(by, about.case, Permission.REFER)
    case = Case.objects.select_related("child", "partnership", "lead_agency").get(pk=about.case.pk)
    _require_own_tool(about, by)
    let_agency_see(case, mash, REFERRED)
    amounts, office = timescales_of(made.partnership), office_hours_of(made.partnership)
    referred = ReferredChild.objects.create(
        referral=made,
        case=case,
        agency=made.agency,
        mash=mash,
        tool=about.tool,
        worry=about.worry,
        childs_words=about.childs_words,
        urgency=about.urgency.value,
        circumstances=[one.value for one in about.circumstances],
        handling=about.handling.value,
        named_agencies=sorted(one.pk for one in about.named_agencies),
        received_at=made.received_at,
        decide_by=decide_by(made.received_at, (), amounts=amounts, office=office),
    )
    record("referral.made", about=referred, case=case, detail={"urgency": about.urgency, "source": made.source}, by=by)
    _move_on(case, by)
    note_referral(referred, REFERRED, about.worry, step="made", by=by)
    _bring_to_mash(referred, by)
    if about.tool is not None and about.tool.next_step != NextStep.MASH.value:
        words = f"Referral {referred.ref}"
        say_next(tool=about.tool, version=about.tool.version, step=NextStep.MASH, words=words, on=None, by=by)


def _require_own_tool(about: About, by: User) -> None:
    """A screening of this child, which this person's own agency filled in: the deed says what follows it."""
    tool = about.tool
    if tool is None:
        return
    if tool.case_id != about.case.pk or not tool.is_complete or tool.agency_id not in access.reader(by).agencies:
        raise ReferralRefused(PUT_RIGHT)


def _move_on(now: Case, by: User) -> None:
    if now.get_stage() is Stage.CLOSED:
        reopen_case(case=now, why=NEW_CONCERN, version=now.version, by=PORTAL)
    elif now.get_stage() in (Stage.IDENTIFIED, Stage.SCREENED):
        move_case(case=now, to=Stage.REFERRED, why=REFERRED, version=now.version, by=by)


def _bring_to_mash(referred: ReferredChild, by: User) -> None:
    open_item(
        kind=ACKNOWLEDGE.code,
        task="Take a new referral",
        button="Open the referral",
        detail=f"Case {referred.case.ref}",
        url=page_of(referred),
        agency=referred.mash,
        role=desk_of(referred),
        due_at=due_by(referred, DueRule.MASH_ACKNOWLEDGES, referred.received_at),
        source=referred,
        case_ref=referred.case.ref,
        by=by,
    )
    open_decision(referred, by)
    if referred.urgency == Urgency.NOW.value:
        there = [one.user for one in queries.at_mash(referred.mash)]
        post_news(news=RED_REFERRAL, to=there, url=page_of(referred), reference=referred.ref)


@transaction.atomic
def withdraw_referral(*, referred: ReferredChild, version: int, because: str, by: User) -> ReferredChild:
    """By whoever made it, while nothing is decided: it is kept, with the reason, and MASH stops looking into it."""
    mine = held(referred, version)
    require_decides(by, mine.case, Permission.REFER)
    if mine.referral.made_by_id != by.pk:
        raise PermissionDenied
    if not allows(mine.get_status(), Deed.WITHDRAW):
        raise ReferralRefused(WITHDRAW_LATE)
    if not because.strip():
        raise ReferralRefused(SAY_WHY)
    mine.status, mine.withdrawn_because = Status.WITHDRAWN.value, because
    mine.save(update_fields=["status", "withdrawn_because"])
    record("referral.withdrawn", about=mine, case=mine.case, reason=because, by=by)
    note_referral(mine, "The referral to MASH was withdrawn", because, step="back", by=by)
    for kind in (ACKNOWLEDGE, DECIDE, APPROVE):
        close_items(kind=kind.code, source=mine, by=by)
    for check in AskedCheck.objects.filter(referred=mine, state=CheckState.ASKED.value):
        end_check(check, "The referral was withdrawn", by)
    return mine

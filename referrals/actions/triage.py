"""At MASH: who has a referral, how it is rated, and when its clock stands still."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.notices.actions import post_news
from cse_portal.notices.news_kinds import RED_REFERRAL
from cse_portal.worklist.actions import close_items
from referrals import queries
from referrals.actions.checking import count_again
from referrals.actions.writing import held, open_decision, page_of, require_at_mash, require_has_it, status_page
from referrals.clocks import Pause, decide_by
from referrals.letters import RECEIVED
from referrals.models import ClockPause, RatingSaid, ReferredChild
from referrals.refused import LATER, NOT_PAUSED, RATED_SO, SAY_WHY, TAKEN_BY, ReferralRefused
from referrals.work_kinds import ACKNOWLEDGE
from referrals.workflow import Deed, Rating, Status

LONGEST_PAUSE = timedelta(days=5)
TRIAGE = Permission.TRIAGE


@transaction.atomic
def take_referral(*, referred: ReferredChild, version: int, takes_over: bool = False, by: User) -> ReferredChild:
    """Whoever takes it over from somebody says so: two people never work on it without knowing."""
    mine = held(referred, version)
    deed = Deed.HAND_OVER if mine.get_status() is Status.APPROVAL else Deed.TAKE
    hat = require_at_mash(by, mine, deed, permission=TRIAGE)
    had = mine.taken_by
    if had is not None and had.user_id == by.pk:
        return mine
    if had is not None and not takes_over:
        raise ReferralRefused(TAKEN_BY.format(name=had.user.name))
    _give(mine, hat, by)
    detail = {"of": had.ref if had else "", "to": hat.ref}
    record("referral.taken", about=mine, case=mine.case, detail=detail, by=by)
    if had is None:
        close_items(kind=ACKNOWLEDGE.code, source=mine, by=by)
        url = status_page(mine)
        post_news(news=RECEIVED, to=[mine.referral.made_by], url=url, reference=mine.ref)
    return mine


@transaction.atomic
def hand_over_referral(*, referred: ReferredChild, version: int, to: Membership, by: User) -> ReferredChild:
    mine = held(referred, version)
    require_has_it(by, mine, Deed.HAND_OVER, permission=TRIAGE)
    if to not in queries.at_mash(mine.mash):
        raise PermissionDenied
    had = mine.taken_by
    _give(mine, to, by)
    detail = {"of": had.ref if had else "", "to": to.ref}
    record("referral.handed_over", about=mine, case=mine.case, detail=detail, by=by)
    return mine


def _give(mine: ReferredChild, hat: Membership, by: User) -> None:
    mine.taken_by, mine.taken_at = hat, mine.taken_at or clock.now()
    if mine.get_status() is Status.NEW:
        mine.status = Status.TAKEN.value
    mine.save(update_fields=["taken_by", "taken_at", "status"])
    if mine.get_status() is Status.TAKEN:
        open_decision(mine, by)


@transaction.atomic
def rate_referral(*, referred: ReferredChild, version: int, rating: Rating, because: str, by: User) -> ReferredChild:
    """Another rating than before needs a reason; what agencies were asked is due by the new one."""
    mine = held(referred, version)
    require_has_it(by, mine, Deed.RATE, permission=TRIAGE)
    if mine.rating == rating.value:
        raise ReferralRefused(RATED_SO)
    if mine.rating and not because.strip():
        raise ReferralRefused(SAY_WHY)
    before, mine.rating = mine.rating, rating.value
    mine.save(update_fields=["rating"])
    RatingSaid.objects.create(referred=mine, rating=rating.value, because=because, said_by=by)
    detail = {"before": before, "rating": rating}
    record("referral.rated", about=mine, case=mine.case, detail=detail, reason=because, by=by)
    count_again(mine, by)
    if rating is Rating.RED:
        there = [one.user for one in queries.at_mash(mine.mash) if one.user_id != by.pk]
        post_news(news=RED_REFERRAL, to=there, url=page_of(mine), reference=mine.ref)
    return mine


@transaction.atomic
def pause_clock(*, referred: ReferredChild, version: int, until: datetime, because: str, by: User) -> ReferredChild:
    """Until a moment that is said now: the clock runs again by itself, and no child waits for somebody to remember."""
    mine = held(referred, version)
    require_has_it(by, mine, Deed.PAUSE, permission=TRIAGE)
    now = clock.now()
    if not now < until <= now + LONGEST_PAUSE:
        raise ReferralRefused(LATER)
    if not because.strip():
        raise ReferralRefused(SAY_WHY)
    ClockPause.objects.create(referred=mine, begins_at=now, ends_at=until, because=because, said_by=by)
    record("referral.paused", about=mine, case=mine.case, reason=because, by=by)
    _count_again(mine, by)
    return mine


@transaction.atomic
def resume_clock(*, referred: ReferredChild, version: int, by: User) -> ReferredChild:
    mine = held(referred, version)
    require_has_it(by, mine, Deed.PAUSE, permission=TRIAGE)
    pause = queries.running_pause(mine)
    if pause is None:
        raise ReferralRefused(NOT_PAUSED)
    pause.ends_at = max(clock.now(), pause.begins_at)
    pause.save(update_fields=["ends_at"])
    record("referral.resumed", about=mine, case=mine.case, by=by)
    _count_again(mine, by)
    return mine


def _count_again(mine: ReferredChild, by: User) -> None:
    pauses = [Pause(one.begins_at, one.ends_at) for one in queries.pauses_of(mine)]
    partnership = mine.case.partnership
    mine.decide_by = decide_by(
        mine.received_at, pauses, amounts=timescales_of(partnership), office=office_hours_of(partnership)
    )
    mine.save(update_fields=["decide_by"])
    open_decision(mine, by)

"""MASH asks agencies what they know, and each answers under its own mark; late ones are chased by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases.handling import Handling
from cse_portal.core import clock
from cse_portal.notices.actions import post_news
from cse_portal.worklist.actions import close_items, open_item
from referrals import queries
from referrals.actions.writing import held, page_of, require_has_it
from referrals.clocks import answer_by
from referrals.letters import CHECK_ANSWERED, CHECK_ASKED
from referrals.models import AskedCheck, CheckAnswer, ReferredChild
from referrals.refused import (
    ASKED_ALREADY,
    CHECK_OVER,
    NO_AGENCIES,
    NOT_IN_AGENCY,
    RATE_FIRST,
    SAY_WHY,
    ReferralRefused,
)
from referrals.sources import Basis
from referrals.work_kinds import CHECKS
from referrals.workflow import CheckState, Deed, Known


@dataclass(frozen=True)
class Answer:
    """What an agency says; `told_by` is who said it on the phone, where MASH types it in."""

    known: Known
    knows: str = ""
    missing: str = ""
    strengths: str = ""
    unknown: str = ""
    handling: Handling = Handling.NETWORK
    named_agencies: tuple[Agency, ...] = ()
    told_by: str = ""


@transaction.atomic
def ask_agencies(
    *, referred: ReferredChild, version: int, agencies: Sequence[Agency], question: str, basis: Basis, by: User
) -> list[AskedCheck]:
    """Each by its own clock, which the rating sets; with what for, and on which ground."""
    mine = held(referred, version)
    require_has_it(by, mine, Deed.ASK, permission=Permission.TRIAGE)
    rating = mine.get_rating()
    if rating is None:
        raise ReferralRefused(RATE_FIRST)
    if not agencies:
        raise ReferralRefused(NO_AGENCIES)
    free = set(queries.could_be_asked(mine))
    if not set(agencies) <= free:
        raise ReferralRefused(ASKED_ALREADY)
    partnership, now = mine.case.partnership, clock.now()
    due_at = answer_by(rating, now, amounts=timescales_of(partnership), office=office_hours_of(partnership))
    of = {"referred": mine, "case": mine.case, "mash": mine.mash, "asked_by": by, "asked_at": now, "due_at": due_at}
    made = [
        AskedCheck.objects.create(agency=agency, question=question, basis=basis.value, **of) for agency in agencies
    ]
    for one in made:
        record("check.asked", about=one, case=mine.case, detail={"of": one.agency.ref, "basis": basis}, by=by)
        _bring(one, by)
        url = _page(one)
        post_news(news=CHECK_ASKED, to=queries.who_answers(one.agency), url=url, reference=one.ref)
    mine.save(update_fields=["updated_at"])
    return made


def _page(check: AskedCheck) -> str:
    return reverse("referrals:check", kwargs={"ref": check.ref})


def _bring(check: AskedCheck, by: User) -> None:
    """To whom it was given, else to whoever runs the agency's work. The case is not named: not all of them see it."""
    rating = check.referred.rating
    open_item(
        kind=CHECKS[rating].code,
        task="Answer what MASH asks about a child",
        button="Read and answer",
        detail=f"Check {check.ref}",
        url=_page(check),
        agency=check.agency,
        person=check.delegate.user if check.delegate else None,
        due_at=check.due_at,
        source=check,
        case_ref="",
        by=by,
    )


def _close(check: AskedCheck, by: User) -> None:
    for kind in CHECKS.values():
        close_items(kind=kind.code, source=check, by=by)


def count_again(referred: ReferredChild, by: User) -> None:
    """Rated anew: what is still asked is due as if it had been asked under the new rating."""
    rating = referred.get_rating()
    if rating is None:
        return
    partnership = referred.case.partnership
    amounts, office = timescales_of(partnership), office_hours_of(partnership)
    open_checks = AskedCheck.objects.filter(referred=referred, state=CheckState.ASKED.value)
    for check in open_checks.select_related("agency", "delegate__user"):
        check.referred = referred
        check.due_at = answer_by(rating, check.asked_at, amounts=amounts, office=office)
        check.save(update_fields=["due_at"])
        _close(check, by)
        _bring(check, by)


@transaction.atomic
def delegate_check(*, check: AskedCheck, version: int, to: Membership, by: User) -> AskedCheck:
    mine = _held(check, version)
    _require_answers(by, mine)
    if not mine.is_open:
        raise ReferralRefused(CHECK_OVER)
    if to not in queries.colleagues(mine, but=by):
        raise ReferralRefused(NOT_IN_AGENCY)
    _close(mine, by)
    mine.delegate = to
    mine.save(update_fields=["delegate"])
    record("check.given", about=mine, case=mine.case, detail={"to": to.ref}, by=by)
    _bring(mine, by)
    post_news(news=CHECK_ASKED, to=[to.user], url=_page(mine), reference=mine.ref)
    return mine


@transaction.atomic
def answer_check(*, check: AskedCheck, version: int, answer: Answer, by: User) -> CheckAnswer:
    """Once the answer; after that what is known later is added beside it."""
    mine = _held(check, version)
    is_typed_in = _require_answers(by, mine)
    if mine.state == CheckState.WITHDRAWN.value:
        raise ReferralRefused(CHECK_OVER)
    given = CheckAnswer.objects.create(
        asked=mine,
        case=mine.case,
        mash=mine.mash,
        agency=mine.agency,
        known=answer.known.value,
        knows=answer.knows,
        missing=answer.missing,
        strengths=answer.strengths,
        unknown=answer.unknown,
        handling=answer.handling.value,
        named_agencies=sorted(one.pk for one in answer.named_agencies),
        given_by=by,
        told_by=answer.told_by if is_typed_in else "",
    )
    record("check.answered", about=given, case=mine.case, detail={"known": answer.known}, by=by)
    if mine.is_open:
        mine.state, mine.ended_at = CheckState.ANSWERED.value, clock.now()
        mine.save(update_fields=["state", "ended_at"])
        _close(mine, by)
    who = mine.referred.taken_by
    if who is not None and who.user_id != by.pk:
        post_news(news=CHECK_ANSWERED, to=[who.user], url=page_of(mine.referred), reference=mine.referred.ref)
    return given


@transaction.atomic
def withdraw_check(*, check: AskedCheck, version: int, because: str, by: User) -> AskedCheck:
    mine = _held(check, version)
    require_has_it(by, mine.referred, Deed.END_CHECK, permission=Permission.TRIAGE)
    if not mine.is_open:
        raise ReferralRefused(CHECK_OVER)
    if not because.strip():
        raise ReferralRefused(SAY_WHY)
    end_check(mine, because, by)
    record("check.withdrawn", about=mine, case=mine.case, reason=because, by=by)
    return mine


def end_check(check: AskedCheck, because: str, by: User) -> None:
    """Nobody waits for it any more."""
    check.state, check.ended_at, check.withdrawn_because = CheckState.WITHDRAWN.value, clock.now(), because
    check.save(update_fields=["state", "ended_at", "withdrawn_because"])
    _close(check, by)


def _held(check: AskedCheck, version: int) -> AskedCheck:
    """With what belongs to it, which an agency that is asked does not see: its own row it may change."""
    mine = AskedCheck.held_at(pk=check.pk, version=version)
    for name in ("referred", "case", "mash", "agency", "delegate"):
        setattr(mine, name, getattr(check, name))
    return mine


def _require_answers(by: User, check: AskedCheck) -> bool:
    """Whether it is MASH that types in what it was told on the phone."""
    access.require(by, Permission.ANSWER_CHECKS)
    if queries.check_by_ref(by, check.ref) is None:
        raise PermissionDenied
    return check.agency_id not in access.reader(by).agencies

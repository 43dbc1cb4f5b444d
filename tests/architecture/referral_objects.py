"""Referrals, checks and what teams took on, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import MAY, Permission, Role
from cse_portal.agencies.sight import Sight
from cse_portal.cases.models import Case
from cse_portal.core import clock, wall
from referrals.models import (
    AskedCheck,
    CheckAnswer,
    ClockPause,
    Consultation,
    Enquiry,
    RatingSaid,
    Referral,
    ReferredChild,
)
from tests.architecture.answers import REFUSED, SIGN_IN, Answers, Row, may_do, only
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import answers
from tests.factories import agency_of

READ, REFER, TRIAGE = Permission.SEE_CASES, Permission.REFER, Permission.TRIAGE
ANSWER, DECIDE = Permission.ANSWER_CHECKS, Permission.DECIDE_REFERRALS


def rows(permission: Permission, of: str, *names: str) -> list[Row]:
    """Of a case that one sees: made in the person's own agency, which is the MASH that has it, too."""
    own, colleague = answers(permission, Sight.NAMED), answers(permission, Sight.AGENCY, Sight.CSE)
    outside = answers(permission, Sight.CSE)
    return [Row(f"referrals:{name}", SIGN_IN, own, colleague, outside, of=of) for name in names]


def of_check(permission: Permission, *names: str) -> list[Row]:
    """Asked of the person's agency, and given to them: nobody else meets it but who runs that agency's work, or works
    at the MASH that asks, which here is the same."""
    may: Answers = {role: 200 if permission in MAY[role] else 403 for role in Role}
    own: Answers = {role: code if {ANSWER, TRIAGE} & MAY[role] else 404 for role, code in may.items()}
    near: Answers = {role: code if {Permission.AGENCY_WORK, TRIAGE} & MAY[role] else 404 for role, code in own.items()}
    outside: Answers = dict.fromkeys(Role, 404)
    return [Row(f"referrals:{name}", SIGN_IN, own, near, outside, of="referral_check") for name in names]


def near_it() -> Answers:
    return answers(READ, Sight.AGENCY, Sight.CSE)


def at_mash(status: int = 200) -> Answers:
    return {role: status if TRIAGE in MAY[role] else 403 for role in Role}


ROWS: tuple[Row, ...] = (
    Row("referrals:board", SIGN_IN, only(*may_do(TRIAGE))),
    Row("referrals:board_news", SIGN_IN, only(*may_do(TRIAGE))),
    Row("referrals:mine", SIGN_IN, only(*may_do(ANSWER))),
    Row("referrals:consultations", SIGN_IN, only(*may_do(TRIAGE))),
    Row("referrals:add_consultation", SIGN_IN, only(*may_do(TRIAGE))),
    Row("referrals:consultation", SIGN_IN, at_mash(), at_mash(), at_mash(404), of="consultation"),
    *rows(READ, "case", "of_case"),
    *rows(REFER, "case", "refer"),
    *rows(READ, "referral_of_child", "referral"),
    *rows(REFER, "referral_of_child", "read", "withdraw"),
    *rows(TRIAGE, "referral_of_child", "triage", "take", "hand_over", "rate", "pause", "resume", "ask", "told"),
    *rows(DECIDE, "referral_of_child", "send_back"),
    # whoever sees it for their role alone says first why; at MASH a referral that waits is why
    Row(
        "referrals:file",
        REFUSED,
        {role: 302 if code == 200 else code for role, code in answers(READ, Sight.NAMED).items()},
        {role: 302 if TRIAGE in MAY[role] and code == 200 else code for role, code in near_it().items()},
        answers(READ, Sight.CSE),
        of="referral_of_child",
        method="post",
    ),
    *of_check(ANSWER, "check", "give_check"),
    *of_check(TRIAGE, "withdraw_check"),
    *rows(Permission.KEEP_MEETINGS, "enquiry", "end_enquiry"),
)


def a_referral(person: User, case: Case | None = None, **terms: Any) -> ReferredChild:
    """Made by whoever asks, at a MASH that is their own agency."""
    about, agency = case or a_case(person), agency_of(person)
    said = {"agency": agency, "made_by": person, "source": "2A", "consent": "given", "basis": "public_task"}
    of: dict[str, Any] = {
        "case": about,
        "agency": agency,
        "mash": agency,
        "worry": "test",
        "urgency": "today",
        **terms,
    }
    with wall.as_system("set up a test"):
        form = Referral.objects.create(partnership=about.partnership, **said)
        return ReferredChild.objects.create(referral=form, decide_by=clock.now() + timedelta(days=1), **of)


def a_check(person: User, referred: ReferredChild | None = None, agency: Agency | None = None) -> AskedCheck:
    about, due_at = referred or a_referral(person), clock.now() + timedelta(hours=2)
    with wall.as_system("set up a test"):
        return AskedCheck.objects.create(
            referred=about,
            case=about.case,
            mash=about.mash,
            agency=agency or agency_of(person),
            question="test",
            basis="public_task",
            asked_by=person,
            due_at=due_at,
            delegate=Membership.objects.filter(user=person).first(),
        )


def referral_of_child(person: User) -> dict[str, str]:
    return {"ref": a_referral(person).ref}


def referral_check(person: User) -> dict[str, str]:
    return {"ref": a_check(person).ref}


def an_enquiry(person: User, case: Case | None = None, **terms: Any) -> Enquiry:
    about, today = case or a_case(person), clock.today()
    said: dict[str, Any] = {"kind": "s17", "team": agency_of(person), "begun_on": today, "begun_by": person, **terms}
    with wall.as_system("set up a test"):
        return Enquiry.objects.create(case=about, due_on=today + timedelta(days=60), **said)


def enquiry(person: User) -> dict[str, str]:
    return {"ref": an_enquiry(person).ref}


def on_the_board(person: User, number: int) -> None:
    for _ in range(number):
        a_check(person)
        a_referral(person, status="decided", outcome="advice", because="test", feedback="test", **_decided(person))


def _decided(person: User) -> dict[str, Any]:
    return {"decided_at": clock.now(), "decided_by": person}


def of_case(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        case = Case.objects.order_by("-pk").filter(lead_agency=agency_of(person))[0]
    for _ in range(number):
        a_referral(person, case)
        end = {"ended_on": clock.today(), "ended_by": person, "finding": "no_need", "words": "test"}
        an_enquiry(person, case, **end)


def looked_into(person: User, number: int) -> None:
    """The last one made: asked about, answered, rated and paused so many times, and as many other referrals."""
    with wall.as_system("set up a test"):
        about = ReferredChild.objects.order_by("-pk").filter(agency=agency_of(person))[0]
        there = list(Agency.objects.filter(partnership=about.case.partnership_id).order_by("pk"))
    of_case(person, number)
    with wall.as_system("set up a test"):
        now = clock.now()
        for agency in there[:number]:
            check = a_check(person, about, agency)
            of: dict[str, Any] = {"asked": check, "case": about.case, "mash": about.mash, "agency": agency}
            CheckAnswer.objects.create(**of, known="known", knows="test", handling="network", given_by=person)
            RatingSaid.objects.create(referred=about, rating="red", because="test", said_by=person)
            ClockPause.objects.create(referred=about, begins_at=now, ends_at=now, because="test", said_by=person)


def a_consultation(person: User) -> Consultation:
    said = {"asked_by": "test", "about": "test", "advice": "test", "agreed": "test", "given_by": person}
    with wall.as_system("set up a test"):
        return Consultation.objects.create(mash=agency_of(person), **said)


def consultation(person: User) -> dict[str, str]:
    return {"ref": a_consultation(person).ref}


def consulted(person: User, number: int) -> None:
    for _ in range(number):
        a_consultation(person)


MAKERS = {
    "referral_of_child": referral_of_child,
    "referral_check": referral_check,
    "enquiry": enquiry,
    "consultation": consultation,
}
FILLERS = {
    "referrals:board": on_the_board,
    "referrals:mine": on_the_board,
    "referrals:of_case": of_case,
    "referrals:triage": looked_into,
    "referrals:consultations": consulted,
}

"""Referrals in lists: of one person and their agency, and of one child."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case
from referrals import queries
from referrals.models import AskedCheck, Enquiry, ReferredChild
from referrals.workflow import CheckState


@dataclass(frozen=True)
class HomePage:
    waiting: list[ReferredChild]
    ended: list[ReferredChild]
    asked: list[AskedCheck]
    answered: list[AskedCheck]
    refers: bool


@dataclass(frozen=True)
class CasePage:
    referrals: list[ReferredChild]
    enquiries: list[Enquiry]


def home_page(person: User) -> HomePage:
    refers = access.can(person, Permission.REFER)
    made = queries.made_by(person) if refers else []
    checks = queries.checks_asked_of(person)
    return HomePage(
        waiting=[one for one in made if one.is_open],
        ended=[one for one in made if not one.is_open],
        asked=[one for one in checks if one.is_open],
        answered=[one for one in checks if one.state == CheckState.ANSWERED.value],
        refers=refers,
    )


def case_page(person: User, case: Case) -> CasePage:
    return CasePage(queries.of_case(person, case), queries.enquiries_of(case))

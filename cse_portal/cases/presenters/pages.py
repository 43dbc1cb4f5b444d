"""Cases as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.cases import queries
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.team_queries import Seen


@dataclass(frozen=True)
class Ended:
    """Access that was ended today, and can be given again."""

    words: str
    code: str
    at: datetime


@dataclass(frozen=True)
class WhoSees:
    """Who sees a case, and what this person may decide about it."""

    seers: list[queries.Seer]
    may_give: bool
    may_restrict: bool
    ended: list[Ended]


def who_sees(seen: Seen) -> WhoSees:
    case, may_give = seen.case, seen.decides(Permission.GIVE_ACCESS)
    return WhoSees(
        seers=queries.who_sees(case),
        may_give=may_give,
        may_restrict=seen.decides(Permission.RESTRICT_CASES),
        ended=[_ended(one) for one in queries.ended_today(case)] if may_give else [],
    )


def _ended(grant: CaseGrant) -> Ended:
    assert grant.valid_until is not None  # noqa: S101 - ended, or it would not be listed
    return Ended(queries.words_of(grant), queries.code_of(grant), grant.valid_until)


def to_give_again(case: Case, code: str) -> dict[str, Any]:
    """What the form says at first when access that was ended today is to be given again."""
    ended = {queries.code_of(one): one for one in queries.ended_today(case)} if code else {}
    grant = ended.get(code)
    if grant is None:
        return {}
    if grant.membership:
        return {"to": "person", "whom": grant.membership.user.email, "person": grant.membership.ref}
    return {"to": "agency", "agency": code.removeprefix(f"{Reason.AGENCY}.")}

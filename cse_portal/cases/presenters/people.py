"""Who works on a case today, who did before, and what this person may change about it."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import team_queries as teams
from cse_portal.cases.models import Case, CaseMember, CaseTransfer
from cse_portal.cases.team import Part, TransferStatus
from cse_portal.cases.workflow import Stage


@dataclass(frozen=True)
class People:
    team: list[CaseMember]
    before: list[CaseMember]
    is_allocated: bool
    asked: CaseTransfer | None
    transfers: list[CaseTransfer]
    may_share_out: bool
    is_open: bool


def people_of(person: User, case: Case) -> People:
    everybody, moves = teams.team(case), teams.transfers(case)
    current = [one for one in everybody if one.is_current]
    return People(
        team=sorted(current, key=lambda one: (one.part != Part.ALLOCATED, one.since, one.pk)),
        before=[one for one in reversed(everybody) if not one.is_current],
        is_allocated=any(one.part == Part.ALLOCATED for one in current),
        asked=next((one for one in moves if one.get_status() is TransferStatus.ASKED), None),
        transfers=[one for one in moves if one.get_status() is not TransferStatus.ASKED],
        may_share_out=access.decides(person, case, Permission.ALLOCATE_CASES),
        is_open=case.get_stage() is not Stage.CLOSED,
    )

"""Who works on a case today, who did before, and what this person may change about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cse_portal.agencies import crime_references
from cse_portal.agencies.roles import Permission
from cse_portal.cases import team_queries as teams
from cse_portal.cases.models import Case, CaseMember, CaseTransfer, Involvement, PoliceReference, ServiceAround
from cse_portal.cases.team import Part, TransferStatus
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.workflow import Stage


@dataclass(frozen=True)
class Crime:
    """A police reference, what it was before, and whether it looks like one of those here."""

    reference: PoliceReference
    looks_odd: bool
    before: list[str]


@dataclass(frozen=True)
class People:
    team: list[CaseMember]
    before: list[CaseMember]
    is_allocated: bool
    asked: CaseTransfer | None
    transfers: list[CaseTransfer]
    involved: list[Involvement]
    involved_before: list[Involvement]
    services: list[ServiceAround]
    services_before: list[ServiceAround]
    police: list[Crime]
    may_share_out: bool
    may_keep: bool
    is_open: bool


def people_of(seen: Seen) -> People:
    case = seen.case
    everybody, moves = teams.team(case), teams.transfers(case)
    involved = list(Involvement.objects.filter(case=case).select_related("agency"))
    services = list(ServiceAround.objects.filter(case=case))
    current = [one for one in everybody if one.is_current]
    return People(
        team=sorted(current, key=lambda one: (one.part != Part.ALLOCATED, one.since, one.pk)),
        before=[one for one in reversed(everybody) if not one.is_current],
        is_allocated=any(one.part == Part.ALLOCATED for one in current),
        asked=next((one for one in moves if one.get_status() is TransferStatus.ASKED), None),
        transfers=[one for one in moves if one.get_status() is not TransferStatus.ASKED],
        involved=[one for one in involved if one.is_current],
        involved_before=[one for one in reversed(involved) if not one.is_current],
        services=[one for one in services if one.is_current],
        services_before=[one for one in reversed(services) if not one.is_current],
        police=police_of(case),
        may_keep=seen.decides(Permission.KEEP_CASES),
        may_share_out=seen.decides(Permission.ALLOCATE_CASES),
        is_open=case.get_stage() is not Stage.CLOSED,
    )


def police_of(case: Case) -> list[Crime]:
    pattern = case.partnership.crime_reference_pattern
    found = PoliceReference.objects.filter(case=case).prefetch_related("history")
    return [Crime(one, not crime_references.fits(pattern, one.reference), _before(one)) for one in found]


def _before(reference: PoliceReference) -> list[str]:
    """What came of it, as it was written before, the latest first."""
    said = [_said(one) for one in reference.history.all()]  # type: ignore[attr-defined]
    return [words for words in dict.fromkeys(said) if words != _said(reference)]


def _said(one: Any) -> str:
    parts = (one.reference, one.get_level_display() or "no category", one.get_outcome_display() or "no outcome")
    return ", ".join((*parts, *(("flagged",) if one.is_flagged else ())))

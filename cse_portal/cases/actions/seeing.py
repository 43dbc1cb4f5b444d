"""Who may see a case: the only place where grants are given and taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import reach
from cse_portal.agencies.actions import access_group
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reasons import OF_GROUPS, Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters, queries
from cse_portal.cases.access import require_decides
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant, CaseGroupGrant, CaseUserGrant
from cse_portal.cases.models.grants import PERMISSION
from cse_portal.cases.staying import missing
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System

OVERSIGHT = {Sight.CSE: Reason.CSE, Sight.MASE: Reason.MASE}
PURPOSE = "decide who sees a case"
PORTAL = System(PURPOSE)
SWEEP = System("clear away access that has ended")


NOBODY_LEFT = (
    "Nobody would go on seeing this case by name or through their agency. "
    "Give somebody else access first, then end this."
)
STILL_NEEDED = (
    "This case is restricted, and would be left without a practitioner of the lead agency or without a manager. "
    "Name somebody else first, then end this."
)


@transaction.atomic
def grant_to_agency(
    *,
    case: Case,
    agency: Agency,
    note: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    by: Actor,
) -> CaseGrant | None:
    require_decides(by, case, Permission.GIVE_ACCESS)
    given = _to_group(case, access_group(of=agency, by=by).group, Reason.AGENCY, Terms(note, since, until), by)
    if given and not isinstance(by, System):
        letters.tell(Letter.GIVEN, reach.whom_to_ask(agency), case)
    return given


@transaction.atomic
def grant_to_oversight(
    *,
    case: Case,
    sight: Sight,
    note: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    by: Actor,
) -> CaseGrant | None:
    require_decides(by, case, Permission.GIVE_ACCESS)
    group = access_group(of=case.partnership, sight=sight, by=by).group
    return _to_group(case, group, OVERSIGHT[sight], Terms(note, since, until), by)


class Terms(NamedTuple):
    """Why a case is opened, in words, from when and until when."""

    note: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def fields(self) -> dict[str, Any]:
        return {"note": self.note, "valid_from": self.since or clock.now(), "valid_until": self.until}


def _to_group(case: Case, group: Group, reason: Reason, terms: Terms, by: Actor) -> CaseGrant | None:
    """Nothing when the case is restricted: whoever needs it then is named."""
    with wall.as_system(PURPOSE):
        if Case.objects.values_list("is_restricted", flat=True).get(pk=case.pk):
            return None
        given = CaseGroupGrant.objects.assign_perm(
            PERMISSION, group, case, reason=reason, **terms.fields(), **_given(by)
        )
        detail = {"reason": reason, "group": group.name}
        record("case.access_given", about=case, detail=detail, reason=terms.note, by=by)
        return CaseGrant.objects.get(pk=given.pk)


@transaction.atomic
def grant_to_person(
    *,
    case: Case,
    membership: Membership,
    reason: Reason = Reason.NAMED,
    since: datetime | None = None,
    until: datetime | None = None,
    note: str = "",
    by: Actor,
) -> CaseGrant:
    """In one hat: it ends with the membership, and with nothing else the person does."""
    if reason in OF_GROUPS or Sight.NAMED not in SEES[membership.get_role()]:
        raise PermissionDenied
    require_decides(by, case, Permission.GIVE_ACCESS)
    with wall.as_system(PURPOSE):
        given = CaseUserGrant.objects.assign_perm(
            PERMISSION,
            membership.user,
            case,
            reason=reason,
            membership=membership,
            **Terms(note, since, until).fields(),
            **_given(by),
        )
        if not isinstance(by, System):
            letters.tell(Letter.GIVEN, [membership.user], case)
        detail = {"reason": reason, "membership": membership.ref}
        record("case.access_given", about=case, detail=detail, reason=note, by=by)
        return CaseGrant.objects.get(pk=given.pk)


def _given(by: Actor) -> dict[str, Any]:
    if isinstance(by, System):
        return {"granted_by": None, "granted_for": by.purpose}
    return {"granted_by_id": by.pk, "granted_for": ""}


@transaction.atomic
def revoke(*, grant: CaseGrant, why: str, by: Actor) -> None:
    """Ended, not erased: it is swept away later, and its history stays. One that never began is simply gone."""
    with wall.as_system(PURPOSE):
        case = Case.objects.select_related("child").get(pk=grant.content_object_id)
    require_decides(by, case, Permission.GIVE_ACCESS)
    with wall.as_system(PURPOSE):
        held = _held(grant, case)
        if not isinstance(by, System):
            _require_somebody_stays(case, held)
            letters.tell(Letter.ENDED, _whom(held))
        now = clock.now()
        held.valid_from, held.valid_until = min(held.valid_from, now), now
        held.save(update_fields=["valid_from", "valid_until"])
        detail = {"reason": held.reason, **_of_whom(held)}
        record("case.access_ended", about=case, detail=detail, reason=why, by=by)


def _held(grant: CaseGrant, case: Case) -> CaseGrant:
    """With the case locked: two people cannot both end the last but one."""
    Case.objects.select_for_update().get(pk=case.pk)
    whole = CaseGrant.objects.select_related("membership__user", "group__access__agency__partnership")
    return whole.get(pk=grant.pk)


def _of_whom(grant: CaseGrant) -> dict[str, str]:
    return {"membership": grant.membership.ref} if grant.membership else {"group": str(grant.group)}


def _whom(grant: CaseGrant) -> list[User]:
    """The person; of an agency those who answer for it; nobody in particular where a role oversees."""
    if grant.membership:
        return [grant.membership.user]
    agency = grant.group.access.agency if grant.group else None
    return reach.whom_to_ask(agency) if agency else []


def _require_somebody_stays(case: Case, ended: CaseGrant) -> None:
    others = CaseGrant.objects.answered_for().filter(content_object=case).exclude(pk=ended.pk)
    if not others.exists():
        raise NotAllowedNow(NOBODY_LEFT)
    if case.is_restricted and ended.membership and missing(queries.staying(case, apart_from=ended)):
        raise NotAllowedNow(STILL_NEEDED)


@transaction.atomic
def sweep_ended_grants(*, by: System = SWEEP) -> int:
    """Ended grants stand in front of the lists' index: fifty thousand of them made a list 59 times slower."""
    with wall.as_system(by.purpose):
        number, _ = CaseGrant.objects.filter(valid_until__lte=clock.now()).delete()
    if number:
        record("case.ended_access_cleared", detail={"number": number}, by=by)
    return number

"""Who may see a case: the only place where grants are given and taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.actions import access_group
from cse_portal.agencies.models import Agency, Membership
from cse_portal.agencies.reasons import OF_GROUPS, Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import SEES, Sight
from cse_portal.audit.actions import record
from cse_portal.cases.models import Case, CaseGrant, CaseGroupGrant, CaseUserGrant
from cse_portal.cases.models.grants import PERMISSION
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System

OVERSIGHT = {Sight.CSE: Reason.CSE, Sight.MASE: Reason.MASE}
PURPOSE = "decide who sees a case"
PORTAL = System(PURPOSE)
SWEEP = System("clear away access that has ended")


class RestrictedToNamed(Exception):
    """A restricted case is opened to named people only."""


def _may_decide(by: Actor, case: Case, permission: Permission) -> None:
    """People decide about cases they see themselves; the portal does where a rule says so."""
    if isinstance(by, System):
        return
    access.require(by, permission)
    if not access.may_write(by, case):
        raise PermissionDenied


@transaction.atomic
def grant_to_agency(*, case: Case, agency: Agency, note: str = "", by: Actor) -> CaseGrant | None:
    _may_decide(by, case, Permission.GIVE_ACCESS)
    return _to_group(case, access_group(of=agency, by=by).group, Reason.AGENCY, note, by)


@transaction.atomic
def grant_to_oversight(*, case: Case, sight: Sight, by: Actor) -> CaseGrant | None:
    _may_decide(by, case, Permission.GIVE_ACCESS)
    group = access_group(of=case.partnership, sight=sight, by=by).group
    return _to_group(case, group, OVERSIGHT[sight], "", by)


def _to_group(case: Case, group: Group, reason: Reason, note: str, by: Actor) -> CaseGrant | None:
    """Nothing when the case is restricted: whoever needs it then is named."""
    with wall.as_system(PURPOSE):
        if Case.objects.values_list("is_restricted", flat=True).get(pk=case.pk):
            return None
        given = CaseGroupGrant.objects.assign_perm(PERMISSION, group, case, reason=reason, note=note, **_given(by))
        record("case.access_given", about=case, detail={"reason": reason, "group": group.name}, by=by)
        return CaseGrant.objects.get(pk=given.pk)


@transaction.atomic
def grant_to_person(
    *,
    case: Case,
    membership: Membership,
    reason: Reason = Reason.NAMED,
    until: datetime | None = None,
    note: str = "",
    by: Actor,
) -> CaseGrant:
    """In one hat: it ends with the membership, and with nothing else the person does."""
    if reason in OF_GROUPS or Sight.NAMED not in SEES[membership.get_role()]:
        raise PermissionDenied
    _may_decide(by, case, Permission.GIVE_ACCESS)
    with wall.as_system(PURPOSE):
        given = CaseUserGrant.objects.assign_perm(
            PERMISSION,
            membership.user,
            case,
            reason=reason,
            membership=membership,
            valid_from=clock.now(),
            valid_until=until,
            note=note,
            **_given(by),
        )
        detail = {"reason": reason, "membership": membership.ref}
        record("case.access_given", about=case, detail=detail, reason=note, by=by)
        return CaseGrant.objects.get(pk=given.pk)


def _given(by: Actor) -> dict[str, Any]:
    if isinstance(by, System):
        return {"granted_by": None, "granted_for": by.purpose}
    return {"granted_by_id": by.pk, "granted_for": ""}


@transaction.atomic
def revoke(*, grant: CaseGrant, why: str, by: Actor) -> None:
    """Ended, not erased: it is swept away later, and its history stays."""
    with wall.as_system(PURPOSE):
        case = Case.objects.get(pk=grant.content_object_id)
    _may_decide(by, case, Permission.GIVE_ACCESS)
    with wall.as_system(PURPOSE):
        CaseGrant.objects.filter(pk=grant.pk).update(valid_until=clock.now())
        record("case.access_ended", about=case, detail={"reason": grant.reason}, reason=why, by=by)


@transaction.atomic
def restrict(*, case: Case, why: str, keep: list[Membership], by: Actor) -> Case:
    """Named people only: whoever is not kept by name no longer sees it, from the next request on."""
    _may_decide(by, case, Permission.RESTRICT_CASES)
    if not keep:
        raise RestrictedToNamed
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update().get(pk=case.pk)
        for membership in keep:
            grant_to_person(case=held, membership=membership, by=PORTAL)
        gone = CaseGrant.objects.live().filter(content_object=held).exclude(membership__in=keep)
        gone.update(valid_until=clock.now())
        CaseGrant.objects.filter(content_object=held, group__isnull=False).delete()
        held.is_restricted, held.restricted_because = True, why
        held.save(update_fields=["is_restricted", "restricted_because"])
        record("case.restricted", about=held, detail={"named": [one.ref for one in keep]}, reason=why, by=by)
        return held


@transaction.atomic
def lift_restriction(*, case: Case, why: str, by: Actor) -> Case:
    _may_decide(by, case, Permission.RESTRICT_CASES)
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update().get(pk=case.pk)
        held.is_restricted, held.restricted_because = False, ""
        held.save(update_fields=["is_restricted", "restricted_because"])
        record("case.restriction_lifted", about=held, reason=why, by=by)
        grant_to_agency(case=held, agency=held.lead_agency, by=PORTAL)
        grant_to_oversight(case=held, sight=Sight.CSE, by=PORTAL)
        return held


@transaction.atomic
def sweep_ended_grants(*, by: System = SWEEP) -> int:
    """Ended grants stand in front of the lists' index: fifty thousand of them made a list 59 times slower."""
    with wall.as_system(by.purpose):
        number, _ = CaseGrant.objects.filter(valid_until__lte=clock.now()).delete()
    if number:
        record("case.ended_access_cleared", detail={"number": number}, by=by)
    return number

"""Restricting a case to named people, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.sight import Sight
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters, queries
from cse_portal.cases.access import require_decides
from cse_portal.cases.actions.seeing import (
    PORTAL,
    PURPOSE,
    grant_to_agency,
    grant_to_oversight,
    grant_to_person,
)
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.staying import Stays, missing
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System


class RestrictedToNamed(Exception):
    """A restricted case is opened to named people only."""


@transaction.atomic
def restrict(*, case: Case, why: str, keep: list[Membership], by: Actor) -> Case:
    """Named people only: whoever is not kept by name no longer sees it, from the next request on."""
    require_decides(by, case, Permission.RESTRICT_CASES)
    if not keep:
        raise RestrictedToNamed
    if not isinstance(by, System):
        _require_they_will_do(case, keep)
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update(of=("self",)).select_related("child").get(pk=case.pk)
        before = {one.user_id: one.user for one in queries.live_seers(held)}
        for membership in _only_by_group(held, keep):
            grant_to_person(case=held, membership=membership, by=PORTAL)
        _end_all_but(held, keep)
        held.is_restricted, held.restricted_because = True, why
        held.save(update_fields=["is_restricted", "restricted_because"])
        record("case.restricted", about=held, detail={"named": [one.ref for one in keep]}, reason=why, by=by)
        _tell_whoever_lost_it(before, keep, by)
        return held


def _require_they_will_do(case: Case, keep: list[Membership]) -> None:
    """Nobody is named here who did not see it before, and those who stay can go on without the others."""
    with wall.as_system(PURPOSE):
        see_it = {one.pk for one in queries.live_seers(case)}
    if {one.pk for one in keep} - see_it:
        raise PermissionDenied
    stays = [Stays(one.get_role(), one.agency_id == case.lead_agency_id) for one in keep]
    if wrong := missing(stays):
        raise NotAllowedNow(wrong[0])


def _only_by_group(case: Case, keep: list[Membership]) -> list[Membership]:
    """To be named now. Whoever is named already stays on the same terms: for what, why and until when."""
    own = CaseGrant.objects.live().filter(content_object=case, membership__in=keep)
    named = set(own.exclude(reason=Reason.EMERGENCY).values_list("membership", flat=True))
    return [membership for membership in keep if membership.pk not in named]


def _end_all_but(case: Case, keep: list[Membership]) -> None:
    gone = CaseGrant.objects.not_ended().filter(content_object=case).exclude(membership__in=keep)
    now = clock.now()
    gone.filter(valid_from__gt=now).delete()
    gone.update(valid_until=now)
    CaseGrant.objects.filter(content_object=case, group__isnull=False).delete()


def _tell_whoever_lost_it(before: dict[int, User], keep: Iterable[Membership], by: Actor) -> None:
    if not isinstance(by, System):
        stays = {one.user_id for one in keep} | {by.pk}
        letters.tell(Letter.ENDED, [person for key, person in before.items() if key not in stays])


@transaction.atomic
def lift_restriction(*, case: Case, why: str, by: Actor) -> Case:
    require_decides(by, case, Permission.RESTRICT_CASES)
    with wall.as_system(PURPOSE):
        held = Case.objects.select_for_update(of=("self",)).select_related("child", "lead_agency").get(pk=case.pk)
        if not held.is_restricted:
            raise NotAllowedNow("This case is not restricted any more.")
        held.is_restricted, held.restricted_because = False, ""
        held.save(update_fields=["is_restricted", "restricted_because"])
        record("case.restriction_lifted", about=held, reason=why, by=by)
        grant_to_agency(case=held, agency=held.lead_agency, by=PORTAL)
        grant_to_oversight(case=held, sight=Sight.CSE, by=PORTAL)
        return held

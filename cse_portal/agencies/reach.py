"""Whose people somebody keeps, which roles they may give there, and who answers for an agency."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from cse_portal.agencies import access
from cse_portal.agencies.giving import POINTS_OF_CONTACT, REACH, Reach, may_give, roles_to_give
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission, Role
from cse_portal.agencies.standing import NotAllowedNow


def agencies_kept_by(person: Any) -> QuerySet[Agency]:
    """Those whose people this person keeps; everybody else's answer as if they did not exist."""
    own, partnerships = [], []
    for held in _keeping(person):
        if REACH[held.get_role()] == Reach.WHOLE_PARTNERSHIP:
            partnerships.append(held.agency.partnership_id)
        else:
            own.append(held.agency_id)
    return Agency.objects.filter(Q(pk__in=own) | Q(partnership__in=partnerships)).select_related("partnership")


def roles_for(person: User, agency: Agency) -> frozenset[Role]:
    """With which of their roles this person reaches the agency."""
    return frozenset(held.get_role() for held in _keeping(person) if _reaches(held, agency))


def require_reach(person: User, agency: Agency) -> None:
    if not roles_for(person, agency):
        raise PermissionDenied


def can_give(person: User, role: Role, agency: Agency) -> bool:
    return may_give(roles_for(person, agency), role)


def givable(person: User, agency: Agency) -> list[Role]:
    return roles_to_give(roles_for(person, agency))


def require_may_give(*, user: User, agency: Agency, role: Role, by: User) -> None:
    """Nobody gives themself a role, nor one that is not theirs to give, nor the same one twice."""
    if by.pk == user.pk or not can_give(by, role, agency):
        raise PermissionDenied
    require_free(user=user, agency=agency, role=role)


def require_free(*, user: User, agency: Agency, role: Role, apart_from: Membership | None = None) -> None:
    there = Membership.objects.not_over().filter(user=user, agency=agency, role=role)
    if any(held != apart_from for held in there):
        raise NotAllowedNow("This person has that role here already. Choose another role.")


def points_of_contact(agency: Agency) -> QuerySet[Membership]:
    """Who keeps the agency's people, as far as they can do so today."""
    there = Membership.objects.live().filter(agency=agency, role__in=POINTS_OF_CONTACT)
    return there.select_related("user").order_by("user__name", "pk")


def whom_to_ask(agency: Agency) -> list[User]:
    """The agency's points of contact; without any, whoever keeps people for the whole partnership."""
    found = list(points_of_contact(agency)) or list(partnership_keepers(agency))
    return list({held.user_id: held.user for held in found}.values())


def partnership_keepers(agency: Agency) -> QuerySet[Membership]:
    roles = [role for role, reach in REACH.items() if reach == Reach.WHOLE_PARTNERSHIP]
    there = Membership.objects.live().filter(agency__partnership=agency.partnership_id, role__in=roles)
    return there.select_related("user").order_by("user__name", "pk")


def _keeping(person: Any) -> list[Membership]:
    """In the hat worn: who keeps the people of two agencies keeps those of one at a time, and is on record so."""
    return [held for held in access.acting_in(person) if access.membership_may(held, Permission.MANAGE_PEOPLE)]


def _reaches(held: Membership, agency: Agency) -> bool:
    if REACH[held.get_role()] == Reach.WHOLE_PARTNERSHIP:
        return bool(held.agency.partnership_id == agency.partnership_id)
    return held.agency_id == agency.pk


def agencies_of_accounts(person: Any) -> QuerySet[Agency]:
    """Of the partnerships whose accounts the person looks after."""
    held = (one for one in access.acting_in(person) if access.membership_may(one, Permission.SEE_ACCOUNTS))
    return Agency.objects.filter(partnership__in={one.agency.partnership_id for one in held})


# --- helping people to sign in ---------------------------------------------------------------------------------


def people_helped_by(helper: User) -> QuerySet[User]:
    """Whose signing in this person looks after: where they keep people or accounts; never their own."""
    if not access.can(helper, Permission.HELP_SIGN_IN):
        return User.objects.none()
    kept = Q(agency__in=agencies_kept_by(helper)) | Q(agency__in=agencies_of_accounts(helper))
    places = Membership.objects.not_over().filter(kept)
    return User.objects.filter(pk__in=places.values("user_id")).exclude(pk=helper.pk)


def require_may_help(helper: User, person: User) -> None:
    if not people_helped_by(helper).filter(pk=person.pk).exists():
        raise PermissionDenied

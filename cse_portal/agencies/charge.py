"""What a person has charge of: their partnership, their agency, or nothing but their own work."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, Membership, Partnership
from cse_portal.agencies.roles import Permission
from cse_portal.core.actor import System


def keeps_partnership(person: Any, partnership: int) -> bool:
    """By a role in an agency whose home it is; a police unit that serves three keeps none of the others."""
    return any(held.agency.partnership_id == partnership for held in _held(person, Permission.KEEP_PARTNERSHIP))


def keeps_agency(person: Any, agency: Agency) -> bool:
    own = any(held.agency_id == agency.pk for held in _held(person, Permission.KEEP_AGENCY))
    return own or keeps_partnership(person, agency.partnership_id)


def signs_for(person: Any, agency: Agency) -> Membership | None:
    """The membership by which somebody may sign for their agency."""
    return next((one for one in _held(person, Permission.SIGN_FOR_AGENCY) if one.agency_id == agency.pk), None)


def works_in(person: Any, agency: Agency) -> bool:
    return any(held.agency_id == agency.pk for held in access.memberships(person))


def require_partnership(person: Any, partnership: Partnership) -> None:
    """The portal itself may, when it is set up or an installation is taken over."""
    if not isinstance(person, System) and not keeps_partnership(person, partnership.pk):
        raise PermissionDenied


def require_agency(person: Any, agency: Agency) -> None:
    if not isinstance(person, System) and not keeps_agency(person, agency):
        raise PermissionDenied


def partnerships_kept_by(person: Any) -> list[Partnership]:
    kept = (held.agency.partnership for held in _held(person, Permission.KEEP_PARTNERSHIP))
    return list({one.pk: one for one in kept}.values())


def agencies_kept_by(person: Any) -> list[Agency]:
    """Those in which the person works and keeps contacts, terms and titles."""
    kept = (held.agency for held in _held(person, Permission.KEEP_AGENCY))
    return list({one.pk: one for one in kept}.values())


def _held(person: Any, permission: Permission) -> list[Membership]:
    """In the hat worn: who works in one agency at a time keeps and signs for that one."""
    return [held for held in access.acting_in(person) if access.membership_may(held, permission)]

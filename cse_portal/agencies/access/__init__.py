"""The only judge of who may: denies unless a live membership's role allows."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, DateField, QuerySet

from cse_portal.agencies.access.cases import (
    COUNT_AT_MOST,
    PAGE,
    CasePage,
    Key,
    Order,
    asked_by,
    can_see,
    count,
    count_narrowed,
    explain,
    granted,
    is_named,
    may_write,
    narrowed,
    page,
    sees_case,
    sees_case_when_asked,
    sentences,
)
from cse_portal.agencies.access.hats import Reader, acting_in, hat_of, memberships, reader, wear, worn_id
from cse_portal.agencies.models import Delegation, Membership, User
from cse_portal.agencies.roles import Permission, Role, may
from cse_portal.core import clock, wall
from cse_portal.core.prepared import Given, Prepared

__all__ = [
    "COUNT_AT_MOST",
    "OWN_ACCOUNT",
    "PAGE",
    "PUBLIC",
    "CasePage",
    "Key",
    "Order",
    "Reader",
    "acting_for",
    "acting_in",
    "asked_by",
    "can",
    "can_see",
    "count",
    "count_narrowed",
    "decides",
    "explain",
    "granted",
    "hat_of",
    "is_named",
    "may_write",
    "membership_may",
    "memberships",
    "narrowed",
    "page",
    "reader",
    "require",
    "require_decides",
    "roles",
    "sees_case",
    "sees_case_when_asked",
    "sentences",
    "stands_in_for",
    "wear",
    "worn_id",
]

# Reached without signing in, by URL name. Everything else needs a person and a permission.
PUBLIC = frozenset(
    {
        "account_login",
        "account_still_here",
        "calendar_feed",
        "demo:sign_in_as",
        "account_inactive",
        "health_live",
        "health_ready",
        "metrics",
        "brand",
        "demo:components",
        "demo:component",
        "demo:forms",
        "demo:error_page",
        "help",
        "help_now",
        "page_accessibility",
        "page_privacy",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "take_up_invitation",
        "invitation_link",
        "account_logout",
        "account_sso",
        "account_sso_back",
        "desk:draft_session",
    }
)
# A signed-in person's own account: sign-in machinery that needs no role.
OWN_ACCOUNT = frozenset(
    {
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_choose",
        "mfa_add_webauthn",
        "mfa_name_device",
        "mfa_remove_device",
        "account_hat",
        "account_sessions",
        "account_end_session",
        "account_end_other_sessions",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


def roles(user: Any) -> frozenset[Role]:
    """Of the hat worn; of all hats where none was chosen, as in a job that works for the person."""
    return frozenset(membership.get_role() for membership in acting_in(user))


def acting_for(user: Any) -> AbstractContextManager[None]:
    """Everything inside is read and written in this person's name, in the hat they wear."""
    if not getattr(user, "is_authenticated", False):
        return wall.stated(wall.NOBODY)
    return wall.stated(wall.Principal(person=user.pk, hat=worn_id(user)))


def _stood_in_for() -> QuerySet[Delegation]:
    hats = Given("hats", ArrayField(BigIntegerField()))
    in_force = Delegation.objects.live(Given("today", DateField())).filter(delegate__pk__any=hats)
    return in_force.select_related("membership__user").order_by("ends_on", "pk")


STOOD_IN_FOR = Prepared(_stood_in_for)


def stands_in_for(user: Any) -> list[Delegation]:
    """Whose work the person does while they are away: the work, not the role."""
    held = memberships(user)
    if not any(getattr(one, "stands_in", False) for one in held):
        return []
    if not hasattr(user, "_stands_in_for"):
        user._stands_in_for = STOOD_IN_FOR(today=clock.today(), hats=[one.pk for one in held])
    return user._stands_in_for  # type: ignore[no-any-return]


def membership_may(membership: Membership, permission: Permission) -> bool:
    return may(frozenset({membership.get_role()}), permission)


def can(user: Any, permission: Permission) -> bool:
    return may(roles(user), permission)


def require(user: Any, permission: Permission) -> None:
    if not can(user, permission):
        raise PermissionDenied


def decides(user: Any, case: Any, permission: Permission, *, given: Iterable[Any] | None = None) -> bool:
    """Whether this person, in their role, may decide who else sees the case: they must see it for good themselves.

    `given`: their grants, where the same page looked them up already; a deed asks anew.
    """
    return can(user, permission) and may_write(user, case, given=given)


def require_decides(user: Any, case: Any, permission: Permission, *, given: Iterable[Any] | None = None) -> None:
    if not decides(user, case, permission, given=given):
        raise PermissionDenied


def require_own(user: User, owner_id: int | None) -> None:
    if user.pk != owner_id:
        raise PermissionDenied

"""The only judge of who may: denies unless a live membership's role allows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef

from cse_portal.agencies.models import Delegation, Membership, User
from cse_portal.agencies.roles import Permission, Role, may

# Reached without signing in, by URL name. Everything else needs a person and a permission.
PUBLIC = frozenset(
    {
        "account_login",
        "account_still_here",
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
        "account_sessions",
        "account_end_session",
        "account_end_other_sessions",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


def memberships(user: Any) -> list[Membership]:
    """The person's live memberships, read once a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    if not hasattr(user, "_live_memberships"):
        live = Membership.objects.live().filter(user=user).select_related("agency__partnership")
        stands_in = Exists(Delegation.objects.live().filter(delegate=OuterRef("pk")))
        user._live_memberships = list(live.annotate(stands_in=stands_in).order_by("starts_on", "pk"))
    return user._live_memberships  # type: ignore[no-any-return]


def stands_in_for(user: Any) -> list[Delegation]:
    """Whose work the person does while they are away: the work, not the role."""
    held = memberships(user)
    if not any(getattr(one, "stands_in", False) for one in held):
        return []
    if not hasattr(user, "_stands_in_for"):
        in_force = Delegation.objects.live().filter(delegate__in=held)
        user._stands_in_for = list(in_force.select_related("membership__user").order_by("ends_on", "pk"))
    return user._stands_in_for  # type: ignore[no-any-return]


def roles(user: User) -> frozenset[Role]:
    return frozenset(membership.get_role() for membership in memberships(user))


def membership_may(membership: Membership, permission: Permission) -> bool:
    return may(frozenset({membership.get_role()}), permission)


def can(user: Any, permission: Permission) -> bool:
    return may(roles(user), permission)


def require(user: Any, permission: Permission) -> None:
    if not can(user, permission):
        raise PermissionDenied


def require_own(user: User, owner_id: int | None) -> None:
    if user.pk != owner_id:
        raise PermissionDenied

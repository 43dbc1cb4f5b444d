"""The only judge of who may: denies unless a live membership's role allows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from cse_portal.agencies.models import Membership, User
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
        "account_logout",
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
        user._live_memberships = list(live.order_by("starts_on", "pk"))
    return user._live_memberships  # type: ignore[no-any-return]


def roles(user: User) -> frozenset[Role]:
    return frozenset(membership.get_role() for membership in memberships(user))


def membership_may(membership: Membership, permission: Permission) -> bool:
    return may(frozenset({membership.get_role()}), permission)


def can(user: Any, permission: Permission) -> bool:
    return may(roles(user), permission)


def require(user: Any, permission: Permission) -> None:
    if not can(user, permission):
        raise PermissionDenied


# --- helping people to sign in ---------------------------------------------------------------------------------


def may_help(helper: Any, person: User) -> bool:
    """The person's single point of contact, or a system administrator; nobody helps themselves."""
    if helper.pk == person.pk:
        return False
    if can(helper, Permission.HELP_ANYONE_SIGN_IN):
        return True
    agencies = agencies_helped_by(helper)
    return bool(agencies) and Membership.objects.live().filter(user=person, agency_id__in=agencies).exists()


def agencies_helped_by(helper: Any) -> list[int]:
    held = memberships(helper)
    return [one.agency_id for one in held if membership_may(one, Permission.HELP_COLLEAGUES_SIGN_IN)]


def require_may_help(helper: User, person: User) -> None:
    if not may_help(helper, person):
        raise PermissionDenied


def require_own(user: User, owner_id: int | None) -> None:
    if user.pk != owner_id:
        raise PermissionDenied

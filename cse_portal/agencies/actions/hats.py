"""Going over from one of one's roles to another."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.actions import record


@transaction.atomic
def change_hat(*, user: User, to: Membership, by: User) -> None:
    """The session remembers it; what is kept is that it happened, so that the trail reads through the change."""
    access.require_own(by, user.pk)
    if to not in access.memberships(by):
        raise PermissionDenied
    record("hat.changed", about=to, by=by)

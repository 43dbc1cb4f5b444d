"""Ending sessions: one's own elsewhere, and somebody's everywhere."""

from __future__ import annotations

from django.db import transaction

from cse_portal.agencies import access, reach
from cse_portal.agencies.models import PortalSession, User
from cse_portal.audit.actions import record


@transaction.atomic
def sign_out_of(*, session: PortalSession, by: User) -> None:
    """One's own session on another device; it ends with its next request."""
    access.require_own(by, session.user_id)
    session.delete()
    record("session.ended", about=by, detail={"why": "signed_out_remotely"}, by=by)


@transaction.atomic
def sign_out_elsewhere(*, user: User, keep: str, by: User) -> int:
    """Every session but this one, named by its key."""
    access.require_own(by, user.pk)
    ended: int = PortalSession.objects.of(user).exclude(session_key=keep).delete()[0]
    record("person.signed_out_elsewhere", about=user, detail={"sessions": ended}, by=by)
    return ended


@transaction.atomic
def sign_out_everywhere(*, user: User, reason: str, by: User) -> int:
    reach.require_may_help(by, user)
    ended: int = PortalSession.objects.filter(user=user).delete()[0]
    record("person.signed_out_everywhere", about=user, detail={"sessions": ended}, reason=reason, by=by)
    return ended

"""States who acts in a request, and keeps what was refused in it, whatever becomes of its transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from cse_portal.agencies import access
from cse_portal.agencies.models import Membership, User
from cse_portal.audit.refusals import refusals_kept
from cse_portal.core.acting import Acting, Hat, acts
from cse_portal.core.client_address import client_address

Answer = Callable[[HttpRequest], HttpResponse]


class StatesWhoActs:
    """After sign-in is known, and outside whatever transaction the page runs in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acts(lambda: acting_in(request)), refusals_kept():
            return self.get_response(request)


def acting_in(request: HttpRequest) -> Acting:
    """Looked up only when something is recorded: most requests record nothing, and one may sign a person in."""
    person = cast(User, request.user) if request.user.is_authenticated else None
    return Acting(
        person_id=person.pk if person else None,
        hat=hat_of(person) if person else None,
        ip=client_address(request),
        session_hash=_digest(request.session.session_key or ""),
    )


def hat_of(person: User) -> Hat | None:
    """The post in which the person acts, the same that the page's frame shows."""
    held = access.memberships(person)
    worn = access.hat_of(person) or (held[0] if held else None)
    return as_hat(worn) if worn else None


def as_hat(membership: Membership) -> Hat:
    return Hat(
        id=membership.pk,
        ref=membership.ref,
        role=membership.role,
        agency_ref=membership.agency.ref,
        agency=membership.agency.name,
        words=str(membership),
    )


def _digest(session_key: str) -> str:
    """Enough to put one session's events side by side, and no use for taking the session over."""
    return salted_hmac("audit.session", session_key, algorithm="sha256").hexdigest()[:32] if session_key else ""

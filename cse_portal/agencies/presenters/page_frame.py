"""What every page's frame shows: the partnership, the person, the navigation and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cse_portal.agencies import access, session_rules
from cse_portal.agencies.find import box_words
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.navigation import NavigationItem, items_for
from cse_portal.agencies.presenters.ring_up import RingUp, whom_to_ring
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.session_rules import WARN_BEFORE, Limits
from cse_portal.agencies.titles import post_in_words
from cse_portal.core import clock


@dataclass(frozen=True)
class SessionClock:
    """What the page's warning of a time-out counts with, in seconds."""

    left: int
    warn_before: int
    idle_minutes: int


@dataclass(frozen=True)
class Frame:
    partnership: Partnership | None
    person: Any
    role: str
    post: str  # the role beside its agency
    agency: str
    has_several_hats: bool
    navigation: list[NavigationItem]
    find_words: str
    session: SessionClock | None
    may_open_in_emergency: bool = False

    def whom_to_ring(self) -> list[RingUp]:
        """Looked up only by the page that is about it."""
        return whom_to_ring(self.person)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context `frame`, worked out only when a page uses it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    user = getattr(request, "user", None)
    held = access.memberships(user)
    hat = access.hat_of(user) or (held[0] if held else None)
    return Frame(
        partnership=hat.agency.partnership if hat else _the_only_one(),
        person=user if getattr(user, "is_authenticated", False) else None,
        role=hat.role_title if hat else "",
        post=post_in_words(hat.role_title, hat.agency.name) if hat else "",
        agency=hat.agency.name if hat else "",
        has_several_hats=len(held) > 1,
        navigation=items_for(user, request.path, request.resolver_match) if hat else [],
        find_words=box_words(user) if hat else "",
        session=_session_clock(request),
        may_open_in_emergency=bool(hat) and access.can(user, Permission.OPEN_IN_EMERGENCY),
    )


def _the_only_one() -> Partnership | None:
    """Whoever belongs to none is shown the numbers of no wrong one: where there are several, they choose."""
    found = list(Partnership.objects.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def session_limits() -> Limits:
    return Limits(int(settings.SESSION_IDLE.total_seconds()), int(settings.SESSION_LONGEST.total_seconds()))


def _session_clock(request: HttpRequest) -> SessionClock | None:
    user = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return None
    limits = session_limits()
    left = session_rules.left(request.session, limits, now=int(clock.now().timestamp()))
    return SessionClock(left.seconds, WARN_BEFORE, limits.idle // 60)

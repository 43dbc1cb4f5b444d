"""What every page's frame shows: the partnership, the person, the navigation and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cse_portal.agencies import access
from cse_portal.agencies.models import Partnership
from cse_portal.agencies.navigation import NavigationItem, items_for


@dataclass(frozen=True)
class Frame:
    partnership: Partnership | None
    person: Any
    role: str
    agency: str
    navigation: list[NavigationItem]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context `frame`, worked out only when a page uses it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    user = getattr(request, "user", None)
    held = access.memberships(user)
    hat = held[0] if held else None
    return Frame(
        partnership=hat.agency.partnership if hat else Partnership.objects.order_by("pk").first(),
        person=user if getattr(user, "is_authenticated", False) else None,
        role=hat.get_role_display() if hat else "",
        agency=hat.agency.name if hat else "",
        navigation=items_for(user, request.resolver_match) if hat else [],
    )

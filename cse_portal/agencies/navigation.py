"""The main navigation: each app adds its entry, each person sees what their roles may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url_name: str
    permission: Permission
    order: int
    count: Callable[[Any], int] | None = None
    is_current: bool = False
    number: int = 0


_items: dict[str, NavigationItem] = {}


def add_to_navigation(item: NavigationItem) -> None:
    """Called from an app's `ready()`; adding the same entry twice changes nothing."""
    _items[item.url_name] = item


def items_for(user: Any, match: Any) -> list[NavigationItem]:
    here = match.view_name if match else ""
    allowed = (item for item in _items.values() if access.can(user, item.permission))
    return [
        replace(item, is_current=item.url_name == here, number=item.count(user) if item.count else 0)
        for item in sorted(allowed, key=lambda item: item.order)
    ]

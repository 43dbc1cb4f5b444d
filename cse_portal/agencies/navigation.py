"""The main navigation: each app adds its entry, each person sees what their roles may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url_name: str
    permission: Permission
    order: int
    count: Callable[[Any], int] | None = None
    counted: str = "to do"  # what the number beside it counts
    also: frozenset[str] = frozenset()  # pages of this room whose addresses do not stand beneath its own
    is_current: bool = False
    is_within: bool = False
    number: int = 0

    @property
    def address(self) -> str:
        return _address(self.url_name)


_items: dict[str, NavigationItem] = {}


def add_to_navigation(item: NavigationItem) -> None:
    """Called from an app's `ready()`; adding the same entry twice changes nothing."""
    _items[item.url_name] = item


def items_for(user: Any, path: str, match: Any) -> list[NavigationItem]:
    """In order; at most one is marked: the page itself, or the room in which it stands."""
    here = match.view_name if match else ""
    allowed = sorted(
        (item for item in _items.values() if access.can(user, item.permission)), key=lambda one: one.order
    )
    room = _room_of(path, here, allowed)
    return [
        replace(
            item,
            is_current=item.url_name == here,
            is_within=item == room,
            number=item.count(user) if item.count else 0,
        )
        for item in allowed
    ]


def _place(item: NavigationItem) -> int:
    return item.order


def _room_of(path: str, here: str, allowed: list[NavigationItem]) -> NavigationItem | None:
    """The nearest one above: the longest address with which this one begins."""
    named = next((item for item in allowed if here and here in item.also), None)
    above = [item for item in allowed if _is_above(item.address, path)]
    return named or max(above, key=lambda item: len(item.address), default=None)


@lru_cache(maxsize=256)
def _address(url_name: str) -> str:
    """Every page asks for the same few again and again."""
    return reverse(url_name)


def _is_above(room: str, path: str) -> bool:
    """Every address begins with that of the first page, which is a room of its own."""
    return path == room if room == "/" else path.startswith(room)

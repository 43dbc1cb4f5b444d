"""What stands on My work beside the work itself: each app adds its part, each person sees their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission


@dataclass(frozen=True)
class HomePart:
    """A heading over a template that gets `rows`; with no rows the part is not there."""

    name: str
    heading: str
    template: str
    permission: Permission
    load: Callable[[User], Sequence[Any]]
    order: int = 50
    is_strip: bool = False  # above the work: what cannot wait, without a heading of its own


@dataclass(frozen=True)
class FilledPart:
    part: HomePart
    rows: Sequence[Any]


_parts: dict[str, HomePart] = {}


def add_home_part(part: HomePart) -> None:
    """Called from an app's `ready()`; adding the same part twice changes nothing."""
    _parts[part.name] = part


def home_parts(user: User) -> list[FilledPart]:
    allowed = sorted((p for p in _parts.values() if access.can(user, p.permission)), key=lambda p: p.order)
    filled = (FilledPart(part, part.load(user)) for part in allowed)
    return [part for part in filled if part.rows]

"""The one search box: each app adds what it can find, and each person finds only what they may open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission

LONGEST = 200
MOST_OF_A_KIND = 20


@dataclass(frozen=True)
class Found:
    kind: str
    label: str
    url: str
    detail: str = ""


Search = Callable[[User, str], Iterable[Found]]


@dataclass(frozen=True)
class Provider:
    name: str
    permission: Permission
    search: Search
    order: int = 50


_providers: dict[str, Provider] = {}


def add_provider(name: str, *, permission: Permission, search: Search, order: int = 50) -> None:
    """Called from an app's `ready()`. The search gets tidied words and must itself ask `.visible_to(person)`."""
    _providers[name] = Provider(name, permission, search, order)


def find(user: User, words: str) -> list[Found]:
    found: list[Found] = []
    for provider in sorted(_providers.values(), key=lambda provider: provider.order):
        if access.can(user, provider.permission):
            found += list(provider.search(user, words))[:MOST_OF_A_KIND]
    return found

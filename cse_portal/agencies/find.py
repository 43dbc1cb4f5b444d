"""The one search box: each app adds what it can find, and each person finds only what they may open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission

LONGEST = 200
MOST_OF_A_KIND = 20
WITH_NAMES, WITHOUT_NAMES = "Find a child, case or reference", "Find a reference or title"


@dataclass(frozen=True)
class Found:
    kind: str
    label: str
    url: str
    detail: str = ""
    ref: str = ""  # of the record itself; the trail keeps which ones a search met
    matched: str = ""  # in what it agrees with the words, where that is not plain to see


Search = Callable[[User, str], Iterable[Found]]


@dataclass(frozen=True)
class Provider:
    """`finds` completes "You can find …" on the find page; only what finds children may speak of them."""

    name: str
    finds: str
    permission: Permission
    search: Search
    order: int = 50
    is_about_children: bool = False


_providers: dict[str, Provider] = {}


def add_provider(provider: Provider) -> None:
    """Called from an app's `ready()`. The search gets tidied words and must itself ask `.visible_to(person)`."""
    _providers[provider.name] = provider


def providers_for(user: Any) -> list[Provider]:
    """What this person may search, in the order in which it is shown; nothing for whoever may not search."""
    in_order = sorted(_providers.values(), key=lambda provider: provider.order)
    return [provider for provider in in_order if access.can(user, provider.permission)]


def find(user: User, words: str) -> list[Found]:
    found: list[Found] = []
    for provider in providers_for(user):
        found += list(provider.search(user, words))[:MOST_OF_A_KIND]
    return found


def may_be_more(found: Iterable[Found]) -> bool:
    """Of one kind there are as many as are shown."""
    return any(number >= MOST_OF_A_KIND for number in Counter(one.kind for one in found).values())


def box_words(user: Any) -> str:
    """What the search box in the header says; nothing where there is none. A role without names is promised none."""
    providers = providers_for(user)
    if not providers:
        return ""
    return WITH_NAMES if any(provider.is_about_children for provider in providers) else WITHOUT_NAMES

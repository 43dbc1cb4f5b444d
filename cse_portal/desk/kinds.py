"""The kinds of background work: each app registers its own in a module called `downloads`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cse_portal.agencies.roles import Permission

if TYPE_CHECKING:
    from cse_portal.desk.building import Progress
    from cse_portal.desk.models import BackgroundJob

Build = Callable[["BackgroundJob", "Progress"], None]


class CannotBuild(Exception):
    """Trying again would not help; the sentence is shown to the person, so it holds no personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Kind:
    name: str
    title: str
    permission: Permission
    build: Build
    offer: str = ""  # words above the button in "My downloads"; empty: started from elsewhere
    button: str = "Make the file"


_kinds: dict[str, Kind] = {}


def background(
    *, kind: str, title: str, permission: Permission, offer: str = "", button: str = "Make the file"
) -> Callable[[Build], Build]:
    """Registers a function `(job, progress)` that builds one file; it may run more than once."""

    def register(build: Build) -> Build:
        already = _kinds.get(kind)
        if already and already.build.__qualname__ != build.__qualname__:
            raise ValueError(f"Two kinds of background work are called {kind}")
        _kinds[kind] = Kind(name=kind, title=title, permission=permission, build=build, offer=offer, button=button)
        return build

    return register


class UnknownKind(LookupError):
    """No app registers it (any more)."""


def named(name: str) -> Kind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def offered() -> list[Kind]:
    """In the order in which they were registered."""
    return [kind for kind in _kinds.values() if kind.offer]


def all_kinds() -> list[Kind]:
    return list(_kinds.values())

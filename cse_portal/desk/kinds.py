"""The kinds of background work: each app registers its own in a module called `downloads`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cse_portal.agencies.roles import Permission

if TYPE_CHECKING:
    from cse_portal.desk.building import Progress
    from cse_portal.desk.models import BackgroundJob

Build = Callable[["BackgroundJob", "Progress"], None]
MayHave = Callable[[Any, Mapping[str, Any]], bool]


def whoever_asked(person: Any, parameters: Mapping[str, Any]) -> bool:
    """The permission alone decides."""
    return True


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
    may_have: MayHave = whoever_asked


_kinds: dict[str, Kind] = {}


def background(
    *,
    kind: str,
    title: str,
    permission: Permission,
    offer: str = "",
    button: str = "Make the file",
    may_have: MayHave = whoever_asked,
) -> Callable[[Build], Build]:
    """Registers a function `(job, progress)` that builds one file; it may run more than once.

    `may_have(person, parameters)` is asked before it is built and each time the file is fetched.
    """

    def register(build: Build) -> Build:
        already = _kinds.get(kind)
        if already and already.build.__qualname__ != build.__qualname__:
            raise ValueError(f"Two kinds of background work are called {kind}")
        _kinds[kind] = Kind(kind, title, permission, build, offer, button, may_have)
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

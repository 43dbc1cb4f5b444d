"""Whether somebody may see what a piece of work is about: asked of the room that keeps it, which stands above."""

from __future__ import annotations

from collections.abc import Callable, Collection

from cse_portal.agencies.models import User

# Of these references, those of a case that this person does not see.
Unseen = Callable[[Collection[str], User], Collection[str]]
_asked: list[Unseen] = []


def add_sight(unseen: Unseen) -> None:
    """Called from an app's `ready()`; adding the same one twice changes nothing."""
    if unseen not in _asked:
        _asked.append(unseen)


def unseen_by(person: User, refs: Collection[str]) -> frozenset[str]:
    wanted = {ref for ref in refs if ref}
    return frozenset(ref for unseen in _asked for ref in unseen(wanted, person)) if wanted else frozenset()

"""Whether somebody may see what a piece of work is about: asked of the room that keeps it, which stands above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from cse_portal.agencies.models import User

# Of these references, those of a case that this person does not see.
Unseen = Callable[[Collection[str], User], Collection[str]]
# Of these references, the initials of the child, for each case that this person sees.
Initials = Callable[[Collection[str], User], Mapping[str, str]]
_asked: list[Unseen] = []
_named: list[Initials] = []


def add_sight(unseen: Unseen) -> None:
    """Called from an app's `ready()`; adding the same one twice changes nothing."""
    if unseen not in _asked:
        _asked.append(unseen)


def unseen_by(person: User, refs: Collection[str]) -> frozenset[str]:
    wanted = {ref for ref in refs if ref}
    return frozenset(ref for unseen in _asked for ref in unseen(wanted, person)) if wanted else frozenset()


def add_initials(initials: Initials) -> None:
    """As above."""
    if initials not in _named:
        _named.append(initials)


def initials_for(person: User, refs: Collection[str]) -> dict[str, str]:
    """Nothing of a case that they do not see, and of what is no case."""
    wanted = {ref for ref in refs if ref}
    return {ref: said for one in _named for ref, said in one(wanted, person).items()} if wanted else {}

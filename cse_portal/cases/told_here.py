"""What was told in an episode or a meeting and is kept in another room: each room adds its own section in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case


@dataclass(frozen=True)
class ToldHere:
    """A section of the page: a template that gets `rows`, and says what may stand there where there are none."""

    code: str
    template: str
    permission: Permission
    load: Callable[[User, Case, str], Sequence[Any]]


@dataclass(frozen=True)
class Filled:
    template: str
    rows: Sequence[Any]


_sections: dict[str, ToldHere] = {}


def add_told_here(section: ToldHere) -> None:
    """Called from a room's `ready()`; the same code twice changes nothing."""
    _sections[section.code] = section


def told_here(person: User, case: Case, ref: str) -> list[Filled]:
    """Of the episode or the meeting with this reference, in a case that the person sees."""
    allowed = [one for one in _sections.values() if access.can(person, one.permission)]
    return [Filled(one.template, one.load(person, case, ref)) for one in allowed]

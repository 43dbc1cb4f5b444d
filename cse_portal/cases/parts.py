"""What gives somebody a part in a case beside being named on it: each stage adds its own in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.looking import day_of
from cse_portal.cases.models import Case, CaseGrant, StatedReason
from cse_portal.core import clock
from cse_portal.worklist.models import DueItem

HasPart = Callable[[User, Case], bool]
_parts: dict[str, HasPart] = {}


def add_part(name: str, has_part: HasPart) -> None:
    """Called from a stage's `ready()`; adding the same part twice changes nothing."""
    _parts[name] = has_part


def has_work_on(person: User, case: Case) -> bool:
    """Something about the case is due to them by name."""
    return bool(DueItem.objects.open().mine(person).filter(source_ref=case.ref).exists())


def has_part(person: User, case: Case, grants: Sequence[CaseGrant] | None = None) -> bool:
    """Named in some way, or with work to do on it; seeing it for one's role or agency alone is no part."""
    return access.is_named(person, case, given=grants) or any(says(person, case) for says in _parts.values())


def must_say_why(person: User, case: Case, grants: Sequence[CaseGrant] | None = None) -> bool:
    if StatedReason.objects.filter(case=case, person=person, day=day_of(clock.today())).exists():
        return False
    return not has_part(person, case, grants)


add_part("work", has_work_on)

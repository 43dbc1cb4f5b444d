"""Who may decide about a case: people by the judge's word, the portal where a rule of its own says so."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.handling import Handling
from cse_portal.cases.models import Case
from cse_portal.core.actor import Actor, System


def require_decides(by: Actor, case: Case, permission: Permission) -> None:
    """People decide about cases they see themselves, and for good."""
    if not isinstance(by, System):
        access.require_decides(by, case, permission)


def agency_of(by: Actor) -> Agency | None:
    """In which somebody writes: that of the hat worn."""
    hats = [] if isinstance(by, System) else access.acting_in(by)
    return hats[0].agency if hats else None


def whose(by: Actor) -> dict[str, Any]:
    """Who made a step, and for which agency; nobody where the portal did."""
    if not isinstance(by, User):
        return {"moved_by": None, "agency": None}
    hat = access.hat_of(by) or next(iter(access.memberships(by)), None)
    return {"moved_by": by, "agency": hat.agency if hat else None}


def marks_for(person: User) -> list[Handling]:
    """Nobody writes under a mark that they could not read themselves."""
    reader = access.reader(person)
    kept_back = {Handling.COVERT: not reader.covert, Handling.HEALTH: not reader.health}
    return [mark for mark in Handling if not kept_back.get(mark)]

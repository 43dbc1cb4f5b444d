"""The pages of a case, one beside the other: each room adds its own in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case


@dataclass(frozen=True)
class Tab:
    """A page of a case; its address takes the case's reference as `ref`."""

    code: str
    title: str
    url_name: str
    order: int
    permission: Permission = Permission.SEE_CASES
    waiting: Callable[[User, Case], int] | None = None  # how much of it this person has not read
    unread: int = 0
    url: str = ""
    is_current: bool = False


_tabs: dict[str, Tab] = {}


def add_tab(tab: Tab) -> None:
    """Called from a room's `ready()`, with the page that it leads to; the same code twice changes nothing."""
    _tabs[tab.code] = tab


def tabs_for(person: User, case: Case, here: str) -> list[Tab]:
    """Those that this person may open, of a case that they see."""
    allowed = [one for one in _tabs.values() if access.can(person, one.permission)]
    return [
        replace(
            one,
            url=reverse(one.url_name, kwargs={"ref": case.ref}),
            is_current=one.code == here,
            unread=one.waiting(person, case) if one.waiting else 0,
        )
        for one in sorted(allowed, key=lambda one: (one.order, one.code))
    ]


add_tab(Tab("overview", "Overview", "cases:record", order=10))
add_tab(Tab("child", "Child", "cases:child", order=20))
add_tab(Tab("family", "Family and support", "cases:family", order=25))
add_tab(Tab("meetings", "Meetings", "cases:meetings", order=40))
add_tab(Tab("plan", "Plan", "cases:plans", order=50))
add_tab(Tab("missing", "Missing", "cases:missing", order=65))
add_tab(Tab("chronology", "Chronology", "cases:chronology", order=70))
add_tab(Tab("documents", "Documents", "cases:documents", order=80))
add_tab(Tab("people", "People", "cases:people", order=90))
add_tab(Tab("who_sees", "Who can see", "cases:who_sees", order=91))
add_tab(Tab("looks", "Who has looked", "cases:looks", order=92))

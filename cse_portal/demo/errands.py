"""What the demo asks its people to do: each errand leads to a page of the portal where it can be done."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import Permission


@dataclass(frozen=True)
class Errand:
    """A task in the words of My work, and the name of the page that it opens."""

    kind: str
    task: str
    button: str
    page: str
    permission: Permission
    query: str = ""
    suits_agency: bool = False  # anyone who answers for an agency or a role may take it


ERRANDS: tuple[Errand, ...] = (
    Errand("people", "Set up your second step for signing in", "Set it up", "mfa_index", Permission.OWN_WORK),
    Errand(
        "people",
        "Share out what your agency has to do",
        "See the list",
        "home",
        Permission.AGENCY_WORK,
        query="?whose=agency",
        suits_agency=True,
    ),
    Errand(
        "service",
        "Plan your next weeks: see what is due later",
        "See later work",
        "home",
        Permission.OWN_WORK,
        query="?later=yes",
        suits_agency=True,
    ),
    Errand("service", "Look through your downloads", "See downloads", "desk:downloads", Permission.OWN_DESK),
    Errand("service", "Go on with a form that you began", "See drafts", "desk:drafts", Permission.OWN_DESK),
    Errand(
        "practice",
        "Try the practice form before you write about a child",
        "Try it",
        "demo:practice",
        Permission.OWN_WORK,
        suits_agency=True,
    ),
    Errand(
        "service",
        "See how each part of a page looks and works",
        "See the parts",
        "demo:components",
        Permission.OWN_WORK,
    ),
    Errand(
        "service",
        "Read how the portal keeps records private",
        "Read the notice",
        "page_privacy",
        Permission.OWN_WORK,
        suits_agency=True,
    ),
    Errand(
        "service",
        "Read how to use the portal by keyboard and by ear",
        "Read how",
        "page_accessibility",
        Permission.OWN_WORK,
        suits_agency=True,
    ),
)

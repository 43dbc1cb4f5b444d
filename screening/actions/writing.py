"""What every deed asks first, and what it finds."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import require_decides
from cse_portal.cases.models import Case
from screening import queries
from screening.models import Tool
from screening.refused import CLOSED, ScreeningRefused
from screening.workflow import WHY_NOT, Deed, allows


def require_may(by: User, tool: Tool, deed: Deed) -> None:
    """Who screens and sees the case for good; a draft is its own agency's and its advisers'."""
    require_decides(by, tool.case, Permission.SCREEN)
    if not (tool.agency_id in access.reader(by).agencies or queries.is_adviser(by, tool)):
        raise PermissionDenied
    if not allows(tool.get_status(), deed):
        raise ScreeningRefused(WHY_NOT[tool.get_status()])


def require_open(case: Case) -> None:
    if case.closed_on is not None:
        raise ScreeningRefused(CLOSED)

"""An alarm as its page shows it: what is ordinary, what was crossed, and each look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.models import AuditEvent
from cse_portal.trail.alarms import TITLES, AlarmKind, limit_for
from cse_portal.trail.models import Alarm, Finding
from cse_portal.trail.presenters.lines import Line, Reader, lines, sealed, unsealed
from cse_portal.trail.queries.alarms import looks_of
from cse_portal.ui.paging import Leaf, leaf_of

ALARMS_A_PAGE = 60


@dataclass(frozen=True)
class AlarmPage:
    alarm: Alarm
    title: str
    said: str
    lines: list[Line]
    is_first: bool
    next_url: str
    findings: list[Finding]
    closes: bool


def alarm_page(alarm: Alarm, reader: User, after: str = "") -> AlarmPage:
    """The looks from `after` on."""
    is_governance = access.can(reader, Permission.CLOSE_ALARMS)
    below = unsealed(after) if after else None
    looks, following = looks_of(alarm, below=below)
    return AlarmPage(
        alarm=alarm,
        title=TITLES[alarm.get_kind()],
        said=_said(alarm),
        lines=_looks(alarm, looks, reader, is_governance=is_governance),
        is_first=below is None,
        next_url=f"?after={sealed(following)}" if following else "",
        findings=list(alarm.findings.select_related("found_by")),
        closes=is_governance,
    )


def _looks(alarm: Alarm, looks: list[AuditEvent], reader: User, *, is_governance: bool) -> list[Line]:
    """Which record is planted is governance's to know."""
    found = lines(looks, Reader(reader, sees_all=is_governance))
    if is_governance or alarm.get_kind() != AlarmKind.CANARY:
        return found
    return [replace(line, case="Kept to governance", reference="") for line in found]


def _said(alarm: Alarm) -> str:
    if alarm.get_kind() == AlarmKind.CANARY:
        return "This record was planted. Nobody has a reason to open it, or to search for it."
    limit = limit_for(alarm.role)
    ordinary, span = (
        (limit.in_an_hour, "an hour") if alarm.get_kind() == AlarmKind.HOUR else (limit.in_a_day, "24 hours")
    )
    return (
        f"{alarm.number} different cases in {span}. For this role up to {ordinary} is ordinary: "
        f"somebody in it {limit.because}."
    )


@dataclass(frozen=True)
class AlarmsPage:
    open: list[Alarm]
    closed: Leaf[Alarm]
    may_search: bool


def alarms_page(reader: User, asked: str = "") -> AlarmsPage:
    """Every open one, and the closed ones page by page."""
    found = Alarm.objects.visible_to(reader).select_related("person", "agency").prefetch_related("findings")
    return AlarmsPage(
        list(found.open().order_by("pk")),
        leaf_of(found.filter(closed_at__isnull=False).order_by("-closed_at", "pk"), asked, size=ALARMS_A_PAGE),
        access.can(reader, Permission.SEARCH_TRAIL),
    )

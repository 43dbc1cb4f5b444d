"""How urgent a due item is: four groups, the same for every kind of work."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from cse_portal.core.working_days import LONDON, add_working_days

SOON_IN_WORKING_DAYS = 5


class Urgency(StrEnum):
    CRITICAL = "critical"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


HEADINGS: dict[Urgency, str] = {
    Urgency.CRITICAL: "Critically overdue",
    Urgency.OVERDUE: "Overdue",
    Urgency.SOON: f"Due in the next {SOON_IN_WORKING_DAYS} working days",
    Urgency.LATER: "Later",
}


@lru_cache(maxsize=8)
def last_soon_day(on: date) -> date:
    return add_working_days(on, SOON_IN_WORKING_DAYS)


def urgency_of(*, due_at: datetime, critical_at: datetime | None, now: datetime) -> Urgency:
    if critical_at is not None and critical_at <= now:
        return Urgency.CRITICAL
    if due_at < now:
        return Urgency.OVERDUE
    today = now.astimezone(LONDON).date()
    return Urgency.SOON if due_at.astimezone(LONDON).date() <= last_soon_day(today) else Urgency.LATER

"""What is in force in a partnership: its timescales and office hours, and how they came to be."""

from __future__ import annotations

from django.db.models import QuerySet

from cse_portal.agencies.models import Partnership, SettingChange
from cse_portal.agencies.office_hours import DEFAULT_WEEK, BankHolidays, Hours, OfficeHours
from cse_portal.agencies.timescales import Timescale, in_force


def timescales_of(partnership: Partnership) -> dict[Timescale, int]:
    """Every timescale: the partnership's own amount, else the default."""
    return in_force(dict(partnership.timescale_settings.values_list("code", "amount")))


def office_hours_of(partnership: Partnership) -> OfficeHours:
    """One that was founded before hours were kept day by day has the usual ones."""
    days = list(partnership.office_days.all())
    week = {
        day.weekday: Hours(day.opens_at, day.closes_at)
        for day in days
        if day.opens_at is not None and day.closes_at is not None
    }
    return OfficeHours(week if days else DEFAULT_WEEK, BankHolidays(partnership.bank_holidays))


def changes_of(partnership: Partnership, *, section: str = "", most: int | None = None) -> QuerySet[SettingChange]:
    """Latest first."""
    changes = partnership.setting_changes.select_related("changed_by").order_by("-changed_at", "-pk")
    return (changes.filter(section=section) if section else changes)[:most]

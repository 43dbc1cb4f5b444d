"""Who is on the list of children missing or absent without a screening in date: what was asked for, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cse_portal.core.working_days import add_months


class What(StrEnum):
    EITHER = "either"
    MISSING = "missing"
    ABSENT = "absent"
    BOTH = "both"


WHATS: Mapping[What, str] = {
    What.EITHER: "Missing or absent from school",
    What.MISSING: "Missing",
    What.ABSENT: "Absent from school",
    What.BOTH: "Missing and absent from school",
}
USUAL_DAYS = 90
DAYS: Mapping[int, str] = {USUAL_DAYS: "90 days", 30: "30 days", 180: "180 days", 365: "365 days"}


@dataclass(frozen=True)
class Wanted:
    what: What = What.EITHER
    days: int = USUAL_DAYS

    def takes(self, *, is_missing: bool, is_absent: bool) -> bool:
        return {
            What.EITHER: is_missing or is_absent,
            What.MISSING: is_missing,
            What.ABSENT: is_absent,
            What.BOTH: is_missing and is_absent,
        }[self.what]


def read_wanted(what: str, days: str) -> Wanted:
    """Anything odd is the usual."""
    chosen = What(what) if what in set(What) else What.EITHER
    number = int(days) if days.isascii() and days.isdecimal() and int(days) in DAYS else USUAL_DAYS
    return Wanted(chosen, number)


def is_in_date(screened_on: date | None, *, on: date, months: int) -> bool:
    return screened_on is not None and screened_on > add_months(on, -months)

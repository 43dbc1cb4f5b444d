"""The weekly look at who looked: which week, by when, and when a line is settled."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from cse_portal.core.working_days import add_working_days

WORKING_DAYS_TO_SIGN = 5
WORKING_DAYS_TO_ANSWER = 3


class Decision(StrEnum):
    NONE = ""
    KNOWN = "known"
    ASKED = "asked"
    RAISED = "raised"


TITLES: dict[Decision, str] = {
    Decision.NONE: "Not yet looked at",
    Decision.KNOWN: "There was a reason",
    Decision.ASKED: "Asked for the reason",
    Decision.RAISED: "Raised with information governance",
}
SETTLED = frozenset({Decision.KNOWN, Decision.RAISED})


def week_before(on: date) -> date:
    """The Monday of the last whole week."""
    return on - timedelta(days=on.weekday() + 7)


def sign_by(on: date) -> date:
    return add_working_days(on, WORKING_DAYS_TO_SIGN)


def answer_by(on: date) -> date:
    return add_working_days(on, WORKING_DAYS_TO_ANSWER)

"""Why somebody looks who has no part in a case: what they may answer, and how long an answer holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cse_portal.core.working_days import last_working_day


class Looking(StrEnum):
    CONTACT = "contact"
    DUTY = "duty"
    SUPERVISING = "supervising"
    TAKING_OVER = "taking_over"
    MEETING = "meeting"
    CHECK = "check"
    OTHER = "other"


# In the person's own words, since it is they who choose; the audit trail keeps the same sentence.
TITLES: dict[Looking, str] = {
    Looking.CONTACT: "Somebody contacted us about this child",
    Looking.DUTY: "I am on duty and act for the team",
    Looking.SUPERVISING: "I supervise or sign off work on this case",
    Looking.TAKING_OVER: "I am about to take it over, or help with it",
    Looking.MEETING: "I prepare a meeting at which it is discussed",
    Looking.CHECK: "I check the quality or the figures of our work",
    Looking.OTHER: "Something else",
}
NEEDS_WORDS = frozenset({Looking.OTHER})


def day_of(on: date) -> date:
    """An answer holds for a working day, and from Friday over the weekend: the working day that began last."""
    return last_working_day(on)


def in_words(choice: Looking, words: str) -> str:
    title = TITLES[choice]
    return f"{title}: {words}" if words else title

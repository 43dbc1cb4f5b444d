"""When a child is assessed again, and what a review brings with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cse_portal.core.working_days import add_months

MONTHS = 3
REVIEWED_FROM = 2  # scores that are reviewed whatever else is so
ONLY_WITH_A_REASON = 1  # reviewed while a panel or a plan stands behind the child


class ReviewState(StrEnum):
    NONE = "none"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Signed:
    """The last assessment that a manager signed off, and what stood around the child since."""

    on: date
    score: int
    on_mase_list: bool = False
    has_safety_plan: bool = False
    not_reviewed_because: str = ""  # of a manager, at score 1 only
    postponed_to: date | None = None
    postponed_because: str = ""
    postponed_by_manager: bool = False


class PostponeRefusal(StrEnum):
    """Why a review cannot be put off so."""

    NOT_DUE = "not_due"
    REASON = "reason"
    MANAGER = "manager"
    EARLIER = "earlier"


def due_on(signed_on: date, months: int = MONTHS) -> date:
    """Three calendar months on; the month’s last day where that day is missing. A holiday does not move it."""
    return add_months(signed_on, months)


def is_reviewed(signed: Signed) -> bool:
    if signed.score >= REVIEWED_FROM:
        return True
    stands_behind = signed.on_mase_list or signed.has_safety_plan
    return signed.score == ONLY_WITH_A_REASON and stands_behind and not signed.not_reviewed_because.strip()


def review_on(signed: Signed, months: int = MONTHS) -> date | None:
    """The day on which the next review is due, put off where a manager did so; none where none is."""
    if not is_reviewed(signed):
        return None
    return signed.postponed_to if _is_put_off(signed) else due_on(signed.on, months)


def _is_put_off(signed: Signed) -> bool:
    return signed.postponed_to is not None and signed.postponed_by_manager and bool(signed.postponed_because.strip())


def state(signed: Signed, *, on: date, months: int = MONTHS) -> ReviewState:
    day = review_on(signed, months)
    if day is None:
        return ReviewState.NONE
    return ReviewState.OVERDUE if day < on else ReviewState.DUE


def days_late(signed: Signed, *, on: date, months: int = MONTHS) -> int:
    day = review_on(signed, months)
    return max(0, (on - day).days) if day else 0


def why_not_postponed(
    signed: Signed, *, to: date, because: str, by_manager: bool, months: int = MONTHS
) -> PostponeRefusal | None:
    """A review is put off by a manager, with a reason, and to a later day than it was due on."""
    day = review_on(signed, months)
    checks = (
        (PostponeRefusal.NOT_DUE, day is None),
        (PostponeRefusal.MANAGER, not by_manager),
        (PostponeRefusal.REASON, not because.strip()),
        (PostponeRefusal.EARLIER, day is not None and to <= day),
    )
    return next((refusal for refusal, holds in checks if holds), None)


def is_further_strategy_due(*, score: int, is_review: bool) -> bool:
    """A review that ends at 2 or 3 makes a further strategy meeting due."""
    return is_review and score >= REVIEWED_FROM

"""The reviews of a case: when the next one is due, how it stands, and what managers said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cse_portal.agencies.roles import Permission
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock
from cse_portal.ui.dates import in_words
from screening import queries
from screening.editions import ASSESSMENT
from screening.models import ReviewSaid, Tool
from screening.reviews import ONLY_WITH_A_REASON, REVIEWED_FROM


@dataclass(frozen=True)
class ReviewPage:
    """`last` is there only for whoever may read it; the day and the score everybody of the case knows."""

    due_on: date | None
    score: int | None
    last: Tool | None
    signed_on: str
    said: list[ReviewSaid]
    days_late: int
    why: str
    begun: Tool | None
    may_assess: bool
    may_sign: bool

    @property
    def may_excuse(self) -> bool:
        return self.may_sign and self.score == ONLY_WITH_A_REASON and self.due_on is not None


def review_page(seen: Seen) -> ReviewPage:
    case, today = seen.case, clock.today()
    holds = queries.last_signed(case)
    last = queries.tool_by_ref(seen.person, holds.ref) if holds else None
    is_open = case.closed_on is None
    return ReviewPage(
        due_on=case.review_on if is_open else None,
        score=case.risk,
        last=last,
        signed_on=in_words(timezone.localdate(holds.signed_at)) if holds and holds.signed_at else "",
        said=queries.reviews_said(last) if last else [],
        days_late=max((today - case.review_on).days, 0) if case.review_on and is_open else 0,
        begun=queries.open_draft(seen.person, case, ASSESSMENT),
        why=_why(case.risk, case.review_on, is_open=is_open),
        may_assess=is_open and seen.decides(Permission.ASSESS),
        may_sign=is_open and seen.decides(Permission.SIGN_OFF),
    )


def _why(score: int | None, due_on: date | None, *, is_open: bool) -> str:
    if not is_open:
        return "The case is closed."
    if score is None:
        return "No assessment is signed off yet. The first review is counted from that day."
    if score >= REVIEWED_FROM:
        return f"At a score of {score} the child is assessed again every 3 months."
    if due_on is not None:
        return "At a score of 1 the child is reviewed too, while a panel or a safety plan stands behind them."
    return f"At a score of {score} no review is due by itself. Assess the child again when anything changes."

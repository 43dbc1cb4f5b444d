"""An access review: line by line while it is open, and the record of it once it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cse_portal.people.models import AccessReview, ReviewLine
from cse_portal.people.presenters.listing import seen_words
from cse_portal.people.reviews import OUTCOMES, SETTLED, Outcome
from cse_portal.ui.dates import in_words


@dataclass(frozen=True)
class Line:
    line: ReviewLine
    name: str
    role: str
    seen: str
    outcome: Outcome
    decided_by: str

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def tone(self) -> str:
        return "green" if self.outcome in SETTLED else "yellow" if self.outcome == Outcome.TO_DO else "grey"


@dataclass(frozen=True)
class ReviewPage:
    review: AccessReview
    lines: list[Line]

    @property
    def title(self) -> str:
        return f"Access review, {self.review.quarter.title}"

    @property
    def to_decide(self) -> list[Line]:
        return [one for one in self.lines if one.outcome == Outcome.OPEN]

    @property
    def to_do(self) -> list[Line]:
        return [one for one in self.lines if one.outcome == Outcome.TO_DO]

    @property
    def may_be_signed(self) -> bool:
        return not self.review.is_signed and all(one.outcome in SETTLED for one in self.lines)

    @property
    def settled(self) -> int:
        return sum(one.outcome in SETTLED for one in self.lines)


def lines_of(review: AccessReview) -> list[ReviewLine]:
    related = review.lines.select_related("membership__user", "decided_by")
    return list(related.prefetch_related("membership__followed_by"))


def review_page(review: AccessReview, lines: list[ReviewLine] | None = None) -> ReviewPage:
    found = lines_of(review) if lines is None else lines
    make = _signed if review.is_signed else _open
    return ReviewPage(review, [make(line) for line in found])


def _open(line: ReviewLine) -> Line:
    person = line.membership.user
    role = str(line.membership.get_role_display())
    return Line(line, person.name, role, seen_words(person), line.outcome_now, _decided_by(line))


def _signed(line: ReviewLine) -> Line:
    """As it was written down then."""
    return Line(
        line, line.person_name, line.role_title, _seen(line.last_seen_on), Outcome(line.outcome), _decided_by(line)
    )


def _seen(day: date | None) -> str:
    return in_words(day) if day else "Never"


def _decided_by(line: ReviewLine) -> str:
    return line.decided_by.name if line.decided_by else ""

"""The access reviews of every agency, for whoever looks after them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.people.models import AccessReview, AccessReviewQuerySet
from cse_portal.people.quarters import Quarter, quarter_of

PAGE = 50


@dataclass(frozen=True)
class QuarterChoice:
    value: str
    title: str
    is_chosen: bool


@dataclass(frozen=True)
class ReviewsPage:
    quarter: Quarter
    quarters: list[QuarterChoice]
    overdue: list[AccessReview]
    open: list[AccessReview]
    signed: list[AccessReview]
    number_signed: int
    previous_url: str
    next_url: str


def review_rows(person: User, query: QueryDict) -> ReviewsPage:
    """Overdue ones of any quarter always stand first; the rest is of one quarter."""
    overseen = AccessReview.objects.overseen_by(person).select_related("agency", "signed_by")
    known = list(overseen.order_by("-quarter_on").values_list("quarter_on", flat=True).distinct()[:12])
    chosen = _chosen(query.get("quarter", ""), known)
    of_quarter = overseen.filter(quarter_on=chosen)
    page = Paginator(of_quarter.signed().order_by("agency__name", "pk"), PAGE).get_page(query.get("page"))
    return ReviewsPage(
        quarter=quarter_of(chosen),
        quarters=[QuarterChoice(day.isoformat(), quarter_of(day).title, day == chosen) for day in known],
        overdue=_with_numbers(overseen.overdue()),
        open=_with_numbers(of_quarter.open().filter(due_on__gte=clock.today())),
        signed=list(page.object_list),
        number_signed=page.paginator.count,
        previous_url=f"?quarter={chosen}&page={page.previous_page_number()}" if page.has_previous() else "",
        next_url=f"?quarter={chosen}&page={page.next_page_number()}" if page.has_next() else "",
    )


def _with_numbers(found: AccessReviewQuerySet) -> list[AccessReview]:
    numbered = found.annotate(number=Count("lines"), decided=Count("lines", filter=~Q(lines__decision="")))
    return list(numbered.order_by("due_on", "agency__name")[:200])


def _chosen(text: str, known: list[date]) -> date:
    this = quarter_of(clock.today()).first_day
    return next((day for day in known if day.isoformat() == text), known[0] if known else this)

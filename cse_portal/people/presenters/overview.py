"""The access reviews of every agency, for whoever looks after them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import QueryDict

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.people.models import AccessReview, AccessReviewQuerySet
from cse_portal.people.quarters import Quarter, quarter_of
from cse_portal.ui.paging import Leaf, leaf_of

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
    overdue: Leaf[AccessReview]
    open: Leaf[AccessReview]
    signed: Leaf[AccessReview]


def review_rows(person: User, query: QueryDict) -> ReviewsPage:
    """Overdue ones of any quarter always stand first; the rest is of one quarter."""
    overseen = AccessReview.objects.overseen_by(person).select_related("agency", "signed_by")
    known = list(overseen.order_by("-quarter_on").values_list("quarter_on", flat=True).distinct()[:12])
    chosen = _chosen(query.get("quarter", ""), known)
    of_quarter = overseen.filter(quarter_on=chosen)
    under_way = of_quarter.open().filter(due_on__gte=clock.today())
    return ReviewsPage(
        quarter=quarter_of(chosen),
        quarters=[QuarterChoice(day.isoformat(), quarter_of(day).title, day == chosen) for day in known],
        overdue=_leaf(_with_numbers(overseen.overdue()), query, "overdue", chosen),
        open=_leaf(_with_numbers(under_way), query, "open", chosen),
        signed=_leaf(of_quarter.signed().order_by("agency__name", "pk"), query, "page", chosen),
    )


def _leaf(found: AccessReviewQuerySet, query: QueryDict, key: str, quarter: date) -> Leaf[AccessReview]:
    return leaf_of(found, query.get(key, ""), size=PAGE, key=key, quarter=quarter.isoformat())


def _with_numbers(found: AccessReviewQuerySet) -> AccessReviewQuerySet:
    numbered = found.annotate(number=Count("lines"), decided=Count("lines", filter=~Q(lines__decision="")))
    return numbered.order_by("due_on", "agency__name", "pk")


def _chosen(text: str, known: list[date]) -> date:
    this = quarter_of(clock.today()).first_day
    return next((day for day in known if day.isoformat() == text), known[0] if known else this)

"""The agencies whose people somebody keeps, when there are several."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cse_portal.agencies.giving import POINTS_OF_CONTACT
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reach import agencies_kept_by
from cse_portal.people.models import AccessReview


@dataclass(frozen=True)
class AgencyRow:
    agency: Agency
    people: int
    points_of_contact: int
    review_is_late: bool


def agency_rows(person: User) -> list[AgencyRow]:
    """Those that nobody keeps come first, then those whose review is late, then by name."""
    late = set(AccessReview.objects.overdue().kept_by(person).values_list("agency", flat=True))
    kept = agencies_kept_by(person).annotate(
        people=_number(Membership.objects.not_over()),
        contacts=_number(Membership.objects.live().filter(role__in=POINTS_OF_CONTACT)),
    )
    rows = [AgencyRow(one, one.people, one.contacts, one.pk in late) for one in kept]
    return sorted(rows, key=lambda row: (row.points_of_contact > 0, not row.review_is_late, row.agency.name))


def _number(memberships: QuerySet[Membership]) -> Coalesce:
    """How many different people."""
    there = memberships.filter(agency=OuterRef("pk")).order_by().values("agency")
    return Coalesce(Subquery(there.annotate(number=Count("user", distinct=True)).values("number")), 0)

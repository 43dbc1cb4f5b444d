"""What the search box finds of children and cases: only what the person sees, by the grants that let them."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.core.references import tidy


def find_cases(user: User, words: str) -> list[Found]:
    """By the reference, or by whole words of the child’s names; the same queries whatever there is."""
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.find_cases(%s, %s)", [words, MOST_OF_A_KIND])
        named = [row[0] for row in cursor.fetchall()]
    wanted = Case.objects.visible_to(user).filter(Q(pk__in=named) | Q(ref=tidy(words)))
    cases = wanted.select_related("child", "lead_agency").order_by("rank", "pk")[:MOST_OF_A_KIND]
    return [_found(case) for case in cases]


def _found(case: Case) -> Found:
    place = reverse("cases:record", kwargs={"ref": case.ref})
    return Found("Child", case.child.name, place, f"case {case.ref}, led by {case.lead_agency}")

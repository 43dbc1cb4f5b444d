"""Intelligence given to the police, as far as somebody reads it."""

from __future__ import annotations

from django.db.models import Q

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.network import queries
from cse_portal.network.models import Item, Submission

WITH = ("agency", "recorded_by", "struck_by", "item__merged_into", "case__child")


def of_item(person: User, item: Item) -> list[Submission]:
    """That about a child, too, where the reader sees the case."""
    there = Q(item=item.kept_id) | Q(item__merged_into=item.kept_id)
    return list(Submission.objects.visible_to(person).filter(there).select_related(*WITH))


def of_case(person: User, case: Case) -> list[Submission]:
    return list(Submission.objects.visible_to(person).filter(case=case).select_related(*WITH))


def by_ref(person: User, ref: str) -> Submission | None:
    """About a child with the case; about an item alone where that is near."""
    found = Submission.objects.visible_to(person).filter(ref=ref).select_related(*WITH).first()
    if found is None or found.case_id is not None:
        return found
    item = found.item
    return found if item is not None and queries.sees_item(person, (item.merged_into or item).ref) else None


def sees_submission(person: User, ref: str) -> bool:
    return by_ref(person, ref) is not None


def whose_submission(ref: str) -> Submission | None:
    """For the trail alone."""
    with wall.as_system("say in the trail which record was refused"):
        return Submission.objects.filter(ref=ref).first()

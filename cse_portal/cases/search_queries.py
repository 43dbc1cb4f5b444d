"""What a look for a child finds: cases that the person sees, and nothing of any other."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.models import User
from cse_portal.cases.beginning import best
from cse_portal.cases.finding import candidates_for
from cse_portal.cases.keys import typed_as
from cse_portal.cases.models import Case, ChildSearch
from cse_portal.cases.resembling import Likeness


@dataclass(frozen=True)
class Alike:
    case: Case
    likeness: Likeness


def alike(search: ChildSearch, user: User) -> list[Alike]:
    """By each of the names, the date of birth and the number; not the record that was begun from it since."""
    asked = [typed_as(name, born=search.born_on, number=search.number) for name in search.names]
    ranked = best({one.case: one.likeness for one in candidates_for(typed)} for typed in asked)
    seen = Case.objects.visible_to(user).select_related("child", "lead_agency")
    cases = seen.in_bulk([case for case, _ in ranked])
    return [Alike(cases[case], likeness) for case, likeness in ranked if case in cases and case != search.led_to_id]


def own_search(user: User, ref: str) -> ChildSearch | None:
    found = ChildSearch.objects.visible_to(user).filter(ref=ref)
    return found.select_related("agency__partnership", "led_to").first()


def sees_search(user: User, ref: str) -> bool:
    return ChildSearch.objects.visible_to(user).filter(ref=ref).exists()

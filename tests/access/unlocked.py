"""The portal with every check of its own put aside, so that only the database's wall is left standing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet

from cse_portal.agencies import access, middleware
from cse_portal.agencies.access import CasePage, Reader
from cse_portal.agencies.access import cases as judge
from cse_portal.agencies.models import Agency, Membership
from cse_portal.cases import missing_queries, queries
from cse_portal.cases.models import Case, CaseQuerySet
from cse_portal.cases.models.emergency import EmergencyAccessQuerySet
from cse_portal.cases.models.pairs import LikelyPairQuerySet


def every_case(user: Any, among: QuerySet[Any], *, after: Any = None, size: int = 25) -> CasePage:
    found = list(among.order_by("pk"))
    return CasePage(found, len(found), None)


def any_case(user: Any, field: str) -> Exists:
    return Exists(Case.objects.filter(pk=OuterRef(field)))


def every_agency() -> frozenset[int]:
    return frozenset(Agency.objects.values_list("pk", flat=True))


def memberships_ever(user: Any) -> list[Membership]:
    return list(Membership.objects.filter(user=user.pk).select_related("agency__partnership").order_by("pk"))


# What the application judges with, and what says yes to everything in its place.
JUDGES: dict[str, Any] = {
    "can": lambda user, permission: True,
    "require": lambda user, permission: None,
    "can_see": lambda user, case: True,
    "may_write": lambda user, case, **given: True,
    "decides": lambda user, case, permission, **given: True,
    "require_decides": lambda user, case, permission, **given: None,
    "membership_may": lambda membership, permission: True,
    "reader": lambda user: Reader(every_agency(), covert=True, health=True),
    "explain": lambda user, case: ["Nobody asked"],
    "page": every_case,
    "count": lambda user: Case.objects.count(),
    "sees_case": any_case,
    "narrowed": lambda user, wanted, order, size: list(Case.objects.values_list("pk", flat=True)),
    "count_narrowed": lambda user, wanted, **most: Case.objects.count(),
}


# What `agencies.access` exports beside its judges, and why each may stay as it is.
NO_JUDGES: dict[str, str] = {
    **dict.fromkeys(
        ("PUBLIC", "OWN_ACCOUNT", "COUNT_AT_MOST", "PAGE", "CasePage", "Key", "Order", "Reader"),
        "a word, not an answer",
    ),
    **dict.fromkeys(
        ("acting_for", "acting_in", "asked_by", "hat_of", "wear", "worn_id"), "says who acts, and whether in a post"
    ),
    **dict.fromkeys(("sees_case_when_asked",), "part of `seen_whole`, which `unlock` opens itself"),
    **dict.fromkeys(("granted", "principals", "is_named"), "reads rows that are behind the wall themselves"),
    **dict.fromkeys(("sentences",), "works on what was read already"),
    **dict.fromkeys(("roles", "stands_in_for", "memberships"), "a person's posts, which `memberships_ever` widens"),
}


def judges_left_on() -> set[str]:
    return set(access.__all__) - set(JUDGES) - set(NO_JUDGES)


def unlock(patch: pytest.MonkeyPatch) -> None:
    for name, instead in JUDGES.items():
        for module in (access, judge):
            if hasattr(module, name):
                patch.setattr(module, name, instead)
    patch.setattr(CaseQuerySet, "visible_to", lambda self, user: self)
    patch.setattr(LikelyPairQuerySet, "visible_to", lambda self, user: self)
    patch.setattr(EmergencyAccessQuerySet, "visible_to", lambda self, user: self)
    patch.setattr(queries, "seen_whole", lambda person, **which: Case.objects.filter(**which).first())
    patch.setattr(missing_queries, "on_board", lambda person: list(missing_queries.everyone_missing()))
    patch.setattr(access, "memberships", memberships_ever)
    patch.setattr(middleware, "_check", lambda request: None)

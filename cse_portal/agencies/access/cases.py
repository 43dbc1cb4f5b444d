"""Who may see a case: the only judge, in Python's words; the database says the same from the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from cse_portal.agencies.access.hats import acting_in, worn_id
from cse_portal.agencies.models import AccessGroup, User
from cse_portal.agencies.reasons import OF_GROUPS, READ_ONLY, Reason, to_reader
from cse_portal.core import clock

PAGE = 25
COUNT_AT_MOST = 1000
KEYS = ("sort_rank", "sort_review", "content_object_id")
Key = tuple[int, date, int]


def grants() -> QuerySet[Any]:
    """The one table of who may see what; it belongs to a room above, which may know us."""
    return apps.get_model("cases", "CaseGrant")._default_manager.all()


def principals(user: Any) -> list[int]:
    """Whom grants may be addressed to so that this person sees the case: their hat, its groups."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select portal.principals_of(%s, %s, %s)", [user.pk, worn_id(user), clock.now()])
        return list(cursor.fetchone()[0])


def live() -> Q:
    now = clock.now()
    return Q(valid_from__lte=now) & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))


def sees_case(user: Any, field: str) -> Exists:
    """For a queryset's filter: whether the case that the field names is visible to this person."""
    return Exists(grants().filter(live(), content_object=OuterRef(field), principal__in=principals(user)))


def granted(user: Any, case: Any) -> list[Any]:
    """The live grants by which this person sees the case."""
    mine = grants().filter(live(), content_object=case, principal__in=principals(user))
    return list(mine.select_related("group__access__agency").order_by("valid_from", "pk"))


def can_see(user: Any, case: Any) -> bool:
    return bool(grants().filter(live(), content_object=case, principal__in=principals(user)).exists())


def is_named(user: Any, case: Any) -> bool:
    """Seen for a reason that is about this person, and not only for what their role or agency sees."""
    return any(Reason(grant.reason) not in OF_GROUPS for grant in granted(user, case))


def may_write(user: Any, case: Any) -> bool:
    """Seeing only for the sake of an audit changes nothing."""
    return any(Reason(grant.reason) not in READ_ONLY for grant in granted(user, case))


def explain(user: Any, case: Any) -> list[str]:
    """Why this person sees the case, in sentences; none when they do not."""
    return sentences(user, granted(user, case))


def sentences(user: Any, given: Iterable[Any]) -> list[str]:
    """Of grants that were looked up already."""
    own = {hat.agency_id for hat in acting_in(user)}
    said = [_said(grant, own) for grant in given]
    return list(dict.fromkeys(said))


def _said(grant: Any, own: set[int]) -> str:
    group: AccessGroup | None = getattr(grant.group, "access", None) if grant.group_id else None
    agency = group.agency if group else None
    is_below = agency is not None and agency.pk not in own
    return to_reader(Reason(grant.reason), agency=str(agency or ""), is_below=is_below)


@dataclass(frozen=True)
class CasePage:
    """One page of the cases a person sees, by urgency, and where the next one begins."""

    ids: tuple[int, ...]
    next: Key | None


def page(user: User, *, after: Key | None = None, size: int = PAGE) -> CasePage:
    """Driven from the grants, whose index holds the order: the same cost at ten thousand cases and at a million."""
    branches = [_branch(principal, after, size + 1) for principal in principals(user)]
    if not branches:
        return CasePage((), None)
    first, *others = branches
    found = first.union(*others, all=True) if others else first
    keys: list[Key] = sorted(set(found))[: size + 1]
    shown = keys[:size]
    return CasePage(tuple(key[2] for key in shown), shown[-1] if len(keys) > size else None)


def _branch(principal: int, after: Key | None, size: int) -> Any:
    found = grants().filter(live(), principal=principal)
    if after is not None:
        found = found.filter(TupleGreaterThan(Tuple(*(F(key) for key in KEYS)), after))
    return found.order_by(*KEYS).values_list(*KEYS).distinct()[:size]


def count(user: User, *, at_most: int = COUNT_AT_MOST) -> int:
    """How many cases a person sees, counted up to one more than `at_most`: show that as “1,000+”."""
    found = grants().filter(live(), principal__in=principals(user)).values("content_object_id").distinct()
    return int(found[: at_most + 1].count())


def in_order(ids: Iterable[int], found: Iterable[Any]) -> list[Any]:
    by_id = {one.pk: one for one in found}
    return [by_id[number] for number in ids if number in by_id]

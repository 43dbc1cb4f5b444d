"""Who may see a case: the only judge, in Python's words; the database says the same from the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    Lookup,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from cse_portal.agencies.access.hats import acting_in, worn_id
from cse_portal.agencies.models import AccessGroup
from cse_portal.agencies.reasons import OF_GROUPS, READ_ONLY, Reason, to_reader
from cse_portal.core import clock
from cse_portal.core.prepared import Given, Prepared, Slot

PAGE = 25
COUNT_AT_MOST = 1000
Key = tuple[int, date, int]


def grants() -> QuerySet[Any]:
    """The one table of who may see what; it belongs to a room above, which may know us."""
    return apps.get_model("cases", "CaseGrant")._default_manager.all()


PRINCIPALS = "portal.principals_of(%s, %s, %s)"
LISTED = "portal.listed_cases(%s, %s, %s, %s, %s, %s, %s)"
COUNTED = "portal.counted_cases(%s, %s, %s, %s)"
NARROWED = "select portal.narrowed_cases(%s, %s, %s, %s, %s, %s, %s, %s)"
COUNTED_NARROWED = "select portal.counted_narrowed(%s, %s, %s, %s, %s)"
NO_KEY = (None, None, None)


def _asked_for(user: Any) -> list[Any]:
    """Nobody where nobody signed in, or where whoever did was switched off."""
    is_somebody = getattr(user, "is_authenticated", False) and user.is_active
    return [user.pk if is_somebody else None, worn_id(user), clock.now()]


@BigIntegerField.register_lookup
class PrincipalOf(Lookup):
    """One of the principals of a person, which the database works out once a statement."""

    lookup_name = "of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = any ((select {PRINCIPALS})::bigint[])", (*params, *self.rhs)


def mine(user: Any) -> Q:
    """Grants addressed to this person: whom they may be addressed to is worked out in the same statement."""
    return Q(principal__of=_asked_for(user))


def live(at: Any = None) -> Q:
    now = at or clock.now()
    return Q(valid_from__lte=now) & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))


def sees_case(user: Any, field: str) -> Exists:
    """For a queryset's filter: whether the case that the field names is visible to this person."""
    return Exists(grants().filter(live(), mine(user), content_object=OuterRef(field)))


def asked_by(user: Any) -> dict[str, Any]:
    """What a question that was worded before is told of who asks, and when."""
    person, hat, now = _asked_for(user)
    return {"person": person, "hat": hat, "now": now}


def sees_case_when_asked(field: str) -> Exists:
    """`sees_case` for a question that is worded before anybody asks it: it is asked with `asked_by`."""
    return Exists(_when_asked().filter(content_object=OuterRef(field)))


def _when_asked() -> QuerySet[Any]:
    now = Given("now", DateTimeField())
    return grants().filter(live(now), principal__of=[Slot("person"), Slot("hat"), Slot("now")])


def _granted() -> QuerySet[Any]:
    found = _when_asked().filter(content_object=Given("case", BigIntegerField()))
    return found.select_related("group__access__agency").order_by("valid_from", "pk")


GRANTED: Prepared[Any] = Prepared(_granted)


def granted(user: Any, case: Any) -> list[Any]:
    """The live grants by which this person sees the case."""
    return GRANTED(case=case.pk, **asked_by(user))


def can_see(user: Any, case: Any) -> bool:
    return bool(grants().filter(live(), mine(user), content_object=case).exists())


def is_named(user: Any, case: Any, *, given: Iterable[Any] | None = None) -> bool:
    """Seen for a reason that is about this person, and not only for what their role or agency sees.

    `given`: the grants, where the same page looked them up already.
    """
    return any(Reason(grant.reason) not in OF_GROUPS for grant in _grants_of(user, case, given))


def may_write(user: Any, case: Any, *, given: Iterable[Any] | None = None) -> bool:
    """Seeing only for the sake of an audit changes nothing."""
    return any(Reason(grant.reason) not in READ_ONLY for grant in _grants_of(user, case, given))


def _grants_of(user: Any, case: Any, given: Iterable[Any] | None) -> Iterable[Any]:
    return granted(user, case) if given is None else given


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
    """One page of the cases a person sees, by urgency, how many there are, and where the next page begins."""

    cases: list[Any]
    number: int  # counted up to one more than COUNT_AT_MOST: show that as “1,000+”
    next: Key | None


def page(user: Any, among: QuerySet[Any], *, after: Key | None = None, size: int = PAGE) -> CasePage:
    """Of the cases in the queryset, which says only how they are loaded: the grants say which they are."""
    listed = RawSQL(f"select {LISTED}", [*_asked_for(user), *(after or NO_KEY), size + 1])  # noqa: S611 - our own words
    number = RawSQL(f"select {COUNTED}", _to_count(user), IntegerField())  # noqa: S611 - once, not for each row
    rows = list(among.filter(pk__in=listed).annotate(number=number).order_by("rank", REVIEW, "pk"))
    if not rows:
        return CasePage([], count(user) if after else 0, None)
    return CasePage(rows[:size], rows[0].number, _key(rows[size - 1]) if len(rows) > size else None)


@dataclass(frozen=True)
class Order:
    """By which order of narrowing.py, whether turned round, and after which key."""

    by: str
    is_reversed: bool = False
    after: list[Any] | None = None


def narrowed(user: Any, wanted: dict[str, Any], order: Order, size: int) -> list[int]:
    """The numbers of the cases a person sees that fit what they want, in this order, up to so many."""
    after = json.dumps(order.after) if order.after else None
    asked = [*_asked_for(user), json.dumps(wanted), order.by, order.is_reversed, after, size]
    with connection.cursor() as cursor:
        cursor.execute(NARROWED, asked)
        return [number for (number,) in cursor.fetchall()]


def count_narrowed(user: Any, wanted: dict[str, Any], *, at_most: int = COUNT_AT_MOST) -> int:
    """How many fit, up to one more than `at_most`."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED_NARROWED, [*_asked_for(user), json.dumps(wanted), at_most + 1])
        return int(cursor.fetchone()[0])


REVIEW = Coalesce("review_on", Value(date.max), output_field=DateField())


def _key(case: Any) -> Key:
    return case.rank, case.review_on or date.max, case.pk


def _to_count(user: Any) -> list[Any]:
    return [*_asked_for(user), COUNT_AT_MOST + 1]


def count(user: Any) -> int:
    """How many cases a person sees, up to one more than COUNT_AT_MOST."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {COUNTED}", _to_count(user))
        return int(cursor.fetchone()[0])

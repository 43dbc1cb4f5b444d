"""Who may see a case: the only judge, in Python's words; the database says the same from the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import BigIntegerField, DateField, Exists, IntegerField, Lookup, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from cse_portal.agencies.access.hats import acting_in, worn_id
from cse_portal.agencies.models import AccessGroup
from cse_portal.agencies.reasons import OF_GROUPS, READ_ONLY, Reason, to_reader
from cse_portal.core import clock

PAGE = 25
COUNT_AT_MOST = 1000
Key = tuple[int, date, int]


def grants() -> QuerySet[Any]:
    """The one table of who may see what; it belongs to a room above, which may know us."""
    return apps.get_model("cases", "CaseGrant")._default_manager.all()


PRINCIPALS = "portal.principals_of(%s, %s, %s)"


def principals(user: Any) -> list[int]:
    """Whom grants may be addressed to so that this person sees the case: their hat, its groups."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {PRINCIPALS}", _asked_for(user))
        return list(cursor.fetchone()[0])


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


def live() -> Q:
    now = clock.now()
    return Q(valid_from__lte=now) & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))


def sees_case(user: Any, field: str) -> Exists:
    """For a queryset's filter: whether the case that the field names is visible to this person."""
    return Exists(grants().filter(live(), mine(user), content_object=OuterRef(field)))


def granted(user: Any, case: Any) -> list[Any]:
    """The live grants by which this person sees the case."""
    found = grants().filter(live(), mine(user), content_object=case)
    return list(found.select_related("group__access__agency").order_by("valid_from", "pk"))


def can_see(user: Any, case: Any) -> bool:
    return bool(grants().filter(live(), mine(user), content_object=case).exists())


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
    """One page of the cases a person sees, by urgency, how many there are, and where the next page begins."""

    cases: list[Any]
    number: int  # counted up to one more than COUNT_AT_MOST: show that as “1,000+”
    next: Key | None


# Each principal's grants in the order of their index, and of these the first: the same cost at ten thousand cases
# and at a million. One grant's row says all that the order needs.
LISTED = """
select listed.case_id from (
  select distinct given.sort_rank, given.sort_review, given.case_id
  from unnest({principals}) as whom(principal)
  cross join lateral (
    select distinct sort_rank, sort_review, case_id from {grants}
    where principal = whom.principal and valid_from <= %s and (valid_until is null or valid_until > %s){after}
    order by sort_rank, sort_review, case_id limit %s
  ) given
  order by 1, 2, 3 limit %s
) listed
"""
AFTER = " and (sort_rank, sort_review, case_id) > (%s, %s, %s)"
COUNTED = """
select count(*) from (
  select distinct given.case_id
  from unnest({principals}) as whom(principal)
  cross join lateral (
    select case_id from {grants}
    where principal = whom.principal and valid_from <= %s and (valid_until is null or valid_until > %s) limit %s
  ) given
  limit %s
) counted
"""


def page(user: Any, among: QuerySet[Any], *, after: Key | None = None, size: int = PAGE) -> CasePage:
    """Of the cases in the queryset, which says only how they are loaded: the grants say which they are."""
    found = among.filter(pk__in=RawSQL(*_listed(user, after, size + 1)))  # noqa: S611 - our own words
    number = RawSQL(*_counted(user), output_field=IntegerField())  # noqa: S611 - once, not for each row
    rows = list(found.annotate(number=number).order_by("rank", REVIEW, "pk"))
    if not rows:
        return CasePage([], count(user) if after else 0, None)
    return CasePage(rows[:size], rows[0].number, _key(rows[size - 1]) if len(rows) > size else None)


REVIEW = Coalesce("review_on", Value(date.max), output_field=DateField())


def _key(case: Any) -> Key:
    return case.rank, case.review_on or date.max, case.pk


def _listed(user: Any, after: Key | None, size: int) -> tuple[str, list[Any]]:
    now = clock.now()
    sql = LISTED.format(principals=PRINCIPALS, grants=_table(), after=AFTER if after else "")
    return sql, [*_asked_for(user), now, now, *(after or ()), size, size]


def _counted(user: Any) -> tuple[str, list[Any]]:
    now, most = clock.now(), COUNT_AT_MOST + 1
    return COUNTED.format(principals=PRINCIPALS, grants=_table()), [*_asked_for(user), now, now, most, most]


def _table() -> str:
    return str(grants().model._meta.db_table)


def count(user: Any) -> int:
    """How many cases a person sees, up to one more than COUNT_AT_MOST."""
    with connection.cursor() as cursor:
        cursor.execute(*_counted(user))
        return int(cursor.fetchone()[0])

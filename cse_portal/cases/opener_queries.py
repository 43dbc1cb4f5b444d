"""Which cases want work that the calendar begins, and which stands open though nothing wants it any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from cse_portal.agencies.models import Membership, Partnership
from cse_portal.agencies.office_hours import OfficeHours
from cse_portal.agencies.partnership_settings import office_hours_of, timescales_of
from cse_portal.cases.models import Case, CaseMember
from cse_portal.cases.openers import Count, Found, Opener, terms
from cse_portal.cases.team import Part
from cse_portal.core import clock

MISSING = """
with wanted as ({wanted})
select case_id, started, day, membership_id from wanted
where case_id > %(after)s and not exists (
  select from worklist_dueitem i where i.kind = %(kind)s and i.source_ref = wanted.ref and i.closed_at is null)
order by case_id limit %(most)s
"""
MOOT = """
with wanted as ({wanted})
select c.id from worklist_dueitem i join cases_case c on c.ref = i.source_ref
where i.kind = %(kind)s and i.closed_at is null and c.partnership_id = %(partnership)s
  and not exists (select from wanted where wanted.ref = i.source_ref)
"""
LOCK = "select pg_advisory_xact_lock(hashtext('opened by the calendar'), hashtext(%s))"


def lock(opener: Opener) -> None:
    """One sweep after the other: the second finds what the first has opened."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [opener.kind.code])


def count_in(partnership: Partnership) -> Count:
    office: OfficeHours = office_hours_of(partnership)
    return Count(clock.today(), timescales_of(partnership), office)


def wanting(opener: Opener, partnership: Partnership, count: Count, *, after: int, most: int) -> list[Found]:
    """The next cases in which it is not open yet, by their numbers."""
    said = {**_terms(opener, partnership, count), "after": after, "most": most}
    return [Found(*row) for row in _rows(MISSING.format(wanted=opener.wanted), said)]


def wanted_no_more(opener: Opener, partnership: Partnership, count: Count) -> list[Case]:
    rows = _rows(MOOT.format(wanted=opener.wanted), _terms(opener, partnership, count))
    return list(Case.objects.filter(pk__in=[number for (number,) in rows]).order_by("pk"))


def cases_of(found: Sequence[Found]) -> dict[int, Case]:
    rows = Case.objects.filter(pk__in=[one.case for one in found])
    return {one.pk: one for one in rows.select_related("child", "lead_agency", "partnership")}


def workers_of(found: Sequence[Found]) -> dict[int, Membership]:
    """By case, whom it is allocated to, where they still work."""
    held = CaseMember.objects.current().filter(case__in=[one.case for one in found], part=Part.ALLOCATED)
    by_case = dict(held.values_list("case", "membership"))
    there = posts(by_case.values())
    return {case: there[number] for case, number in by_case.items() if number in there}


def posts(numbers: Any) -> dict[int, Membership]:
    """Those of them that are held today."""
    found = Membership.objects.live().filter(pk__in={one for one in numbers if one})
    return {one.pk: one for one in found.select_related("user", "agency")}


def reviewers_post(number: int) -> Membership | None:
    return Membership.objects.select_related("agency").filter(pk=number).first()


def _terms(opener: Opener, partnership: Partnership, count: Count) -> dict[str, Any]:
    return {**terms(count), "partnership": partnership.pk, "kind": opener.kind.code}


def _rows(statement: str, said: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        return cursor.fetchall()

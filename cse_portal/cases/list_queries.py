"""The list of cases: which of those that a person sees fit, in their order, and what stands beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import Group, types_in
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.child_lists import OUT_OF_BOROUGH
from cse_portal.cases.listing import NOBODY, Wanted, Whose, conditions
from cse_portal.cases.models import CareStatus, Case, CaseMember, ListView, Placement, PoliceReference, Schooling
from cse_portal.cases.team import CARRIES_CASES, Part
from cse_portal.core import clock

PAGE = access.PAGE
NO_CASE = "0"
SCHOOLS = frozenset(types_in(Group.EDUCATION))
SHARES_OUT, EXPORTS = Permission.ALLOCATE_CASES, Permission.EXPORT_LISTS
Key = list[Any]


@dataclass(frozen=True)
class Found:
    """One page of them, and how many there are, up to one more than COUNT_AT_MOST."""

    cases: list[Case]
    number: int
    next: Key | None


def found(user: User, wanted: Wanted, after: Key | None) -> Found:
    if wanted.is_plain:
        return _by_urgency(user, after)
    said = asked_of(user, wanted)
    numbers = access.narrowed(user, said, access.Order(wanted.order, wanted.is_reversed, after), PAGE + 1)
    number = access.count_narrowed(user, said)
    cases = loaded(numbers[:PAGE])
    return Found(cases, number, key_of(cases[-1], wanted.order) if len(numbers) > PAGE and cases else None)


def _by_urgency(user: User, after: Key | None) -> Found:
    """As almost everybody reads it, almost always: the grants themselves stand in this order."""
    begin = (after[0], date.fromisoformat(after[1]), after[2]) if after else None
    page = access.page(user, Case.objects.select_related(*WITH), after=begin)
    return Found(
        page.cases, page.number, [page.next[0], page.next[1].isoformat(), page.next[2]] if page.next else None
    )


def every_number(user: User, wanted: Wanted, *, at_most: int) -> list[int]:
    """Of all that fit, in their order, for a file or a deed on many; one more than `at_most` where there are more."""
    return access.narrowed(user, asked_of(user, wanted), access.Order(wanted.order, wanted.is_reversed), at_most + 1)


def by_refs(user: User, refs: Sequence[str]) -> list[Case]:
    """Those of them that the person sees."""
    return list(Case.objects.visible_to(user).select_related(*WITH).filter(ref__in=refs).order_by("rank", "pk"))


WITH = ("child", "lead_agency")


def loaded(numbers: Sequence[int]) -> list[Case]:
    """In the order of the numbers."""
    rows = Case.objects.select_related(*WITH).in_bulk(numbers)
    return [rows[number] for number in numbers if number in rows]


def key_of(case: Case, order: str) -> Key:
    """Of the last row of a page, as narrowing.py compares it."""
    never, child = date.max, case.child
    columns: dict[str, Key] = {
        "urgency": [case.rank, (case.review_on or never).isoformat()],
        "name": [child.family_name, child.given_names],
        "age": [(child.born_on or never).isoformat()],
        "review": [(case.review_on or never).isoformat()],
        "opened": [case.opened_on.isoformat()],
    }
    return [*columns[order], case.pk]


def asked_of(user: User, wanted: Wanted) -> dict[str, Any]:
    """What is wanted, as the database is asked; what names nobody finds nothing."""
    said = {"today": clock.today().isoformat(), **conditions(wanted, clock.today())}
    hats = access.acting_in(user)
    if wanted.whose is Whose.MINE:
        said["mine"] = _numbers(hat.pk for hat in hats)
    if wanted.whose is Whose.AGENCY:
        said["led_by"] = _numbers(hat.agency_id for hat in hats)
    if wanted.agency:
        said["agency"] = _numbers(agencies_to_choose(user).filter(ref=wanted.agency).values_list("pk", flat=True))
    if wanted.worker == NOBODY:
        said["flag_unallocated"] = True
    elif wanted.worker:
        said["worker"] = _numbers(workers_to_choose(user).filter(ref=wanted.worker).values_list("pk", flat=True))
    if wanted.school:
        schools = agencies_to_choose(user).filter(kind__in=SCHOOLS, ref=wanted.school)
        school = schools.values_list("name", flat=True).first()
        said["school"] = school or ""
    return said


def _numbers(found: Iterable[int]) -> list[str]:
    return [str(number) for number in found] or [NO_CASE]


# --- what there is to choose ---------------------------------------------------------------------------------------


def agencies_to_choose(user: User) -> QuerySet[Agency]:
    """Of the partnerships that the person works in."""
    partnerships = {hat.agency.partnership_id for hat in access.acting_in(user)}
    return Agency.objects.filter(partnership__in=partnerships).order_by("name", "pk")


def workers_to_choose(user: User) -> QuerySet[Membership]:
    """Those who can carry a case in one's own agency, or in a team below it."""
    own = sorted({hat.agency_id for hat in access.acting_in(user)})
    there = Q(agency__in=own)
    for agency in own:
        there |= Q(agency__in=RawSQL("select portal.agencies_below(%s)", [agency]))
    found = Membership.objects.live().filter(there, role__in=sorted(CARRIES_CASES))
    return found.select_related("user", "agency").order_by("user__name", "pk")


def views_removed_today(user: User) -> list[ListView]:
    return list(ListView.objects.filter(owner=user, removed_at__date=clock.today()))


@dataclass(frozen=True)
class Choices:
    """Whom and what the list can be narrowed to."""

    agencies: Sequence[Agency] = ()
    schools: Sequence[Agency] = ()
    workers: Sequence[Membership] = ()


def choices_for(user: User) -> Choices:
    """Only whoever shares out cases asks for those of a colleague."""
    agencies = list(agencies_to_choose(user))
    workers = list(workers_to_choose(user)) if access.can(user, SHARES_OUT) else ()
    return Choices(agencies, [one for one in agencies if one.kind in SCHOOLS], workers)


def views_of(user: User) -> list[ListView]:
    return list(ListView.objects.visible_to(user))


# --- what stands beside each case ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """By the number of the case or of the child; behind the wall, so that nobody learns a school they may not read."""

    workers: dict[int, str]
    schools: dict[int, str]


WORKER, SCHOOL, POLICE, CARE = "worker", "school", "police", "care"


def beside(cases: Sequence[Case], columns: Iterable[str]) -> Beside:
    """In one question, however many rows and columns; the flags of a case find there what they would ask each."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    asked = [one for code, parts in BESIDE.items() if code in set(columns) for one in parts(cases)]
    if asked and cases:
        for what, number, words, _ in asked[0].union(*asked[1:], all=True).order_by("what", "number", "at"):
            found[what][number].append(words)
    if "flags" in set(columns):
        for case in cases:
            case.child.care = set(found[CARE][case.child_id])
            case.has_police_reference = bool(found[POLICE][case.pk])
    last = {what: {number: words[-1] for number, words in found[what].items()} for what in (WORKER, SCHOOL)}
    return Beside(workers=last[WORKER], schools=last[SCHOOL])


def _said(rows: Any, what: str, number: str, words: Any) -> Any:
    """In the same columns, so that different tables answer one question."""
    said = {"what": Value(what, CharField()), "number": F(number), "words": words, "at": F("pk")}
    return rows.order_by().annotate(**said).values_list("what", "number", "words", "at")


def _workers(cases: Sequence[Case]) -> list[Any]:
    held = CaseMember.objects.current().filter(case__in=cases, part=Part.ALLOCATED)
    return [_said(held, WORKER, "case_id", F("membership__user__name"))]


def _schools(cases: Sequence[Case]) -> list[Any]:
    """The one that was written down last."""
    rows = Schooling.objects.current().filter(child__in=[one.child_id for one in cases]).exclude(place="")
    return [_said(rows, SCHOOL, "child_id", F("place"))]


def _flags(cases: Sequence[Case]) -> list[Any]:
    children = [one.child_id for one in cases]
    away = Placement.objects.current().filter(child__in=children, is_out_of_borough=True)
    return [
        _said(CareStatus.objects.current().filter(child__in=children), CARE, "child_id", F("kind")),
        _said(away, CARE, "child_id", Value(OUT_OF_BOROUGH, CharField())),
        _said(PoliceReference.objects.filter(case__in=cases), POLICE, "case_id", F("reference")),
    ]


BESIDE = {"worker": _workers, "school": _schools, "flags": _flags}

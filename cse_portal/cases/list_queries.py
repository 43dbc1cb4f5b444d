"""The list of cases: which of those that a person sees fit, in their order, and what stands beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import Group, types_in
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import list_parts as parts
from cse_portal.cases.list_parts import Line
from cse_portal.cases.listing import NOBODY, Wanted, Whose, conditions
from cse_portal.cases.models import Case, ListView
from cse_portal.cases.team import CARRIES_CASES
from cse_portal.core import clock
from cse_portal.worklist.queries import number_is_known, to_do

PAGE = access.PAGE
NO_CASE = "0"
Choice = tuple[str, str]
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


def views_of(user: User) -> list[ListView]:
    return list(ListView.objects.visible_to(user))


@dataclass(frozen=True)
class Choices:
    """Whom and what the list can be narrowed to: each by reference and name."""

    agencies: Sequence[Choice] = ()
    schools: Sequence[Choice] = ()
    workers: Sequence[Choice] = ()


@dataclass(frozen=True)
class KeptView:
    """A view that the person keeps, as the list offers it."""

    ref: str
    name: str
    query: str
    opens_first: bool


@dataclass(frozen=True)
class Around:
    """What the page of the list shows besides its cases."""

    choices: Choices
    views: Sequence[KeptView]


def around(user: User, cases: Sequence[Case], columns: Collection[str]) -> tuple[Around, Beside]:
    """In one question, with what the navigation of the page counts."""
    number = to_do(user).order_by().values("pk").query.sql_with_params()
    asked = [*_choices_asked(user), parts.views(user.pk), parts.to_do(*number)]
    found = _answered([*asked, *_beside_asked(cases, columns)])
    number_is_known(user, found["to do"][0].number)
    views = [KeptView(line.ref, line.words, line.more, bool(line.number)) for line in found["view"]]
    return Around(_choices(found), views), _beside(cases, columns, found)


def choices_for(user: User) -> Choices:
    return _choices(_answered(_choices_asked(user)))


def _choices_asked(user: User) -> list[parts.Asked]:
    """Only whoever shares out cases asks for those of a colleague."""
    asked = [parts.agencies(sorted({hat.agency.partnership_id for hat in access.acting_in(user)}))]
    if access.can(user, SHARES_OUT):
        colleagues = workers_to_choose(user).order_by().values_list("pk", "user__name", "ref")
        asked.append(parts.colleagues(*colleagues.query.sql_with_params()))
    return asked


def _choices(found: Mapping[str, list[Line]]) -> Choices:
    return Choices(
        agencies=[(line.ref, line.words) for line in found["agency"]],
        schools=[(line.ref, line.words) for line in found["agency"] if line.more in SCHOOLS],
        workers=[(line.ref, line.words) for line in found["colleague"]],
    )


# --- what stands beside each case ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """By the number of the case or of the child; behind the wall, so that nobody learns a school they may not read."""

    workers: dict[int, str]
    schools: dict[int, str]


def beside(cases: Sequence[Case], columns: Collection[str]) -> Beside:
    """In one question, however many rows and columns; the flags of a case find there what they would ask each."""
    return _beside(cases, columns, _answered(_beside_asked(cases, columns)))


def _beside_asked(cases: Sequence[Case], columns: Collection[str]) -> list[parts.Asked]:
    return parts.beside([one.pk for one in cases], [one.child_id for one in cases], columns, clock.today())


def _beside(cases: Sequence[Case], columns: Collection[str], found: Mapping[str, list[Line]]) -> Beside:
    if "flags" in columns:
        care = defaultdict(set)
        for line in found["care"]:
            care[line.number].add(line.words)
        known = {line.number for line in found["police"]}
        for case in cases:
            case.child.care = care[case.child_id]
            case.has_police_reference = case.pk in known
        standing = parts.standing_in(found["missing"])
        for case in cases:
            case.missing = standing.get(case.pk)
    workers, schools = ({line.number: line.words for line in found[part]} for part in ("worker", "school"))
    return Beside(workers, schools)


def _answered(asked: Sequence[parts.Asked]) -> Mapping[str, list[Line]]:
    """By part; the last two columns have done their work."""
    found: dict[str, list[Line]] = defaultdict(list)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(*parts.one_question(asked))
            for columns in cursor.fetchall():
                found[columns[0]].append(Line(*columns[:5]))
    return found

"""What My work shows: one person's open items, and those their agency answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
)

from cse_portal.agencies import access
from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import Agency, Delegation, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.core.prepared import Given, Prepared
from cse_portal.core.references import tidy
from cse_portal.core.working_days import LONDON
from cse_portal.ui.paging import Leaf, read_number
from cse_portal.worklist.kinds import PEOPLE, all_kinds
from cse_portal.worklist.ladders import OWN
from cse_portal.worklist.models import AWAY, DueItem, DueItemQuerySet, PassedOn, Snooze, asked_by
from cse_portal.worklist.off_days import SHOWN_AFTERWARDS
from cse_portal.worklist.urgency import Urgency, last_soon_day

MOST_SHOWN = 100


PUT_OFF, NOBODY = "put_off", "nobody"


@dataclass(frozen=True)
class Filter:
    """What the person asked to see; anything odd in the address means the default."""

    whose: str = "mine"
    kinds: frozenset[str] = field(default_factory=frozenset)
    urgencies: frozenset[str] = field(default_factory=frozenset)  # and what is put off
    who: str = ""  # in an agency: one person’s, by reference, or nobody’s
    case_ref: str = ""
    is_newest_first: bool = False
    shows_later: bool = False

    @property
    def is_narrow(self) -> bool:
        """By more than kinds, which are counted anyway."""
        return bool(self.urgencies or self.who or self.case_ref)


def end_of_soon() -> datetime:
    return datetime.combine(last_soon_day(clock.today()), time.max, tzinfo=LONDON)


def may_see_whole_agency(user: User) -> bool:
    return access.can(user, Permission.AGENCY_WORK)


def agencies_run_by(user: User) -> list[int]:
    return [m.agency_id for m in access.memberships(user) if access.membership_may(m, Permission.AGENCY_WORK)]


def items_of(user: User, whose: str) -> DueItemQuerySet:
    """Mine; or everything open in the agencies where my role runs the agency's work."""
    items = DueItem.objects.open()
    if whose == "agency" and may_see_whole_agency(user):
        return items.filter(agency__in=agencies_run_by(user))
    return items.mine(user).not_put_off_by(user)


def narrowed(user: User, wanted: Filter) -> DueItemQuerySet:
    items = items_of(user, wanted.whose)
    if wanted.kinds:
        items = items.filter(kind__in=wanted.kinds)
    if wanted.case_ref:
        items = items.filter(Q(case_ref=wanted.case_ref) | Q(source_ref=wanted.case_ref))
    if wanted.whose == "agency" and wanted.who:
        items = items.taken_by_nobody() if wanted.who == NOBODY else items.filter(person__ref=wanted.who)
    if wanted.urgencies:
        return items.filter(_as_urgent_as(wanted.urgencies))
    return items if wanted.shows_later else items.filter(due_at__lte=end_of_soon())


def _as_urgent_as(levels: Collection[str]) -> Q:
    now, soon = clock.now(), end_of_soon()
    put_off = Snooze.objects.in_force().filter(item=OuterRef("pk"), person=OuterRef("person"))
    said: dict[str, Q] = {
        Urgency.CRITICAL: Q(critical_at__lte=now),
        Urgency.OVERDUE: Q(due_at__lt=now) & (Q(critical_at__isnull=True) | Q(critical_at__gt=now)),
        Urgency.SOON: Q(due_at__gte=now, due_at__lte=soon),
        Urgency.LATER: Q(due_at__gt=soon),
        PUT_OFF: Q(Exists(put_off)),
    }
    found = Q(pk__in=[])
    for level in sorted(levels):
        found |= said[level]
    return found


def _first_of_mine(*, with_people: bool) -> Prepared[DueItem]:
    """What nearly everybody opens: the first page of one's own list, as `narrowed` finds it without a filter."""

    def written() -> DueItemQuerySet:
        items = DueItem.objects.open().mine_when_asked().not_put_off_by(PERSON, TODAY)
        items = items.filter(due_at__lte=Given("soon", DateTimeField())).by_urgency()
        return (items.select_related("person") if with_people else items)[:MOST_SHOWN]

    return Prepared(written)


PERSON, TODAY = Given("person", BigIntegerField()), Given("today", DateField())
FIRST_OF_MINE = {there_are: _first_of_mine(with_people=there_are) for there_are in (False, True)}


def asked_for(user: User, wanted: Filter, *, page: str, known_total: int) -> Leaf[DueItem]:
    """One page of them, and how many there are: counted anew only where what is known does not say it."""
    if wanted == Filter() and not page:
        asked, others = asked_by(user), bool(access.stands_in_for(user))
        rows = FIRST_OF_MINE[others](soon=end_of_soon(), **asked)
        return Leaf(rows, 1, known_total, MOST_SHOWN, "")
    items = narrowed(user, wanted)
    total = items.count() if wanted.is_narrow else known_total
    number = read_number(page, total=total, size=MOST_SHOWN)
    if wanted.whose == "agency" or access.stands_in_for(user):
        items = items.select_related("person")
    ordered = items.order_by("-opened_at", "-pk") if wanted.is_newest_first else items.by_urgency()
    rows = list(ordered[(number - 1) * MOST_SHOWN : number * MOST_SHOWN])
    return Leaf(rows, number, total, MOST_SHOWN, "")


def all_asked_for(user: User, wanted: Filter, *, at_most: int) -> list[DueItem]:
    """Of the agency whose work I run: everything that the list shows, on every page of it."""
    items = narrowed(user, replace(wanted, whose="agency"))
    return list(items.select_related("person", "agency").by_urgency()[:at_most])


def to_give(user: User, refs: Sequence[str]) -> list[DueItem]:
    found = items_of(user, "agency") if may_see_whole_agency(user) else DueItem.objects.none()
    return list(found.filter(ref__in=refs).select_related("person", "agency").by_urgency())


def members_to_choose(user: User) -> list[Membership]:
    """Of each agency whose work I run, everybody who works there: once each, myself too."""
    found = Membership.objects.live().filter(agency__in=agencies_run_by(user)).select_related("user", "agency")
    ordered = found.order_by("agency__name", "user__name", "user", "pk")
    return list({(held.agency_id, held.user_id): held for held in ordered}.values())


def people_with_work(user: User) -> list[tuple[str, str]]:
    """Who has something open there that I meet: reference and name. Nobody is named who has nothing."""
    found = items_of(user, "agency").filter(person__isnull=False).order_by("person__name", "person__ref")
    return list(found.values_list("person__ref", "person__name").distinct())


def passed_on_among(items: Sequence[DueItem]) -> dict[int, PassedOn]:
    """The last time that each of them changed hands by hand."""
    given = [item.pk for item in items if item.given_at]
    if not given:
        return {}
    found = PassedOn.objects.filter(item__in=given).select_related("by", "of").order_by("pk")
    return {one.item_id: one for one in found}


def given_away(user: User) -> list[PassedOn]:
    """What was mine until somebody else gave it to a colleague, newest first."""
    return GIVEN_AWAY(person=user.pk, since=clock.now() - SHOWN_AFTERWARDS)


def _given_away() -> QuerySet[PassedOn]:
    since = Given("since", DateTimeField())
    mine = PassedOn.objects.filter(of=PERSON, made_at__gt=since, item__closed_at__isnull=True)
    mine = mine.exclude(by=PERSON).exclude(item__person=PERSON)
    return mine.select_related("item", "by", "to").order_by("-made_at", "-pk")[:20]


GIVEN_AWAY = Prepared(_given_away)


def put_off_by(user: User) -> list[Snooze]:
    """What is out of sight on my list, the next to come back first."""
    return PUT_OFF_BY(**asked_by(user))


def _put_off_by() -> QuerySet[Snooze]:
    mine = Snooze.objects.in_force(TODAY).filter(person=PERSON, item__in=DueItem.objects.open().mine_when_asked())
    return mine.select_related("item").order_by("until_on", "item__due_at", "pk")[:MOST_SHOWN]


PUT_OFF_BY = Prepared(_put_off_by)


def put_off_among(items: Sequence[DueItem]) -> dict[int, Snooze]:
    """Of these: what their own person put off, and why."""
    found = Snooze.objects.in_force().filter(item__in=items, person=F("item__person")).select_related("person")
    return {one.item_id: one for one in found}


def for_my_agency(user: User) -> list[DueItem]:
    return list(open_to_take(user).by_urgency()[: MOST_SHOWN + 1])


def open_to_take(user: User) -> DueItemQuerySet:
    """Taken by nobody yet, for my role or the agency whose work I run; and there, what leavers left behind."""
    answers_for, runs = Q(pk__in=[]), []
    for held in access.memberships(user):
        addressed = Q(role=held.role)
        if access.membership_may(held, Permission.AGENCY_WORK):
            runs.append(held.agency_id)
            addressed |= Q(role="")
        answers_for |= Q(agency=held.agency_id) & addressed
    for standing_in in access.stands_in_for(user):
        answers_for |= _addressed_to(standing_in.membership)
    items = DueItem.objects.open()
    to_share = items.taken_by_nobody().filter(answers_for)
    if runs:
        to_share |= items.left_behind().filter(agency__in=runs)
    return to_share


def _addressed_to(away: Membership) -> Q:
    """What comes to somebody's role; keeping people is no work that a delegate does for them."""
    addressed = Q(role=away.role)
    if access.membership_may(away, Permission.AGENCY_WORK):
        addressed |= Q(role="")
    return Q(agency=away.agency_id) & addressed & ~Q(kind=PEOPLE.code)


def _absences() -> QuerySet[Delegation]:
    since = Given("since", DateField())
    mine = Delegation.objects.filter(membership__user=PERSON, starts_on__lte=TODAY, ends_on__gte=since)
    return mine.select_related("delegate__user", "membership").order_by("-starts_on", "-pk")


ABSENCES = Prepared(_absences)


def my_absences(user: User) -> list[Delegation]:
    """Those of today, and those of the last fortnight, newest first; read once a request."""
    if not hasattr(user, "_absences"):
        today = clock.today()
        user._absences = ABSENCES(person=user.pk, today=today, since=today - SHOWN_AFTERWARDS)  # type: ignore[attr-defined]
    return user._absences  # type: ignore[attr-defined]


def done_while_away(user: User) -> list[DueItem]:
    """What others closed for the person since they went, newest first."""
    absences = my_absences(user)
    if not absences:
        return []
    first = min(absence.starts_on for absence in absences)
    since = datetime.combine(first, time.min, tzinfo=LONDON)
    return list(DueItem.objects.done_for(user, since).select_related("closed_by").order_by("-closed_at")[:20])


@dataclass(frozen=True)
class InAgency:
    agency: Agency
    critical: int
    overdue: int
    soon: int
    later: int
    put_off: int


def work_by_agency() -> list[InAgency]:
    """Asked of the database, which answers only those who look across; what agencies keep inside is left out."""
    inside = [kind.code for kind in all_kinds() if kind.ladder == OWN]
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.work_by_agency(%s, %s)", [end_of_soon(), inside])
        rows = cursor.fetchall()
    agencies = Agency.objects.in_bulk([row[0] for row in rows])
    return [InAgency(agencies[row[0]], *row[1:]) for row in rows]


@dataclass(frozen=True)
class Counts:
    by_kind: dict[str, int]
    due: int
    late: int
    later: int
    next_later_at: datetime | None


# What `items_of` says of one's own, in the database's own words.
MINE = f"""
closed_at is null and (person_id = %(person)s and agency_id = any (%(agencies)s::bigint[])
  or {AWAY % ("%(away_people)s", "%(away_agencies)s")})
and not exists (
  select from worklist_snooze s
  where s.item_id = item.id and s.person_id = %(person)s and s.ended_at is null and s.until_on > %(today)s)
"""
COUNTS = f"""
select kind, count(*) as number, count(*) filter (where due_at < %(now)s) as late,
  count(*) filter (where due_at <= %(soon)s) as due, min(due_at) filter (where due_at > %(soon)s) as next_later_at
from worklist_dueitem item where {MINE} group by kind
"""  # noqa: S608 - our own words


def _counts_of_mine(user: User, now: datetime, soon: datetime) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"now": now, "soon": soon, **asked_by(user)})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _counts_of_agency(user: User, now: datetime, soon: datetime) -> list[dict[str, Any]]:
    by_kind = items_of(user, "agency").order_by().values("kind")
    rows: Iterable[Any] = by_kind.annotate(
        number=Count("pk"),
        late=Count("pk", filter=Q(due_at__lt=now)),
        due=Count("pk", filter=Q(due_at__lte=soon)),
        next_later_at=Min("due_at", filter=Q(due_at__gt=soon)),
    )
    return list(rows)


def counts_of(user: User, whose: str, *, shows_later: bool = False) -> Counts:
    """One query: per kind, how many are late, due and later."""
    now, soon = clock.now(), end_of_soon()
    is_agency = whose == "agency" and may_see_whole_agency(user)
    rows = (_counts_of_agency if is_agency else _counts_of_mine)(user, now, soon)
    due = sum(row["due"] for row in rows)
    if whose == "mine":
        number_is_known(user, due)
    return Counts(
        by_kind={row["kind"]: row["number" if shows_later else "due"] for row in rows},
        due=due,
        late=sum(row["late"] for row in rows),
        later=sum(row["number"] for row in rows) - due,
        next_later_at=min((row["next_later_at"] for row in rows if row["next_later_at"]), default=None),
    )


def find_items(user: User, words: str) -> list[Found]:
    """Open work of mine, by the words of the task or by its reference."""
    ref = tidy(words)
    matches = Q(task__icontains=words) | (Q(ref=ref) | Q(source_ref=ref) if ref else Q(pk__in=[]))
    items = DueItem.objects.open().mine(user).filter(matches).by_urgency()[:MOST_OF_A_KIND]
    return [Found("Work to do", item.task, item.url, item.detail) for item in items]


def number_to_do(user: User) -> int:
    """The count beside "My work" in the navigation: what is late or due soon."""
    known: int | None = getattr(user, "_number_to_do", None)
    return _counted(user) if known is None else known


# What `to_do` says, in the database's own words: every page asks.
NUMBER_TO_DO = f"select count(*) from worklist_dueitem item where due_at <= %(soon)s and {MINE}"  # noqa: S608


def _counted(user: User) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_TO_DO, {"soon": end_of_soon(), **asked_by(user)})
        return int(cursor.fetchone()[0])


def to_do(user: User) -> DueItemQuerySet:
    """What that count counts, for a page that asks for it together with its own questions."""
    return DueItem.objects.open().mine(user).not_put_off_by(user).filter(due_at__lte=end_of_soon())


def number_is_known(user: User, number: int) -> None:
    """The navigation of the same page asks no more."""
    user._number_to_do = number  # type: ignore[attr-defined]

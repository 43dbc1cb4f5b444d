"""What My work shows: one person's open items, and those their agency answers for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q

from cse_portal.agencies import access
from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import Delegation, Membership, User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.core.references import tidy
from cse_portal.worklist.kinds import PEOPLE
from cse_portal.worklist.models import DueItem, DueItemQuerySet
from cse_portal.worklist.urgency import LONDON, last_soon_day

MOST_SHOWN = 100
SHOWN_AFTER_RETURN = timedelta(days=14)


@dataclass(frozen=True)
class Filter:
    """What the person asked to see; anything odd in the address means the default."""

    whose: str = "mine"
    kinds: frozenset[str] = field(default_factory=frozenset)
    shows_later: bool = False


def end_of_soon() -> datetime:
    return datetime.combine(last_soon_day(clock.today()), time.max, tzinfo=LONDON)


def may_see_whole_agency(user: User) -> bool:
    return access.can(user, Permission.AGENCY_WORK)


def items_of(user: User, whose: str) -> DueItemQuerySet:
    """Mine; or everything open in the agencies where my role runs the agency's work."""
    items = DueItem.objects.open()
    if whose == "agency" and may_see_whole_agency(user):
        runs = [m.agency_id for m in access.memberships(user) if access.membership_may(m, Permission.AGENCY_WORK)]
        return items.filter(agency__in=runs)
    return items.mine(user)


def asked_for(user: User, wanted: Filter) -> list[DueItem]:
    items = items_of(user, wanted.whose)
    if wanted.kinds:
        items = items.filter(kind__in=wanted.kinds)
    if not wanted.shows_later:
        items = items.filter(due_at__lte=end_of_soon())
    if wanted.whose == "agency" or access.stands_in_for(user):
        items = items.select_related("person")
    return list(items.by_urgency()[: MOST_SHOWN + 1])


def for_my_agency(user: User) -> list[DueItem]:
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
    return list(to_share.by_urgency()[: MOST_SHOWN + 1])


def _addressed_to(away: Membership) -> Q:
    """What comes to somebody's role; keeping people is no work that a delegate does for them."""
    addressed = Q(role=away.role)
    if access.membership_may(away, Permission.AGENCY_WORK):
        addressed |= Q(role="")
    return Q(agency=away.agency_id) & addressed & ~Q(kind=PEOPLE.code)


def my_absences(user: User) -> list[Delegation]:
    """Those of today, and those of the last fortnight, newest first; read once a request."""
    if not hasattr(user, "_absences"):
        since = clock.today() - SHOWN_AFTER_RETURN
        mine = Delegation.objects.filter(membership__user=user, starts_on__lte=clock.today(), ends_on__gte=since)
        user._absences = list(mine.select_related("delegate__user", "membership").order_by("-starts_on", "-pk"))  # type: ignore[attr-defined]
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
class Counts:
    by_kind: dict[str, int]
    due: int
    late: int
    later: int
    next_later_at: datetime | None


def counts_of(user: User, whose: str, *, shows_later: bool = False) -> Counts:
    """One query: per kind, how many are late, due and later."""
    now, soon = clock.now(), end_of_soon()
    rows = list(
        items_of(user, whose)
        .order_by()
        .values("kind")
        .annotate(
            number=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=now)),
            due=Count("pk", filter=Q(due_at__lte=soon)),
            next_later_at=Min("due_at", filter=Q(due_at__gt=soon)),
        )
    )
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
    return to_do(user).count() if known is None else known


def to_do(user: User) -> DueItemQuerySet:
    """What that count counts, for a page that asks for it together with its own questions."""
    return DueItem.objects.open().mine(user).filter(due_at__lte=end_of_soon())


def number_is_known(user: User, number: int) -> None:
    """The navigation of the same page asks no more."""
    user._number_to_do = number  # type: ignore[attr-defined]

"""What somebody has been told, and what waits to leave."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min, Q

from cse_portal.agencies.models import User
from cse_portal.core import clock, wall
from cse_portal.core.queues import QueueState
from cse_portal.notices.letter_states import LetterState
from cse_portal.notices.models import Letter, Notice, NoticeQuerySet, Preference
from cse_portal.worklist.ladders import How
from cse_portal.worklist.models import DueItem

COUNTS = "say how much waits to be told or sent"
OPERATES = "show what could not be told or sent, by reference alone"


def inbox_of(person: User, *, unread_only: bool = False) -> NoticeQuerySet:
    found = Notice.objects.of(person).select_related("item").newest_first()
    return found.unread() if unread_only else found


def number_unread(person: User) -> int:
    """The count beside "Inbox" in the navigation; read once a request."""
    if not hasattr(person, "_number_unread"):
        person._number_unread = Notice.objects.of(person).unread().count()  # type: ignore[attr-defined]
    return int(person._number_unread)  # type: ignore[attr-defined]


def ways_chosen(person: User) -> dict[str, How]:
    return {one.kind: How(one.how) for one in Preference.objects.filter(person=person)}


def state_of_letters() -> QueueState:
    with wall.as_system(COUNTS):
        found = Letter.objects.aggregate(
            waiting=Count("pk", filter=Q(state=LetterState.WAITING)),
            set_aside=Count("pk", filter=Q(state=LetterState.SET_ASIDE)),
            oldest=Min("created_at", filter=Q(state=LetterState.WAITING)),
        )
    return QueueState({"waiting": found["waiting"], "set_aside": found["set_aside"]}, found["oldest"])


def state_of_reminders() -> QueueState:
    with wall.as_system(COUNTS):
        due = DueItem.objects.to_be_told(clock.now()).order_by()
        found = due.aggregate(waiting=Count("pk"), oldest=Min("next_step_at"))
        aside = DueItem.objects.open().filter(set_aside_at__isnull=False).count()
    return QueueState({"waiting": found["waiting"], "set_aside": aside}, found["oldest"])


def set_aside_items() -> list[DueItem]:
    with wall.as_system(OPERATES):
        found = DueItem.objects.open().filter(set_aside_at__isnull=False).order_by("set_aside_at", "pk")
        return list(found.select_related("agency")[:100])


def set_aside_letters() -> list[Letter]:
    with wall.as_system(OPERATES):
        return list(Letter.objects.set_aside().order_by("-ended_at", "-pk")[:100])


def ways_of(people: Iterable[int]) -> dict[tuple[int, str], How]:
    """What they chose, by person and kind; asked by whoever is about to tell them."""
    rows = Preference.objects.filter(person__in=set(people)).values_list("person", "kind", "how")
    return {(person, kind): How(how) for person, kind, how in rows}

"""Due items as open work that changes hands when somebody leaves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Count

from cse_portal.agencies.handover import KindOfWork, OpenWork
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.models.people import local_day
from cse_portal.core import wall
from cse_portal.core.actor import Actor
from cse_portal.worklist import actions
from cse_portal.worklist.models import DueItem

CODE = "due_items"
# Whoever keeps an agency's people need not meet each item, and none may be left behind.
LISTS = "list the work that somebody leaves behind"


def open_of(user: User, agency: Agency) -> list[OpenWork]:
    items = DueItem.objects.open().filter(person=user, agency=agency).by_urgency()
    with wall.as_system(LISTS):
        return [OpenWork(CODE, item.ref, _words(item), local_day(item.due_at)) for item in items]


def number_of(users: Collection[int], agency: Agency) -> dict[int, int]:
    items = DueItem.objects.open().filter(person__in=users, agency=agency).order_by()
    with wall.as_system(LISTS):
        return dict(items.values_list("person").annotate(Count("pk")))


def hand_over(refs: Sequence[str], agency: Agency, of: User, to: User, by: Actor) -> list[str]:
    return actions.hand_over_items(refs=refs, agency=agency, of=of, to=to, by=by)


def _words(item: DueItem) -> str:
    return f"{item.task}. {item.detail}" if item.detail else item.task


DUE_ITEMS = KindOfWork(CODE, "Work that is due", open_of, number_of, hand_over, order=10)

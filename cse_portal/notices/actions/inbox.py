"""What somebody does with their own inbox."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.notices.models import Notice, Preference
from cse_portal.worklist.ladders import How


@transaction.atomic
def mark_read(*, notice: Notice, by: User) -> None:
    changed = Notice.objects.of(by).unread().filter(pk=notice.pk).update(read_at=clock.now())
    if changed:
        record("notice.read", about=notice, by=by)


@transaction.atomic
def mark_all_read(*, up_to: int, by: User) -> int:
    """As far as they were on the page: what came meanwhile stays unread."""
    number = Notice.objects.of(by).unread().filter(pk__lte=up_to).update(read_at=clock.now())
    if number:
        record("notices.all_read", detail={"notices": number}, by=by)
    return number


@transaction.atomic
def choose_ways(*, ways: Mapping[str, How], by: User) -> None:
    """By kind."""
    for kind, how in sorted(ways.items()):
        Preference.objects.update_or_create(person=by, kind=kind, defaults={"how": how.value})
    record("notices.ways_chosen", about=by, detail={"kinds": sorted(ways)}, by=by)

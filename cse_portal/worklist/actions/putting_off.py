"""Putting work off: out of one's own list until a day. The date that it is due, and who is told, stay as they are."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.refusals import Refused
from cse_portal.worklist.models import DueItem, Snooze
from cse_portal.worklist.off_days import may_be_off_until

CLOSED = "This is not on your list any more: it was done meanwhile, or given to somebody else."


@transaction.atomic
def put_off(*, item: DueItem, until_on: date, reason: str, by: User) -> Snooze:
    """Only what is addressed to oneself; another day takes the place of the one before."""
    if not DueItem.objects.open().filter(pk=item.pk, person=by).exists():
        raise Refused(CLOSED)
    if not may_be_off_until(until_on, due_at=item.due_at, now=clock.now()):
        raise Refused("Choose another day: this one is past the last on which it may come back.")
    _end(item, by)
    made = Snooze.objects.create(item=item, person=by, until_on=until_on, reason=reason)
    record("due_item.put_off", about=item, detail={"until": until_on.isoformat()}, by=by)
    return made


@transaction.atomic
def bring_back(*, item: DueItem, by: User) -> bool:
    """Before its day; on its day it comes by itself."""
    is_off = Snooze.objects.in_force().filter(item=item, person=by).exists()
    if is_off:
        _end(item, by)
        record("due_item.brought_back", about=item, by=by)
    return is_off


def _end(item: DueItem, by: User) -> None:
    Snooze.objects.not_ended().filter(item=item, person=by).update(ended_at=clock.now(), ended_by=by)

"""What somebody does with their own inbox."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.notices.letter_states import Channel
from cse_portal.notices.models import Notice, Preference, Reaching
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
def choose_ways(
    *, ways: Mapping[str, How], texts: Mapping[str, How] | None = None, quiet: tuple[int, int] | None = None, by: User
) -> None:
    """By kind; and the hours in which nothing but the urgent may come, inside the partnership's where none."""
    for channel, chosen in ((Channel.EMAIL, ways), (Channel.TEXT, texts or {})):
        for kind, how in sorted(chosen.items()):
            Preference.objects.update_or_create(person=by, kind=kind, channel=channel, defaults={"how": how.value})
    start, end = quiet or (None, None)
    Reaching.objects.update_or_create(person=by, defaults={"quiet_from": start, "quiet_until": end})
    record("notices.ways_chosen", about=by, detail={"kinds": sorted(ways)}, by=by)

"""The address of somebody's calendar: made, made anew, switched off, and fetched by a machine in their name."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.core import clock
from cse_portal.core.actor import System
from cse_portal.core.working_days import LONDON
from cse_portal.notices.feed_keys import digest_of, new_key
from cse_portal.notices.models import CalendarFeed
from cse_portal.notices.queries import stamp_of


@transaction.atomic
def make_feed(*, by: User) -> str:
    """The key, for this once. The address before it shows nothing from now on."""
    ended = CalendarFeed.objects.in_use().filter(person=by).update(ended_at=clock.now())
    key = new_key()
    CalendarFeed.objects.create(person=by, digest=digest_of(key), stamp=stamp_of(by))
    record("calendar.renewed" if ended else "calendar.made", about=by, by=by)
    return key


@transaction.atomic
def end_feed(*, by: User) -> None:
    if CalendarFeed.objects.in_use().filter(person=by).update(ended_at=clock.now()):
        record("calendar.ended", about=by, by=by)


@transaction.atomic
def note_fetched(*, feed: CalendarFeed, by: System) -> None:
    """Each is counted; the trail gets one line a day, since a phone asks every hour and no child is shown."""
    now, before = clock.now(), feed.fetched_at
    CalendarFeed.objects.filter(pk=feed.pk).update(fetches=F("fetches") + 1, fetched_at=now)
    if before is None or before.astimezone(LONDON).date() != now.astimezone(LONDON).date():
        record("calendar.fetched", about=feed.person, by=by)

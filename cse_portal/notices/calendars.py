"""What is due to somebody, as a calendar: the kind of work, its reference, the day and a link. No child, no person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.working_days import LONDON
from cse_portal.notices.whom import restricted_among
from cse_portal.worklist.kinds import kind_of
from cse_portal.worklist.models import DueItem

MOST = 500
HIDDEN = "Work that is due"  # of a restricted case, and of kinds that a later release has forgotten


def calendar_of(person: User) -> bytes:
    """Read in their name: what they do not see in the portal is not in it."""
    items = list(DueItem.objects.open().mine(person).not_put_off_by(person).order_by("due_at", "pk")[:MOST])
    restricted = restricted_among({one.case_ref for one in items if one.case_ref})
    return written(items, restricted)


def written(items: Sequence[DueItem], restricted: frozenset[str]) -> bytes:
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//CSE Portal//My work//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "CSE Portal: my work"),
        ("x-published-ttl", "PT1H"),
    ):
        calendar.add(name, value)
    for item in items:
        calendar.add_component(_event(item, is_restricted=item.case_ref in restricted))
    return bytes(calendar.to_ical())


def _event(item: DueItem, *, is_restricted: bool) -> Event:
    kind, portal = kind_of(item.kind), settings.PORTAL_URL.rstrip("/")
    label = HIDDEN if is_restricted or kind is None else kind.label
    reference = "" if is_restricted else item.case_ref or item.source_ref or item.ref
    day = item.due_at.astimezone(LONDON).date()
    event = Event()
    event.add("uid", f"{item.ref}@{urlsplit(portal).hostname or 'localhost'}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{label} ({reference})" if reference else label)
    event.add("url", f"{portal}/" if is_restricted else portal + item.url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because something is due
    return event

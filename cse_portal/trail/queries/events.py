"""One page of what a search finds, and how much there is: driven from the index of what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Max, QuerySet

from cse_portal.audit.groups import kinds_in
from cse_portal.audit.models import AuditEvent
from cse_portal.core.working_days import LONDON
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.queries.scope import events_for

PAGE = 25
COUNT_AT_MOST = 1000
# Events are numbered a moment before they are dated: the numbers at an instant are only nearly in order.
SLACK = 1000


@dataclass(frozen=True)
class Found:
    """One page, newest first, and the number below which the next one begins."""

    events: list[AuditEvent]
    next: int | None


def found(search: TrailSearch, *, below: int | None = None, size: int = PAGE) -> Found:
    ids = sorted(_ids(search, below, size + 1), reverse=True)[: size + 1]
    events = list(AuditEvent.objects.filter(pk__in=ids[:size]).order_by("-pk"))
    return Found(events, ids[size - 1] if len(ids) > size else None)


def number(search: TrailSearch, *, at_most: int = COUNT_AT_MOST) -> int:
    """Up to one more than `at_most`: show that as “1,000+”."""
    return min(len(set(_ids(search, None, at_most + 1))), at_most + 1)


def everything(search: TrailSearch, *, at_a_time: int) -> Iterator[list[AuditEvent]]:
    """For a file: page after page, of what there was when it was begun."""
    newest = AuditEvent.objects.aggregate(newest=Max("pk"))["newest"]
    below = (newest or 0) + 1
    while True:
        page = found(search, below=below, size=at_a_time)
        if page.events:
            yield page.events
        if page.next is None:
            return
        below = page.next


def one(search: TrailSearch, number: int) -> AuditEvent | None:
    """Only what the search itself finds can be opened through it."""
    return _narrowed(search).select_related("seal").filter(pk=number).first()


def _ids(search: TrailSearch, below: int | None, size: int) -> list[int]:
    first, *others = [_cut(branch, below, size) for branch in branches(search)]
    return list(first.union(*others, all=True) if others else first)


def _cut(branch: QuerySet[AuditEvent], below: int | None, size: int) -> QuerySet[AuditEvent, int]:
    if below is not None:
        branch = branch.filter(pk__lt=below)
    return branch.order_by("-pk").values_list("pk", flat=True)[:size]


def branches(search: TrailSearch) -> list[QuerySet[AuditEvent]]:
    """A group of kinds alone is asked kind by kind, since only then each has its index in the right order."""
    group = search.get_group()
    if group is None or search.about_ref or search.who_id:
        return [_narrowed(search)]
    events = _of_any_kind(search)
    return [events.filter(kind=kind) for kind in kinds_in(group)] or [events.none()]


def _narrowed(search: TrailSearch) -> QuerySet[AuditEvent]:
    group, events = search.get_group(), _of_any_kind(search)
    return events.filter(kind__in=kinds_in(group)) if group else events


def _of_any_kind(search: TrailSearch) -> QuerySet[AuditEvent]:
    return _in_time(_about(search, events_for(search.membership)), search)


def _about(search: TrailSearch, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    if search.about_ref:
        events = events.filter(**{search.about: search.about_ref})
    if search.who_id:
        events = events.filter(actor_id=search.who_id)
    if search.agency:
        events = events.filter(hat_agency_ref=search.agency.ref)
    return events


def _in_time(events: QuerySet[AuditEvent], search: TrailSearch) -> QuerySet[AuditEvent]:
    """By time, and by number too: the numbers are in the indexes."""
    if search.since:
        begins = _begin(search.since)
        events = events.filter(at__gte=begins, pk__gte=first_since(begins) - SLACK)
    if search.until:
        ends = _begin(search.until + timedelta(days=1))
        events = events.filter(at__lt=ends, pk__lt=first_since(ends) + SLACK)
    return events


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)


def first_since(at: datetime) -> int:
    """The number of the first event from that instant on, whoever's it is."""
    with connection.cursor() as cursor:
        cursor.execute("select portal.first_line_since(%s)", [at])
        return int(cursor.fetchone()[0])

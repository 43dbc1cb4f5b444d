"""A person's own trail, read back to them: what the portal has recorded about their use of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent

CSV_HEADER = ("When", "What", "About", "Reference", "Reason given", "Request")


@dataclass(frozen=True)
class Entry:
    """Without the reason's own words and the event's detail: they may be about a child."""

    day: date
    time: str
    stamp: str
    what: str
    about: str
    reference: str
    gave_reason: bool
    request_id: str

    def cells(self) -> tuple[str, ...]:
        yes_or_no = "Yes" if self.gave_reason else "No"
        return (self.stamp, self.what, self.about, self.reference, yes_or_no, self.request_id)


@dataclass(frozen=True)
class Day:
    day: date
    entries: list[Entry]


def own_events(person: User) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(actor_kind="person", actor_id=person.pk).order_by("-pk")


def entries(events: Iterable[AuditEvent]) -> Iterator[Entry]:
    for event in events:
        at = timezone.localtime(event.at)
        yield Entry(
            day=at.date(),
            time=f"{at:%H:%M}",
            stamp=f"{at:%Y-%m-%d %H:%M:%S}",
            what=in_words(event.kind),
            about=about(event.object_kind),
            reference=event.object_ref,
            gave_reason=bool(event.reason),
            request_id=event.request_id,
        )


def by_day(them: Iterable[Entry]) -> list[Day]:
    return [Day(day=day, entries=list(group)) for day, group in groupby(them, key=lambda entry: entry.day)]


def about(object_kind: str) -> str:
    """What the model calls itself: background job, not desk.backgroundjob."""
    try:
        return str(apps.get_model(object_kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return in_words(object_kind.rpartition(".")[2]).lower()


def in_words(kind: str) -> str:
    """ "download.fetched" as a person says it: Download fetched."""
    return kind.replace(".", " ").replace("_", " ").strip().capitalize()

"""A person's own trail, read back to them: what the portal has recorded about their use of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from cse_portal.agencies.models import User
from cse_portal.audit.models import AuditEvent
from cse_portal.audit.sentences import sentence, thing
from cse_portal.ui.dates import in_words, time_in_words

CSV_HEADER = ("When", "What", "About", "Reference", "Reason given", "Request", "Exact time, for sorting")


@dataclass(frozen=True)
class Entry:
    """Without the reason's own words and the event's detail: they may be about a child."""

    day: date
    time: str
    when: str
    exact: str
    what: str
    about: str
    reference: str
    gave_reason: bool
    request_id: str

    def cells(self) -> tuple[str, ...]:
        yes_or_no = "Yes" if self.gave_reason else "No"
        return (self.when, self.what, self.about, self.reference, yes_or_no, self.request_id, self.exact)


@dataclass(frozen=True)
class Day:
    day: date
    entries: list[Entry]


def own_events(person: User) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(actor_kind="person", actor_id=person.pk).order_by("-pk")


def entries(events: Iterable[AuditEvent]) -> Iterator[Entry]:
    for event in events:
        at = timezone.localtime(event.at)
        time = time_in_words(at.time())
        yield Entry(
            day=at.date(),
            time=time,
            when=f"{in_words(at)}, {time}",
            exact=at.isoformat(timespec="seconds"),
            what=sentence(event.kind),
            about=thing(event.object_kind),
            reference=event.object_ref,
            gave_reason=bool(event.reason),
            request_id=event.request_id,
        )


def by_day(them: Iterable[Entry]) -> list[Day]:
    return [Day(day=day, entries=list(group)) for day, group in groupby(them, key=lambda entry: entry.day)]

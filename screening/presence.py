"""Who else has a draft open, and where: kept for minutes beside the records, and lost without harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from cse_portal.agencies.models import User
from cse_portal.core import clock
from cse_portal.core.working_days import LONDON
from cse_portal.ui.dates import time_in_words
from screening.instruments.loading import edition
from screening.models import Tool

STAYS = 15 * 60  # seconds after a page was opened, where nothing tells that it still is
STAYS_BY_ITSELF = 3 * 60  # where the page says each minute that it is
Place = tuple[str, int, int]  # the section, since when, and until when without another word


@dataclass(frozen=True)
class AlsoHere:
    name: str
    section: str
    since: datetime

    @property
    def words(self) -> str:
        return f"is also here, in “{self.section}”, since {time_in_words(self.since.time())}."


def here(
    person: User, tool: Tool, section: str = "", *, by_itself: bool = False, only: frozenset[str] | None = None
) -> list[AlsoHere]:
    """The others. `section`: where this person writes now; `only`: the sections of which this person sees anything."""
    now, places = int(clock.now().timestamp()), _places(tool)
    if section:
        before = places.get(person.pk)
        since = before[1] if before and before[0] == section else now
        places[person.pk] = section, since, now + (STAYS_BY_ITSELF if by_itself else STAYS)
        cache.set(_key(tool), places, STAYS)
    others = {who: place for who, place in places.items() if who != person.pk and (not only or place[0] in only)}
    return _in_words(tool, others) if others else []


def _places(tool: Tool) -> dict[int, Place]:
    now = clock.now().timestamp()
    found: dict[int, Place] = cache.get(_key(tool)) or {}
    return {who: place for who, place in found.items() if place[2] > now}


def _key(tool: Tool) -> str:
    return f"screening.presence:{tool.pk}"


def _in_words(tool: Tool, others: dict[int, Place]) -> list[AlsoHere]:
    titles = {one.code: one.title for one in edition(tool.instrument, tool.edition).sections}
    names = dict(User.objects.filter(pk__in=others, is_active=True).order_by().values_list("pk", "name"))
    found = [
        AlsoHere(names[who], titles.get(code, ""), datetime.fromtimestamp(since, LONDON))
        for who, (code, since, _) in others.items()
        if who in names
    ]
    return sorted(found, key=lambda one: (one.since, one.name))

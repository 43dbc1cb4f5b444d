"""What happened, as lines of the chronology with their handling marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from cse_portal.agencies.models import Agency, User
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.line_kinds import TITLES, Tone, says_more
from cse_portal.cases.models import Entry, EntryPart
from cse_portal.core import clock
from cse_portal.ui.dates import in_words, time_in_words, without_year

TONE_WORDS: Mapping[Tone, str] = {Tone.WORRY: "Worry", Tone.STRENGTH: "Strength", Tone.NEITHER: ""}


@dataclass(frozen=True)
class Struck:
    by: str
    at: datetime
    because: str


@dataclass(frozen=True)
class Added:
    """What another agency said to it."""

    ref: str
    words: str
    who: str
    added_on: datetime
    mark: str
    handling: str
    struck: Struck | None
    agency: int


@dataclass(frozen=True)
class Line:
    ref: str
    title: str
    words: str
    when: str
    when_shown: str  # beside others of the same year
    happened_on: date
    who: str
    mark: str
    handling: str
    kind: str
    is_significant: bool
    tone: str
    tone_words: str
    impact: str
    known_from: str
    childs_part: str
    struck: Struck | None
    parts: list[Added] = field(default_factory=list)


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    return [line_of(one) for one in entries]


def line_of(one: Entry, parts: Iterable[EntryPart] | None = None) -> Line:
    read = getattr(one, "read_parts", ()) if parts is None else parts
    return Line(
        ref=one.ref,
        title=one.title,
        words=one.words if says_more(one.headline, one.words) else "",
        when=when_of(one.happened_on, one.happened_at, one.until_on),
        when_shown=when_shown(one.happened_on, one.happened_at, one.until_on, clock.today()),
        happened_on=one.happened_on,
        who=_who(one.agency, one.written_by),
        mark=SIGNS[Handling(one.handling)],
        handling=one.get_handling_display(),
        kind=TITLES[one.get_kind()],
        is_significant=one.is_significant,
        tone=one.tone,
        tone_words=TONE_WORDS[one.get_tone()],
        impact=one.impact,
        known_from=one.known_from,
        childs_part=one.childs_part,
        struck=_struck(one),
        parts=[added_of(part) for part in read],
    )


def added_of(part: EntryPart) -> Added:
    return Added(
        ref=part.ref,
        words=part.words,
        who=_who(part.agency, part.written_by),
        added_on=part.created_at,
        mark=SIGNS[Handling(part.handling)],
        handling=part.get_handling_display(),
        struck=_struck(part),
        agency=part.agency_id,
    )


def when_of(on: date, at: time | None, until: date | None) -> str:
    if until and until != on:
        same_year = until.year == on.year
        return f"{without_year(on) if same_year else in_words(on)} to {in_words(until)}"
    return f"{in_words(on)}, {time_in_words(at)}" if at else in_words(on)


def when_shown(on: date, at: time | None, until: date | None, today: date) -> str:
    """Without the year where it is this one."""
    if {one.year for one in (on, until) if one} != {today.year}:
        return when_of(on, at, until)
    if until and until != on:
        return f"{without_year(on)} to {without_year(until)}"
    return f"{without_year(on)}, {time_in_words(at)}" if at else without_year(on)


def _who(agency: Agency, person: User | None) -> str:
    return f"{agency}, {person.name}" if person else str(agency)


def _struck(one: Entry | EntryPart) -> Struck | None:
    if one.struck_at is None or one.struck_by is None:
        return None
    return Struck(f"{one.struck_by.name}", one.struck_at, one.struck_because)

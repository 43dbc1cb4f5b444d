"""The chronology as its pages show it: the strip, how much of it one reads, and the lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.core import signing
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency
from cse_portal.cases import entry_queries as queries
from cse_portal.cases.chronology import Asked, Column, Week, columns_of
from cse_portal.cases.entry_queries import EntryKey
from cse_portal.cases.line_kinds import TITLES, LineKind, Tone
from cse_portal.cases.models import Case, Entry
from cse_portal.cases.presenters.entries import Line, line_of, lines_of
from cse_portal.cases.strip import Strip, strip_of
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock
from cse_portal.ui.dates import in_words

ENTRIES = "cases.entries"
# Where the thing itself stands that a line of the portal tells of.
STANDS_IN: dict[LineKind, tuple[str, str]] = {
    LineKind.STAGE: ("cases:record", "The stages of the case"),
    LineKind.TEAM: ("cases:people", "Who works on the case"),
    LineKind.AROUND: ("cases:people", "Agencies and services around the child"),
    LineKind.POLICE: ("cases:record", "The police references"),
    LineKind.MEETING: ("cases:meetings", "The meetings"),
    LineKind.ACTION: ("cases:meetings", "The meetings"),
    LineKind.PLAN: ("cases:plans", "The plans"),
    LineKind.MESSAGE: ("cases:message", "The conversation"),
}
# The page of the thing itself, and not one of the case’s.
BY_ITS_OWN = frozenset({LineKind.MESSAGE})


@dataclass(frozen=True)
class Month:
    """A row of the table that says what the strip shows."""

    first: date
    significant: int
    others: int
    missing: int


@dataclass(frozen=True)
class Drawn:
    """The strip with what it says in words."""

    strip: Strip
    title: str
    months: list[Month]
    total: int


@dataclass(frozen=True)
class Record:
    """What happened, page by page."""

    entries: list[Line]
    next: str
    is_first: bool
    drawn: Drawn | None
    asked: Asked
    wanted: int
    total: int
    may_write: bool

    @property
    def showing(self) -> str:
        all_of = f"{self.total} {'entry' if self.total == 1 else 'entries'}"
        return f"{self.wanted} of {all_of}" if self.asked.is_narrowed else all_of


def record_of(seen: Seen, asked: Asked, after: str) -> Record:
    begin = unsealed(after)
    rows, following = queries.entries(seen.person, seen.case, begin, asked=asked, reasons=seen.reasons)
    weeks = queries.weeks(seen.case, asked)
    return Record(
        entries=lines_of(rows),
        next=sealed(following),
        is_first=begin is None,
        drawn=drawn_of(seen.case, weeks, asked),
        asked=asked,
        wanted=sum(week.wanted for week in weeks),
        total=sum(week.found for week in weeks),
        may_write=access.may_write(seen.person, seen.case, given=seen.grants),
    )


def drawn_of(case: Case, weeks: list[Week], asked: Asked = queries.EVERYTHING) -> Drawn | None:
    columns = columns_of(weeks, on=clock.today())
    strip = strip_of(columns, scores=queries.scores_of(case), since=asked.since, until=asked.until, on=clock.today())
    if strip is None:
        return None
    return Drawn(strip, _title(columns), _months(weeks), sum(one.number for one in columns))


def _title(columns: list[Column]) -> str:
    """What the picture finds, in a sentence."""
    busiest = max(columns, key=lambda one: one.number)
    total = sum(one.number for one in columns)
    if total == busiest.number or busiest.number <= 1:
        return f"{total} {'entry' if total == 1 else 'entries'} since {in_words(columns[0].first)}"
    return (
        f"{total} entries since {in_words(columns[0].first)}, most of them together"
        f" from {in_words(busiest.first)} to {in_words(busiest.last)}: {busiest.number}"
    )


def _months(weeks: list[Week]) -> list[Month]:
    found: dict[date, list[Week]] = {}
    for week in weeks:
        found.setdefault(week.monday.replace(day=1), []).append(week)
    return [
        Month(first, sum(w.significant for w in those), sum(w.others for w in those), sum(w.missing for w in those))
        for first, those in sorted(found.items(), reverse=True)
    ]


def sealed(key: EntryKey | None) -> str:
    if key is None:
        return ""
    return signing.dumps([key[0].isoformat(), key[1].isoformat(), key[2]], salt=ENTRIES)


def unsealed(text: str) -> EntryKey | None:
    if not text:
        return None
    try:
        on, at, number = signing.loads(text, salt=ENTRIES)
        return date.fromisoformat(on), time.fromisoformat(at), int(number)
    except (signing.BadSignature, ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Elsewhere:
    """The same happening in another child’s record, which the person sees."""

    name: str
    part: str
    url: str


@dataclass(frozen=True)
class EntryPage:
    entry: Entry
    line: Line
    elsewhere: list[Elsewhere]
    corrects: Line | None
    corrected_by: Line | None
    stands_in: str
    stands_in_url: str
    named: list[str]
    may_add: bool
    may_strike: bool
    own_agencies: frozenset[int]


def entry_page(seen: Seen, entry: Entry, *, decides: bool) -> EntryPage:
    reader = queries.reader_of(seen.person, seen.reasons)
    kind = entry.get_kind()
    name, words = STANDS_IN.get(kind, ("cases:record", "The case")) if entry.is_the_portals else ("", "")
    right = queries.correction_of(entry) if entry.struck_at else None
    is_open = decides and entry.struck_at is None
    return EntryPage(
        entry=entry,
        line=line_of(entry, queries.parts_of(entry, reader)),
        elsewhere=[_elsewhere(one) for one in queries.told_elsewhere(entry, seen.person)],
        corrects=line_of(entry.corrects) if entry.corrects and entry.corrects.is_readable_by(reader) else None,
        corrected_by=line_of(right) if right and right.is_readable_by(reader) else None,
        stands_in=words,
        stands_in_url=_where(entry, name, seen.case) if name else "",
        named=named_of(entry),
        may_add=is_open,
        may_strike=is_open and not entry.is_the_portals and entry.agency_id in reader.agencies,
        own_agencies=reader.agencies if decides else frozenset(),
    )


def _where(entry: Entry, name: str, case: Case) -> str:
    if entry.get_kind() not in BY_ITS_OWN:
        return reverse(name, kwargs={"ref": case.ref})
    ref = entry.source_ref.partition(":")[0]
    return f"{reverse(name, kwargs={'ref': ref})}#{ref}"


def _elsewhere(one: Entry) -> Elsewhere:
    return Elsewhere(one.case.child.name, one.childs_part, reverse("cases:entry", kwargs={"ref": one.ref}))


def named_of(entry: Entry) -> list[str]:
    """The agencies that may read it, beside the one that wrote it."""
    if not entry.named_agencies:
        return []
    return list(Agency.objects.filter(pk__in=entry.named_agencies).order_by("name").values_list("name", flat=True))


def asked_in_words(asked: Asked) -> str:
    """What was left out of a copy, so that whoever reads it knows."""
    said = [
        f"from {in_words(asked.since)}" if asked.since else "",
        f"until {in_words(asked.until)}" if asked.until else "",
        "significant only" if asked.is_significant else "",
        " or ".join(TITLES[kind].lower() for kind in asked.kinds),
        "of one agency" if asked.agency else "",
        {Tone.WORRY: "worries", Tone.STRENGTH: "strengths", Tone.NEITHER: ""}[asked.tone],
        "with some words in them" if asked.words else "",
    ]
    chosen = ", ".join(filter(None, said))
    if not chosen:
        return "All that the owner of this copy may read."
    return f"Only entries {chosen}, of those that the owner of this copy may read."

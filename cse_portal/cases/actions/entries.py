"""What people write into the chronology: never erased, only struck through and put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.partnership_settings import timescales_of
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.agencies.timescales import Timescale
from cse_portal.audit.actions import record
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.handling import Handling
from cse_portal.cases.line_kinds import LineKind, Tone
from cse_portal.cases.models import Case, Entry, EntryPart
from cse_portal.cases.work_kinds import DORMANT, MID_POINT, VISITS
from cse_portal.core import clock
from cse_portal.core.references import new_reference
from cse_portal.worklist.actions import close_items

STRUCK_ALREADY = "This was struck through already."
THE_PORTALS = "The portal wrote this line. It is put right where the thing itself stands."


@dataclass(frozen=True)
class About:
    """What an entry says beside its words."""

    headline: str = ""
    kind: LineKind = LineKind.NOTE
    impact: str = ""
    known_from: str = ""
    happened_at: time | None = None
    until_on: date | None = None
    is_significant: bool = False
    tone: Tone = Tone.NEITHER


PLAIN = About()


@dataclass(frozen=True)
class Concerned:
    """Of several in one happening: whose record, and what the child’s part in it was."""

    case: Case
    part: str = ""


@dataclass(frozen=True)
class Said:
    """An entry as somebody wrote it down."""

    happened_on: date
    words: str
    about: About = PLAIN
    handling: Handling = Handling.NETWORK
    named_agencies: Sequence[Agency] = field(default=())


@transaction.atomic
def write_entry(
    *,
    case: Case,
    happened_on: date,
    words: str,
    about: About = PLAIN,
    handling: Handling = Handling.NETWORK,
    named_agencies: Iterable[Agency] = (),
    agency: Agency,
    by: User,
) -> Entry:
    said = Said(happened_on, words, about, handling, tuple(named_agencies))
    return _write(case, said, agency, by)


@transaction.atomic
def write_for_several(*, children: Sequence[Concerned], said: Said, agency: Agency, by: User) -> list[Entry]:
    """One happening in the records of several children: each record says its own child’s part, and no other’s."""
    event = new_reference()
    return [
        _write(one.case, said, agency, by, event_ref=event if len(children) > 1 else "", childs_part=one.part)
        for one in children
    ]


def _write(case: Case, said: Said, agency: Agency, by: User, **more: object) -> Entry:
    if not access.may_write(by, case):
        raise PermissionDenied
    entry = Entry.objects.create(
        case=case,
        agency=agency,
        written_by=by,
        happened_on=said.happened_on,
        words=said.words,
        handling=said.handling,
        named_agencies=sorted(one.pk for one in said.named_agencies),
        **vars(said.about),
        **more,
    )
    record("entry.written", about=entry, case=case, child=case.child, detail={"handling": said.handling}, by=by)
    close_items(kind=DORMANT.code, source=case, by=by)
    if said.about.kind is LineKind.MID_POINT:
        close_items(kind=MID_POINT.code, source=case, by=by)
    if said.about.kind is LineKind.VISIT:
        _close_visit(entry, by)
    return entry


def _close_visit(entry: Entry, by: User) -> None:
    """Not by one that is written down late, of before the last: the next one is due all the same."""
    weeks = timescales_of(entry.case.partnership)[Timescale.OUT_OF_BOROUGH_VISIT]
    if clock.today() - entry.happened_on < timedelta(weeks=weeks):
        close_items(kind=VISITS.code, source=entry.case, by=by)


@transaction.atomic
def strike_entry(*, entry: Entry, version: int, why: str, by: User) -> Entry:
    """It stays where it stands, struck through, with who says so and why."""
    require_decides(by, entry.case, Permission.KEEP_RECORD)
    held = Entry.held_at(pk=entry.pk, version=version)
    _require_may_strike(held, by)
    _strike(held, why, by)
    record("entry.struck", about=held, case=held.case, child=held.case.child, reason=why, by=by)
    return held


@transaction.atomic
def correct_entry(*, entry: Entry, version: int, why: str, said: Said, by: User) -> Entry:
    """The wrong one is struck through, and the right one stands beside it."""
    struck = strike_entry(entry=entry, version=version, why=why, by=by)
    part = {"event_ref": struck.event_ref, "childs_part": struck.childs_part}
    return _write(struck.case, said, struck.agency, by, corrects=struck, **part)


@transaction.atomic
def add_part(
    *, entry: Entry, words: str, handling: Handling, named_agencies: Iterable[Agency] = (), by: User
) -> EntryPart:
    """In the name of one’s agency, to what any agency wrote."""
    require_decides(by, entry.case, Permission.KEEP_RECORD)
    agency = agency_of(by)
    if agency is None or not entry.is_readable_by(access.reader(by)):
        raise PermissionDenied
    if entry.struck_at:
        raise NotAllowedNow(STRUCK_ALREADY)
    part = EntryPart.objects.create(
        entry=entry,
        agency=agency,
        written_by=by,
        words=words,
        handling=handling,
        named_agencies=sorted(one.pk for one in named_agencies),
    )
    record("entry.added_to", about=part, case=entry.case, detail={"handling": handling}, by=by)
    close_items(kind=DORMANT.code, source=entry.case, by=by)
    return part


@transaction.atomic
def strike_part(*, part: EntryPart, version: int, why: str, by: User) -> EntryPart:
    require_decides(by, part.entry.case, Permission.KEEP_RECORD)
    held = EntryPart.held_at(pk=part.pk, version=version)
    _require_may_strike(held, by)
    _strike(held, why, by)
    record("entry.part_struck", about=held, case=part.entry.case, reason=why, by=by)
    return held


def _require_may_strike(held: Entry | EntryPart, by: User) -> None:
    """By the agency whose words they are."""
    if held.agency_id not in access.reader(by).agencies:
        raise PermissionDenied
    if isinstance(held, Entry) and held.is_the_portals:
        raise NotAllowedNow(THE_PORTALS)
    if held.struck_at:
        raise NotAllowedNow(STRUCK_ALREADY)


def _strike(held: Entry | EntryPart, why: str, by: User) -> None:
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save(update_fields=["struck_at", "struck_by", "struck_because"])

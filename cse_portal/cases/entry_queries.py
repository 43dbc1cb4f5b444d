"""The chronology of a case: as much of it as somebody may read, and wants to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Prefetch

from cse_portal.agencies import access
from cse_portal.agencies.access import Reader
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.reasons import Reason
from cse_portal.cases.chronology import Asked, Week
from cse_portal.cases.models import Case, Entry, EntryPart
from cse_portal.core import wall

ENTRIES_A_PAGE = 50
AT_A_TIME = 200
EntryKey = tuple[date, time, int]
EVERYTHING = Asked()
Kind = TypeVar("Kind", Entry, EntryPart)


def reader_of(user: User, reasons: Collection[str]) -> Reader:
    """Whoever has no other of the `reasons` than an emergency reads nothing covert."""
    reader = access.reader(user)
    return replace(reader, covert=False) if set(reasons) == {Reason.EMERGENCY} else reader


def entries(
    user: User,
    case: Case,
    after: EntryKey | None = None,
    *,
    asked: Asked = EVERYTHING,
    most: int = 0,
    reasons: Collection[str] = (),
) -> tuple[list[Entry], EntryKey | None]:
    """What the handling marks leave: the database decides it by itself, and this beside it. With where to go on."""
    most = most or ENTRIES_A_PAGE
    numbers = _numbers(case, asked, after, most + 1)
    rows = _in_order(numbers[:most])
    following = _key(rows[-1]) if len(numbers) > most and rows else None
    return _as_read(rows, reader_of(user, reasons)), following


def _key(entry: Entry) -> EntryKey:
    return entry.happened_on, entry.happened_at or time.min, entry.pk


def _numbers(case: Case, asked: Asked, after: EntryKey | None, most: int) -> list[int]:
    with connection.cursor() as cursor:
        place = after or (None, None, None)
        cursor.execute("select portal.entry_page(%s, %s, %s, %s, %s, %s)", [case.pk, _said(asked), *place, most])
        return [row[0] for row in cursor.fetchall()]


def _said(asked: Asked) -> str:
    if not asked.agency:
        return asked.said()
    return asked.said(Agency.objects.values_list("pk", flat=True).filter(ref=asked.agency).first() or -1)


def _in_order(numbers: Sequence[int]) -> list[Entry]:
    parts = EntryPart.objects.select_related("agency", "written_by", "struck_by")
    found = Entry.objects.select_related("agency", "written_by", "struck_by").prefetch_related(
        Prefetch("parts", queryset=parts, to_attr="read_parts")
    )
    rows = found.in_bulk(numbers)
    return [rows[number] for number in numbers if number in rows]


def _as_read(rows: Sequence[Entry], reader: Reader) -> list[Entry]:
    shown = readable(rows, reader)
    for entry in shown:
        entry.read_parts = readable(entry.read_parts, reader)  # type: ignore[attr-defined]
    return shown


def readable(rows: Sequence[Kind], reader: Reader) -> list[Kind]:
    return [one for one in rows if one.is_readable_by(reader)]


def all_entries(user: User, case: Case, asked: Asked, reasons: Collection[str]) -> Iterator[list[Entry]]:
    """Of a file: page after page, each as its reader may read it at that moment."""
    after: EntryKey | None = None
    while True:
        rows, after = entries(user, case, after, asked=asked, most=AT_A_TIME, reasons=reasons)
        yield rows
        if after is None:
            return


def weeks(case: Case, asked: Asked = EVERYTHING) -> list[Week]:
    """In one question, at any length."""
    with connection.cursor() as cursor:
        cursor.execute("select * from portal.entry_weeks(%s, %s)", [case.pk, _said(asked)])
        return [Week(*row) for row in cursor.fetchall()]


def agencies_in(case: Case) -> list[tuple[str, str]]:
    """Those that wrote, of what the reader may read: reference and name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select ref, name from agencies_agency where id in (select portal.entry_agencies(%s)) order by name",
            [case.pk],
        )
        return [(ref, name) for ref, name in cursor.fetchall()]


def entry_by_ref(ref: str) -> Entry | None:
    return _whole().filter(ref=ref).first()


def _whole() -> Any:
    return Entry.objects.select_related("agency", "written_by", "struck_by", "case__child", "corrects")


def part_by_ref(ref: str) -> EntryPart | None:
    found = EntryPart.objects.select_related("agency", "written_by", "entry__case__child")
    return found.filter(ref=ref).first()


def parts_of(entry: Entry, reader: Reader) -> list[EntryPart]:
    found = EntryPart.objects.filter(entry=entry).select_related("agency", "written_by", "struck_by")
    return readable(list(found), reader)


def whose(model: type[Entry] | type[EntryPart], ref: str) -> Case | None:
    """For the trail alone: asked in the same way whether or not there is one, and never told to the person."""
    about = "entries" if model is Entry else "entries__parts"
    with wall.as_system("say in the trail which case was refused"):
        return Case.objects.select_related("child").filter(**{f"{about}__ref": ref}).first()


def told_elsewhere(entry: Entry, user: User) -> list[Entry]:
    """The same happening in the records of other children: of those whose case the person sees."""
    if not entry.event_ref:
        return []
    found = Entry.objects.filter(access.sees_case(user, "case"), event_ref=entry.event_ref).exclude(pk=entry.pk)
    return list(found.select_related("case__child").order_by("pk"))


def correction_of(entry: Entry) -> Entry | None:
    return Entry.objects.filter(corrects=entry).first()


def scores_of(case: Case) -> list[tuple[date, int]]:
    """Each score from the day on which it was decided."""
    rows = case.history.exclude(risk=None).order_by("pgh_created_at")  # type: ignore[attr-defined]
    found: list[tuple[date, int]] = []
    for at, risk in rows.values_list("pgh_created_at", "risk"):
        if not found or found[-1][1] != risk:
            found.append((at.date(), risk))
    return found


def sees_row(model: type[Entry] | type[EntryPart]) -> Callable[[User, str], bool]:
    """Asked about drafts that belong to an entry, each time; its mark is the database's to judge."""
    of_case = "case" if model is Entry else "entry__case"

    def sees(user: User, ref: str) -> bool:
        found = model._default_manager.filter(access.sees_case(user, of_case), ref=ref).first()
        return found is not None and found.is_readable_by(access.reader(user))

    return sees

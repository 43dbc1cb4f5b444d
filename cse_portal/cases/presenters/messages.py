"""Conversations about a case as their pages show them: what is said, who has read it, and who can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import message_queries as queries
from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.models import CaseMessage, Receipt, Thread
from cse_portal.cases.presenters.entries import Struck
from cse_portal.cases.team_queries import Seen
from cse_portal.cases.telling import Hat, Mark
from cse_portal.core import clock

YOU = "you"


@dataclass(frozen=True)
class ThreadRow:
    ref: str
    subject: str
    number: int
    unread: int
    last_by: str
    last_at: datetime
    mark: str
    handling: str


@dataclass(frozen=True)
class ThreadList:
    rows: list[ThreadRow]
    total: int
    may_write: bool
    previous_url: str
    next_url: str


def thread_list(seen: Seen, asked: str) -> ThreadList:
    page = queries.threads(seen.person, seen.case, asked)
    is_more = page.number * queries.THREADS_A_PAGE < page.total
    return ThreadList(
        rows=[_row(one) for one in page.rows],
        total=page.total,
        may_write=seen.decides(Permission.KEEP_RECORD),
        previous_url=f"?page={page.number - 1}" if page.number > 1 else "",
        next_url=f"?page={page.number + 1}" if is_more else "",
    )


def _row(one: queries.Listed) -> ThreadRow:
    thread = one.thread
    return ThreadRow(
        ref=thread.ref,
        subject=thread.subject,
        number=thread.length,
        unread=one.unread,
        last_by=one.last.written_by.name if one.last else "",
        last_at=thread.last_at,
        mark=SIGNS[Handling(thread.handling)],
        handling=thread.get_handling_display(),
    )


@dataclass(frozen=True)
class Reading:
    who: str
    at: datetime


@dataclass(frozen=True)
class Line:
    """A message, and who has read it."""

    message: CaseMessage
    ref: str
    who: str
    agency: str
    words: str
    sent_at: datetime
    is_significant: bool
    is_unread: bool
    is_own: bool
    struck: Struck | None
    read_by: list[Reading]
    waiting: list[str]
    told: list[str]
    may_mark: bool
    may_unmark: bool
    may_strike: bool


@dataclass(frozen=True)
class ThreadView:
    thread: Thread
    lines: list[Line]
    mark: str
    handling: str
    named: list[str]
    may_write: bool
    first: int
    last: int
    number_unread: int
    first_unread: str
    previous_url: str
    next_url: str

    @property
    def is_whole(self) -> bool:
        return self.first == 1 and self.last >= self.thread.length

    @property
    def messages(self) -> list[CaseMessage]:
        return [one.message for one in self.lines]


def thread_view(seen: Seen, thread: Thread, at: int = 0) -> ThreadView:
    """The page on which message number `at` stands; without one, the first unread, else the last."""
    size = queries.MESSAGES_A_PAGE
    place = at or queries.first_unread(thread, seen.person) or thread.length or 1
    place = min(max(place, 1), max(thread.length, 1))
    first = (place - 1) // size * size + 1
    messages = queries.messages_of(thread, first, first + size - 1)
    may_write = seen.decides(Permission.KEEP_RECORD)
    lines = lines_of(messages, queries.receipts_of(messages), seen.person, may_write=may_write)
    unread = [one for one in lines if one.is_unread]
    here = reverse("cases:thread", kwargs={"ref": thread.ref})
    return ThreadView(
        thread=thread,
        lines=lines,
        mark=SIGNS[Handling(thread.handling)],
        handling=thread.get_handling_display(),
        named=named_of(thread),
        may_write=may_write,
        first=first,
        last=min(first + size - 1, thread.length),
        number_unread=len(unread),
        first_unread=unread[0].ref if unread else "",
        previous_url=f"{here}?at={first - 1}" if first > 1 else "",
        next_url=f"{here}?at={first + size}" if first + size <= thread.length else "",
    )


def named_of(thread: Thread) -> list[str]:
    if not thread.named_agencies:
        return []
    numbers = {*thread.named_agencies, thread.agency_id}
    return list(Agency.objects.filter(pk__in=numbers).order_by("name").values_list("name", flat=True))


def lines_of(
    messages: Sequence[CaseMessage],
    receipts: Iterable[Receipt],
    person: User | None = None,
    *,
    may_write: bool = False,
) -> list[Line]:
    """Without a person as they stand on paper, where nobody is “you”."""
    by_message: dict[int, list[Receipt]] = defaultdict(list)
    for one in receipts:
        by_message[one.message_id].append(one)
    return [_line(one, by_message[one.pk], person, may_write=may_write) for one in messages]


def _line(one: CaseMessage, receipts: list[Receipt], person: User | None, *, may_write: bool) -> Line:
    me = person.pk if person else 0
    is_own, stands = one.written_by_id == me, one.struck_at is None
    has_read = any(got.person_id == me and got.read_at for got in receipts)
    is_unread = bool(me) and stands and not is_own and not has_read
    return Line(
        message=one,
        ref=one.ref,
        who=one.written_by.name,
        agency=one.agency.name,
        words=one.words,
        sent_at=one.sent_at,
        is_significant=one.is_significant,
        is_unread=is_unread,
        is_own=is_own,
        struck=_struck(one),
        read_by=_read_by(receipts, me, is_unread=is_unread),
        waiting=[_whom(got) for got in receipts if got.read_at is None and got.person_id != me],
        told=[got.person.name for got in receipts if got.told],
        may_mark=may_write and stands and not one.is_significant,
        may_unmark=may_write and stands and one.is_significant,
        may_strike=may_write and stands and is_own,
    )


def _read_by(receipts: list[Receipt], me: int, *, is_unread: bool) -> list[Reading]:
    """Whoever opens the page has read it by that."""
    found = [
        Reading(YOU if got.person_id == me else got.person.name, got.read_at)
        for got in receipts
        if got.read_at is not None
    ]
    return [*found, Reading(YOU, clock.now())] if is_unread else found


def _whom(receipt: Receipt) -> str:
    return f"{receipt.person.name} (for {receipt.agency.name})" if receipt.agency else receipt.person.name


def _struck(one: CaseMessage) -> Struck | None:
    if one.struck_at is None or one.struck_by is None:
        return None
    return Struck(one.struck_by.name, one.struck_at, one.struck_because)


# --- suggestions while somebody types -------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggested:
    """Somebody, or an agency, that can be named: `marks` are those under which they read, `agency` is theirs."""

    name: str
    more: str
    marks: str
    agency: str


def suggestions(hats: Sequence[Hat], *, by: int, agency: int, mark: Mark | None) -> list[Suggested]:
    """Of those who may read it; where the mark is not chosen yet, what each may read is said with them."""
    others = [one for one in hats if one.person != by and (mark is None or one.reads(mark))]
    found: dict[tuple[str, str], Suggested] = {}
    for one in others:
        marks = _marks(one, agency) if mark is None else ""
        found.setdefault(("person", one.ref), Suggested(one.name, one.role, marks, one.agency_ref))
        if one.answers:
            found.setdefault(("agency", one.agency_ref), Suggested(one.agency_name, "", marks, one.agency_ref))
    return sorted(found.values(), key=lambda one: one.name)


def _marks(hat: Hat, agency: int) -> str:
    """Whoever is of a named agency is told apart by the page, as the boxes are ticked."""
    marks = (Mark(one, agency) for one in Handling)
    return " ".join(mark.handling.value for mark in marks if hat.reads(mark))

"""Messages about a case: sent, told, read, marked as significant and struck through; none is ever erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import letters
from cse_portal.cases import message_queries as queries
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_message, strike_line
from cse_portal.cases.handling import Handling
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.models import Case, CaseMessage, Receipt, Thread
from cse_portal.cases.queries import live_seers
from cse_portal.cases.telling import Hat, Told, Why, reading, whom_to_tell
from cse_portal.core import clock, wall
from cse_portal.notices.actions import mark_read
from cse_portal.notices.models import Notice

KEEP = Permission.KEEP_RECORD
MESSAGE_STRUCK = "This message was struck through already."
NOT_SIGNIFICANT = "This message is not marked as significant any more."
NOT_A_READER = "{} cannot read this conversation any more, so was not told. Take the name out, then send it again."
NOBODY_THERE = "Nobody of {} can read this conversation any more. Take the name out, then send it again."
TELLING = "tell people of a message"


@dataclass(frozen=True)
class Written:
    """A message as somebody wrote it: `people` and `agencies`, by their references, are to be told."""

    words: str
    people: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    is_significant: bool = False


@dataclass(frozen=True)
class Begun:
    """What a conversation is about, and who may read it."""

    subject: str
    handling: Handling = Handling.NETWORK
    named_agencies: Sequence[Agency] = field(default=())


@transaction.atomic
def begin_thread(*, case: Case, begun: Begun, first: Written, by: User) -> CaseMessage:
    require_decides(by, case, KEEP)
    now = clock.now()
    thread = Thread.objects.create(
        case=case,
        agency=_own_agency(by),
        begun_by=by,
        subject=begun.subject,
        handling=begun.handling,
        named_agencies=sorted(one.pk for one in begun.named_agencies),
        last_at=now,
    )
    record("thread.begun", about=thread, case=case, child=case.child, detail={"handling": begun.handling}, by=by)
    return _send(thread, first, by)


@transaction.atomic
def reply(*, thread: Thread, written: Written, by: User) -> CaseMessage:
    """Under the conversation’s own mark; whoever wrote in it before, or was told, is told of this, too."""
    require_decides(by, thread.case, KEEP)
    _require_reads(thread, by)
    held = Thread.objects.select_for_update(of=("self",)).select_related("case__child", "agency").get(pk=thread.pk)
    return _send(held, written, by)


def _send(thread: Thread, written: Written, by: User) -> CaseMessage:
    now = clock.now()
    before = queries.there_before(thread) if thread.length else set()
    thread.length, thread.last_at = thread.length + 1, now
    thread.save(update_fields=["length", "last_at"])
    message = CaseMessage.objects.create(
        thread=thread,
        number=thread.length,
        agency=_own_agency(by),
        written_by=by,
        sent_at=now,
        words=written.words,
        is_significant=written.is_significant,
    )
    told = _tell(message, written, before, by)
    detail = {"number": message.number, "told": len(told), "significant": written.is_significant}
    record("message.sent", about=message, case=thread.case, child=thread.case.child, detail=detail, by=by)
    if written.is_significant:
        note_message(message=message, by=by)
    return message


def _tell(message: CaseMessage, written: Written, before: Collection[int], by: User) -> dict[int, Why]:
    """In the deed itself: what is not sent tells nobody."""
    case = message.thread.case
    hats = reading(queries.hats_of(case, live_seers(case)), message.thread.mark)
    people = {one.person for one in hats if one.ref in written.people}
    agencies = {one.agency for one in hats if one.answers and one.agency_ref in written.agencies}
    _require_all_found(written, hats)
    told = whom_to_tell(hats, people=people, agencies=agencies, before=before, by=by.pk)
    with wall.as_system(TELLING):
        Receipt.objects.bulk_create(
            Receipt(message=message, person_id=person, told=why.told, agency_id=why.agency)
            for person, why in sorted(told.items())
        )
    users = {one.pk: one for one in User.objects.filter(pk__in=told)}
    named = [users[person] for person, why in told.items() if why.told is not Told.THREAD]
    others = [users[person] for person, why in told.items() if why.told is Told.THREAD]
    letters.tell(Letter.MESSAGE, named, message)
    letters.tell(Letter.REPLY, others, message)
    return told


def _require_all_found(written: Written, hats: Iterable[Hat]) -> None:
    """The form has said so before; access may have ended since."""
    there = list(hats)
    if people := written.people - {one.ref for one in there}:
        raise NotAllowedNow(NOT_A_READER.format(_names(User.objects.filter(ref__in=people))))
    if agencies := written.agencies - {one.agency_ref for one in there if one.answers}:
        raise NotAllowedNow(NOBODY_THERE.format(_names(Agency.objects.filter(ref__in=agencies))))


def _names(found: QuerySet[Any]) -> str:
    return " and ".join(found.order_by("name").values_list("name", flat=True)) or "Somebody"


def _own_agency(by: User) -> Agency:
    agency = agency_of(by)
    if agency is None:
        raise PermissionDenied
    return agency


def _require_reads(thread: Thread, by: User) -> None:
    if not thread.is_readable_by(access.reader(by)):
        raise PermissionDenied


@transaction.atomic
def note_messages_read(*, messages: Sequence[CaseMessage], by: User) -> None:
    """By opening the page on which they stand; the first time counts. Part of the look, which is on record. What the
    inbox says of them is read with them."""
    now = clock.now()
    numbers = [one.pk for one in messages if one.written_by_id != by.pk]
    waiting = Receipt.objects.filter(message__in=numbers, person=by)
    told = set(waiting.values_list("message", flat=True))
    waiting.filter(read_at__isnull=True).update(read_at=now)
    new = [Receipt(message_id=number, person=by, read_at=now) for number in numbers if number not in told]
    if new:
        Receipt.objects.bulk_create(new, ignore_conflicts=True)
    refs = [one.ref for one in messages]
    for notice in Notice.objects.of(by).unread().filter(kind__in=letters.OF_MESSAGES, reference__in=refs):
        mark_read(notice=notice, by=by)


@transaction.atomic
def mark_significant(*, message: CaseMessage, by: User) -> CaseMessage:
    """It becomes a line of the chronology, under the same mark; pressed twice, it is one line."""
    held = _held(message, by)
    if held.struck_at:
        raise NotAllowedNow(MESSAGE_STRUCK)
    if not held.is_significant:
        held.is_significant = True
        held.save(update_fields=["is_significant"])
        note_message(message=held, by=by)
        record("message.marked", about=held, case=held.thread.case, child=held.thread.case.child, by=by)
    return held


@transaction.atomic
def unmark_significant(*, message: CaseMessage, version: int, why: str, by: User) -> CaseMessage:
    """Its line is struck through, and stays to be read."""
    held = _held(message, by, version)
    if not held.is_significant:
        raise NotAllowedNow(NOT_SIGNIFICANT)
    held.is_significant = False
    held.save(update_fields=["is_significant"])
    strike_line(message=held, why=why, by=by)
    record("message.unmarked", about=held, case=held.thread.case, child=held.thread.case.child, reason=why, by=by)
    return held


@transaction.atomic
def strike_message(*, message: CaseMessage, version: int, why: str, by: User) -> CaseMessage:
    """By whoever wrote it: it stays where it stands, and its line is struck through with it."""
    held = _held(message, by, version)
    if held.written_by_id != by.pk:
        raise PermissionDenied
    if held.struck_at:
        raise NotAllowedNow(MESSAGE_STRUCK)
    if held.is_significant:
        strike_line(message=held, why=why, by=by)
    held.is_significant = False
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save(update_fields=["is_significant", "struck_at", "struck_by", "struck_because"])
    record("message.struck", about=held, case=held.thread.case, child=held.thread.case.child, reason=why, by=by)
    return held


def _held(message: CaseMessage, by: User, version: int | None = None) -> CaseMessage:
    require_decides(by, message.thread.case, KEEP)
    _require_reads(message.thread, by)
    if version is None:
        held = CaseMessage.objects.select_for_update().get(pk=message.pk)
    else:
        held = CaseMessage.held_at(pk=message.pk, version=version)
    held.thread = message.thread
    return held

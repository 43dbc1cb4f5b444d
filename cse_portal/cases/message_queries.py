"""Conversations about a case: as much of them as somebody may read, who read them, and who can be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Min, Q
from django.db.models.functions import Lower

from cse_portal.agencies import access
from cse_portal.agencies.agency_types import HEALTH
from cse_portal.agencies.giving import POINTS_OF_CONTACT
from cse_portal.agencies.models import Agency, Membership, User
from cse_portal.agencies.reasons import Reason
from cse_portal.agencies.sight import READS_COVERT
from cse_portal.cases.mentions import Unknown
from cse_portal.cases.models import Case, CaseGrant, CaseMember, CaseMessage, Receipt, Thread
from cse_portal.cases.telling import Hat, with_somebody_to_ask
from cse_portal.core import clock, wall
from cse_portal.ui.paging import read_number

THREADS_A_PAGE = 25
MESSAGES_A_PAGE = 25
AT_A_TIME = 200
IS_A_PART_FOR_DAYS = 14


@dataclass(frozen=True)
class Listed:
    thread: Thread
    unread: int
    last: CaseMessage | None


@dataclass(frozen=True)
class ThreadPage:
    rows: list[Listed]
    number: int
    total: int


def threads(user: User, case: Case, asked: str) -> ThreadPage:
    """What the marks leave, judged by the database: unread first, then the latest."""
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    rows = _page(user, case, max(number, 1))
    if not rows and number > 1:
        number, rows = 1, _page(user, case, 1)
    total = rows[0][2] if rows else 0
    unread = {pk: count for pk, count, _ in rows}
    found = Thread.objects.select_related("agency", "begun_by").in_bulk(list(unread))
    last = {one.thread_id: one for one in _last_of(list(unread))}
    listed = [Listed(found[pk], unread[pk], last.get(pk)) for pk in unread if pk in found]
    return ThreadPage(listed, read_number(str(number), total=total, size=THREADS_A_PAGE), total)


def _page(user: User, case: Case, number: int) -> list[tuple[int, int, int]]:
    with connection.cursor() as cursor:
        skip = (number - 1) * THREADS_A_PAGE
        cursor.execute(
            "select thread_id, unread, total from portal.thread_page(%s, %s, %s, %s)",
            [case.pk, user.pk, skip, THREADS_A_PAGE],
        )
        return cursor.fetchall()


def _last_of(numbers: Sequence[int]) -> Iterable[CaseMessage]:
    found = CaseMessage.objects.filter(thread__in=numbers, number=F("thread__length"))
    return found.select_related("written_by", "agency")


def number_unread(user: User, case: Case) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select portal.unread_messages(%s, %s)", [case.pk, user.pk])
        return int(cursor.fetchone()[0])


# --- one conversation ------------------------------------------------------------------------------------------


def thread_by_ref(ref: str) -> Thread | None:
    return Thread.objects.select_related("agency", "begun_by", "case__child").filter(ref=ref).first()


def message_by_ref(ref: str) -> CaseMessage | None:
    return _whole().select_related("thread__agency", "thread__begun_by", "thread__case__child").filter(ref=ref).first()


def _whole() -> Any:
    return CaseMessage.objects.select_related("agency", "written_by", "struck_by")


def messages_of(thread: Thread, first: int, last: int) -> list[CaseMessage]:
    return list(_whole().filter(thread=thread, number__gte=first, number__lte=last).order_by("number"))


def all_messages(thread: Thread) -> Iterator[list[CaseMessage]]:
    """Of a file: some at a time."""
    for first in range(1, thread.length + 1, AT_A_TIME):
        yield messages_of(thread, first, first + AT_A_TIME - 1)


def first_unread(thread: Thread, person: User) -> int:
    """None: 0."""
    seen = Receipt.objects.filter(person=person, read_at__isnull=False, message__thread=thread)
    own = Q(written_by=person) | Q(struck_at__isnull=False) | Q(pk__in=seen.values("message"))
    left = CaseMessage.objects.filter(thread=thread).exclude(own)
    return left.aggregate(number=Min("number"))["number"] or 0


def receipts_of(messages: Sequence[CaseMessage]) -> list[Receipt]:
    """Those who were told first, then by name."""
    numbers = [one.pk for one in messages]
    found = Receipt.objects.filter(message__in=numbers).select_related("person", "agency")
    return list(found.order_by("message", "read_at", "person__name", "pk"))


def there_before(thread: Thread) -> set[int]:
    """Whoever wrote in it, or was told of it."""
    wrote = CaseMessage.objects.filter(thread=thread).order_by().values_list("written_by", flat=True).distinct()
    told = Receipt.objects.filter(message__thread=thread).exclude(told="").order_by()
    return {*wrote, *told.values_list("person", flat=True).distinct()}


def whose(model: type[Thread] | type[CaseMessage], ref: str) -> Case | None:
    """For the trail alone: asked in the same way whether or not there is one, and never told to the person."""
    about = "threads" if model is Thread else "threads__messages"
    with wall.as_system("say in the trail which case was refused"):
        return Case.objects.select_related("child").filter(**{f"{about}__ref": ref}).first()


def sees_thread(user: User, ref: str) -> bool:
    """Asked about drafts of a reply, each time; the mark is the database's to judge, and ours."""
    found = Thread.objects.filter(access.sees_case(user, "case"), ref=ref).first()
    return found is not None and found.is_readable_by(access.reader(user))


def sees_message(user: User, ref: str) -> bool:
    found = (
        CaseMessage.objects.filter(access.sees_case(user, "thread__case"), ref=ref).select_related("thread").first()
    )
    return found is not None and found.thread.is_readable_by(access.reader(user))


def was_told_lately(user: User, case: Case) -> bool:
    """Somebody wrote to them about the case: that is a part in it, for as long as an answer may take."""
    since = clock.now() - timedelta(days=IS_A_PART_FOR_DAYS)
    told = Receipt.objects.filter(person=user, message__thread__case=case, message__sent_at__gte=since).exclude(
        told=""
    )
    return bool(told.exists())


# --- who can be told ------------------------------------------------------------------------------------------


def hats_of(case: Case, seers: Iterable[Membership]) -> list[Hat]:
    """Of those who see the case today, in each role by which they do."""
    with wall.as_system("show who may be told of a message"):
        team = set(CaseMember.objects.current().filter(case=case).values_list("membership", flat=True))
        grants = CaseGrant.objects.live().filter(content_object=case, reason=Reason.NAMED)
        named = set(grants.values_list("membership", flat=True))
    hats = [_hat(one, works_it=one.pk in team, is_named=one.pk in named) for one in seers]
    return with_somebody_to_ask(hats)


def _hat(one: Membership, *, works_it: bool, is_named: bool) -> Hat:
    return Hat(
        person=one.user_id,
        ref=one.user.ref,
        name=one.user.name,
        role=str(one),
        agency=one.agency_id,
        agency_ref=one.agency.ref,
        agency_name=one.agency.name,
        is_near=works_it or is_named,
        answers=works_it or one.get_role() in POINTS_OF_CONTACT,
        covert=one.get_role() in READS_COVERT,
        health=one.agency.kind in HEALTH,
    )


def others_called(case: Case, unknown: Sequence[Unknown]) -> dict[Unknown, str]:
    """Of those named who do not see the case: whom the partnership knows by that name, the longest first."""
    beginnings = {words for one in unknown for words in one.beginnings()}
    if not beginnings:
        return {}
    there = Membership.objects.live().filter(agency__partnership=case.partnership_id)
    people = there.annotate(lower=Lower("user__name")).filter(lower__in=beginnings)
    agencies = Agency.objects.filter(partnership=case.partnership_id).annotate(lower=Lower("name"))
    names = [*people.values_list("user__name", flat=True), *_named(agencies, beginnings)]
    by_name = {name.lower(): name for name in names}
    found = {}
    for one in unknown:
        met = [words for words in one.beginnings() if words in by_name]
        if met:
            found[one] = by_name[met[-1]]
    return found


def _named(agencies: Any, beginnings: Collection[str]) -> list[str]:
    return list(agencies.filter(lower__in=beginnings).values_list("name", flat=True))

"""The inbox as its page shows it, and who will be told of a piece of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from cse_portal.agencies.models import Partnership, User
from cse_portal.core import clock, wall
from cse_portal.core.notify import carries_texts
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import Notice, Reaching
from cse_portal.notices.news_kinds import ByText, all_news
from cse_portal.notices.numbers import end_of
from cse_portal.notices.whom import Whom
from cse_portal.notices.wording import title_of
from cse_portal.operations.job_rules import Ails
from cse_portal.worklist.kinds import kind_of, ladder_of
from cse_portal.worklist.ladders import TOLD_TITLES, Told, planned
from cse_portal.worklist.models import DueItem
from cse_portal.worklist.sight import initials_for

SHOWS = "show who is told of a piece of work"
COUNTS = "count what is far overdue in a partnership"
MOST_SHOWN = 200
BY_TEXT = "by text message, too: those of them who gave a mobile number"


AILS: Mapping[str, str] = {
    Ails.FAILING: "fails",
    Ails.STUCK: "began more than an hour ago and has not come to its end",
    Ails.LATE: "has not come to its end for too long",
    Ails.SET_ASIDE: "holds what was set aside after many tries",
}


@dataclass(frozen=True)
class InboxRow:
    ref: str
    title: str
    task: str
    initials: str  # of the child, where the reader sees the case
    reference: str
    posted_at: datetime
    due_at: datetime | None
    started_at: datetime | None
    is_unread: bool
    is_done: bool


@dataclass(frozen=True)
class InboxDay:
    day: datetime
    rows: list[InboxRow]


def inbox_days(notices: Sequence[Notice], reader: User) -> list[InboxDay]:
    initials = initials_for(reader, {one.item.case_ref for one in notices if one.item is not None})
    days: list[InboxDay] = []
    for notice in notices:
        day = notice.posted_at.astimezone(LONDON)
        if not days or days[-1].day.date() != day.date():
            days.append(InboxDay(day, []))
        days[-1].rows.append(_row(notice, initials))
    return days


def _row(notice: Notice, initials: Mapping[str, str]) -> InboxRow:
    item = notice.item
    is_theirs = item is not None and notice.rung == Told.WORKER
    return InboxRow(
        ref=notice.ref,
        title=title_of(notice),
        task=item.task if item is not None and is_theirs else "",
        initials=initials.get(notice.reference, ""),
        reference=notice.reference,
        posted_at=notice.posted_at,
        due_at=notice.due_at,
        started_at=item.opened_at if item else None,
        is_unread=notice.read_at is None,
        is_done=item is not None and item.closed_at is not None,
    )


@dataclass(frozen=True)
class StepRow:
    at: datetime
    is_past: bool
    whom: str
    people: list[str]


def who_will_be_told(item: DueItem) -> list[StepRow]:
    """Each step with those who stand on it today; what was told already names those who were told."""
    with wall.as_system(SHOWS):
        return _steps(item, clock.now())


def _steps(item: DueItem, now: datetime) -> list[StepRow]:
    whom, ladder = Whom([item], now), ladder_of(item.kind)
    told = _told(item)
    steps = planned(ladder, due_at=item.due_at, opened_at=item.opened_at, amounts=whom.amounts(item))
    answers = {one.step.code: whom.told(item, ladder, one.step.told) for one in steps}
    people = {number for one in answers.values() for number in one.people}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    rows = [
        StepRow(
            at=one.at,
            is_past=one.at <= now,
            whom=TOLD_TITLES[answers[one.step.code].rung],
            people=told.get(one.step.code) or sorted(names[n] for n in answers[one.step.code].people if n in names),
        )
        for one in steps
    ]
    return sorted([*rows, *_texts(item, people)], key=lambda row: row.at)


def _texts(item: DueItem, people: Iterable[int]) -> list[StepRow]:
    """The news that came with the work may go by text message, too, to those who gave a number."""
    kinds = [news.code for news in all_news() if news.by_text is not ByText.NO]
    if not (carries_texts() and item.source_ref):
        return []
    news = Notice.objects.filter(item__isnull=True, kind__in=kinds, reference=item.source_ref, recipient__in=people)
    found = news.order_by("posted_at", "recipient__name").select_related("recipient")
    by_time: dict[datetime, list[str]] = {}
    for one in found:
        names = by_time.setdefault(one.posted_at, [])
        if one.text_after is not None:
            names.append(one.recipient.name)
    return [StepRow(at, is_past=True, whom=BY_TEXT, people=names) for at, names in by_time.items()]


def _told(item: DueItem) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = Notice.objects.filter(item=item).order_by("recipient__name").values_list("step", "recipient__name")
    for step, name in rows:
        found.setdefault(step, []).append(name)
    return found


@dataclass(frozen=True)
class TextsPage:
    """Whether text messages come, and of what."""

    is_set_up: bool
    number_ends: str
    is_confirmed: bool
    is_refused: bool
    waits_for_code: bool
    always: list[str]
    wished: list[str]


def texts_page(held: Reaching | None) -> TextsPage:
    titles = {way: [news.title for news in all_news() if news.by_text is way] for way in ByText}
    return TextsPage(
        is_set_up=carries_texts(),
        number_ends=end_of(held.mobile) if held else "",
        is_confirmed=held is not None and held.takes_texts,
        is_refused=held is not None and held.refused_at is not None,
        waits_for_code=held is not None and bool(held.code_digest),
        always=titles[ByText.ALWAYS],
        wished=titles[ByText.WISHED],
    )


@dataclass(frozen=True)
class OverdueItem:
    ref: str
    label: str
    agency: str
    due_at: datetime


@dataclass(frozen=True)
class OverdueKind:
    label: str
    number: int


@dataclass(frozen=True)
class OverduePage:
    total: int
    kinds: list[OverdueKind]
    agencies: list[OverdueKind]
    items: list[OverdueItem]
    now: datetime


def far_overdue(partnership: Partnership) -> OverduePage:
    """What has climbed to the last rung of its ladder: by kind, by agency, and each by its own reference."""
    with wall.as_system(COUNTS):
        told = Notice.objects.filter(rung=Told.BOARD, item=OuterRef("pk"))
        open_there = DueItem.objects.open().filter(agency__partnership=partnership)
        found = list(open_there.filter(Exists(told)).select_related("agency").order_by("due_at", "pk"))
    items = [OverdueItem(one.ref, _label(one.kind), one.agency.name, one.due_at) for one in found]
    return OverduePage(
        total=len(items),
        kinds=_counted(one.label for one in items),
        agencies=_counted(one.agency for one in items),
        items=items[:MOST_SHOWN],
        now=clock.now(),
    )


def _label(code: str) -> str:
    kind = kind_of(code)
    return kind.label if kind else "Other work"


def _counted(labels: Iterable[str]) -> list[OverdueKind]:
    return [OverdueKind(label, number) for label, number in Counter(labels).most_common()]

"""What an e-mail says: the kind of work, its reference, when it is due, and where to find it. Nothing of a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from cse_portal.core import clock
from cse_portal.core.working_days import LONDON
from cse_portal.notices.models import Notice
from cse_portal.notices.news_kinds import news_of
from cse_portal.ui.dates import in_words, time_in_words
from cse_portal.worklist.kinds import kind_of
from cse_portal.worklist.ladders import Told

FAR_OVERDUE = "Work in the partnership that is far overdue"
LATE_WITH = "Late in your agency"
LATE_ELSEWHERE = "Late, and passed on to you"
SOMETHING = "Something in the portal"


@dataclass(frozen=True)
class Line:
    title: str
    reference: str
    when: str
    url: str
    is_late: bool


def words_of(notices: Sequence[Notice]) -> tuple[str, str]:
    """Subject and body. One piece of news has its own words, where its room wrote some."""
    news = news_of(notices[0].kind) if len(notices) == 1 and notices[0].item_id is None else None
    if news and news.template:
        return f"{news.title} in the CSE Portal", render_to_string(news.template, {"portal": settings.PORTAL_URL})
    lines = [line_of(one) for one in notices]
    context = {
        "late": [one for one in lines if one.is_late],
        "other": [one for one in lines if not one.is_late],
        "number": len(lines),
        "portal": settings.PORTAL_URL,
        "how": settings.PORTAL_URL.rstrip("/") + reverse("notices:ways"),
    }
    return _subject(lines), render_to_string("notices/email/waiting.txt", context)


def text_of(notices: Sequence[Notice]) -> tuple[str, str]:
    """Of a text message: what it is called here, and its words. It may lie on a table with its face up."""
    titles = sorted({title_of(one) for one in notices})
    what = titles[0] if len(titles) == 1 else f"{len(notices)} things cannot wait"
    return what[:160], f"CSE Portal: {what}. Sign in to read more: {settings.PORTAL_URL}"


def line_of(notice: Notice) -> Line:
    return Line(
        title=title_of(notice),
        reference=notice.reference,
        when=_when(notice.due_at),
        url=settings.PORTAL_URL.rstrip("/") + notice.url,
        is_late=notice.due_at is not None and notice.due_at < clock.now(),
    )


def title_of(notice: Notice) -> str:
    """Whoever is told of what others should have done reads that it is not theirs to do."""
    kind, news = kind_of(notice.kind), news_of(notice.kind)
    label = kind.label if kind else news.title if news else SOMETHING
    if notice.rung == Told.BOARD:
        return f"{FAR_OVERDUE}: {label}"
    if notice.rung == Told.LEAD:
        return f"{LATE_ELSEWHERE}: {label}"
    if notice.rung in (Told.MANAGER, Told.CONTACT):
        return f"{LATE_WITH}: {label}"
    return label


def _when(due_at: datetime | None) -> str:
    if due_at is None:
        return ""
    here = due_at.astimezone(LONDON)
    verb = "was due" if due_at < clock.now() else "is due"
    return f"It {verb} on {in_words(here.date())} at {time_in_words(here.time())}"


def _subject(lines: Sequence[Line]) -> str:
    late = sum(one.is_late for one in lines)
    if len(lines) == 1:
        return f"CSE Portal: {lines[0].title}{' (late)' if late else ''}"[:160]
    tail = f", {late} of them late" if late else ""
    return f"CSE Portal: {len(lines)} things wait for you{tail}"

"""Links as rows of a table, and items as people call them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from cse_portal.cases.handling import SIGNS, Handling
from cse_portal.cases.handling import TITLES as MARKS
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network.item_kinds import title
from cse_portal.network.models import Item, Link
from cse_portal.ui.dates import in_words

NEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class End:
    """One of the two between which a link stands."""

    name: str
    sort: str
    url: str


@dataclass(frozen=True)
class Row:
    link: Link
    start: End
    words: str
    end: End
    when: str
    grade: str
    mark: str
    mark_words: str
    is_new: bool


def rows_of(links: Iterable[Link], here: Case | Item | None = None) -> list[Row]:
    """Read from the one whose page it is, where it is at an end; the latest first."""
    return [_row(link, here) for link in sorted(links, key=_latest, reverse=True)]


def _latest(link: Link) -> tuple[date, int]:
    return link.until or link.since or timezone.localdate(link.created_at), link.pk


def _row(link: Link, here: Case | Item | None) -> Row:
    start, end = end_of(link.start_case or link.start_item), end_of(link.end_case or link.end_item)
    is_forward = here is None or not _is_at_end(link, here)
    return Row(
        link=link,
        start=start if is_forward else end,
        words=link.reads(is_forward=is_forward),
        end=end if is_forward else start,
        when=when(link),
        grade=link.grade,
        mark=SIGNS[Handling(link.handling)],
        mark_words=MARKS[Handling(link.handling)],
        is_new=is_new(link),
    )


def _is_at_end(link: Link, here: Case | Item) -> bool:
    if isinstance(here, Case):
        return link.end_case_id == here.pk and link.start_case_id != here.pk
    return link.end_item is not None and here.pk in (link.end_item.pk, link.end_item.merged_into_id)


def end_of(one: Case | Item | None) -> End:
    if isinstance(one, Case):
        return End(one.child.name, "child", reverse("network:around_case", kwargs={"ref": one.ref}))
    item = (one.merged_into or one) if one else None
    if item is None:
        raise ValueError("A link has two ends")
    return End(item.label, title(item.get_kind()).lower(), reverse("network:item", kwargs={"ref": item.ref}))


def when(link: Link) -> str:
    if link.since is None:
        return "Not known when"
    about = "About " if link.is_about else ""
    if link.until and link.until != link.since:
        return f"{about}{in_words(link.since)} to {in_words(link.until)}"
    return f"{about}{in_words(link.since)}"


def is_new(link: Link) -> bool:
    return link.created_at >= clock.now() - NEW_FOR

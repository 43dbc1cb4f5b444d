"""The list of cases as its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.core import signing
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import ages, listing
from cse_portal.cases import list_queries as queries
from cse_portal.cases.access import agency_of
from cse_portal.cases.attendance_queries import reports_attendance
from cse_portal.cases.child_lists import Born
from cse_portal.cases.flags import Flag, flags_of
from cse_portal.cases.list_kinds import MOST_ALLOCATED
from cse_portal.cases.listing import COLUMNS, Column, Wanted
from cse_portal.cases.models import Case
from cse_portal.cases.workflow import TITLES, Stage
from cse_portal.core import clock
from cse_portal.core.working_days import end_of_work
from cse_portal.ui import marks
from cse_portal.ui.dates import in_words as day_in_words

SALT = "cases.list"
SOME_REF = "CCCC-CCCC-CCCC"


@dataclass(frozen=True)
class Row:
    """What stands in one line; empty where nothing is known, or nothing that this person may read."""

    case: Case
    age: str
    stage: str
    worker: str
    school: str
    flags: list[Flag]
    review_at: datetime | None
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.case.closed_on is None


class Line(NamedTuple):
    """One row as the page draws it."""

    ref: str
    name: str
    url: str
    cells: str


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by, and the way to leave it out."""

    words: str
    url: str


@dataclass(frozen=True)
class Heading:
    code: str
    column: Column


@dataclass(frozen=True)
class CaseListPage:
    wanted: Wanted
    form: Any
    lines: list[Line]
    headings: list[Heading]
    number: str
    next_url: str
    first_url: str
    chips: list[Chip]
    views: Sequence[queries.KeptView]
    opens_with: str  # what the view asks for that opens first
    here: str  # the view that is shown, by reference
    may_share_out: bool
    may_share_out_all: bool
    may_export: bool
    may_begin: bool
    may_import: bool
    is_first: bool

    @property
    def query(self) -> str:
        return self.wanted.query

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form that begins at the list takes along of it."""
        return parse_qsl(self.query)

    @property
    def all_url(self) -> str:
        """Without the view that opens first."""
        return f"{reverse('cases:list')}?sort=urgency"


def sealed(order: str, key: list[Any] | None) -> str:
    """Where the next page begins, as an address may carry it: it cannot be read or made up."""
    return signing.dumps([order, key], salt=SALT, compress=True) if key else ""


def unsealed(text: str, order: str) -> list[Any] | None:
    """Of another order it is no key."""
    try:
        of, key = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return list(key) if of == order else None


def case_list(user: User, form: Any, after: str) -> CaseListPage:
    """`form` says what is wanted, and how it is asked for; whom it offers is known with the rest of the page."""
    wanted: Wanted = form.wanted
    begin = unsealed(after, wanted.sort) if after else None
    found = queries.found(user, wanted, begin)
    around, beside = queries.around(user, found.cases, wanted.columns)
    form.offer(around.choices)
    following = sealed(wanted.sort, found.next)
    return CaseListPage(
        wanted=wanted,
        form=form,
        lines=_lines(_rows(found.cases, beside, wanted), wanted),
        headings=[Heading(code, COLUMNS[code]) for code in wanted.columns],
        number=in_words(found.number),
        next_url=address_of(wanted, f"after={following}") if following else "",
        first_url=address_of(wanted),
        chips=list(_chips(wanted, form)),
        views=around.views,
        opens_with=next((one.query for one in around.views if one.opens_first), ""),
        here=next((one.ref for one in around.views if one.query == wanted.query), ""),
        may_share_out=access.can(user, queries.SHARES_OUT),
        may_share_out_all=found.number <= MOST_ALLOCATED,
        may_export=access.can(user, queries.EXPORTS),
        may_begin=access.can(user, Permission.BEGIN_RECORD),
        may_import=reports_attendance(agency_of(user)),
        is_first=begin is None,
    )


def in_words(number: int) -> str:
    most = access.COUNT_AT_MOST
    if number == 1:
        return "1 case"
    return f"{most:,}+ cases" if number > most else f"{number:,} cases"


def rows_of(cases: list[Case], wanted: Wanted) -> list[Row]:
    return _rows(cases, queries.beside(cases, wanted.columns), wanted)


def _rows(cases: Sequence[Case], known: queries.Beside, wanted: Wanted) -> list[Row]:
    now, today = clock.now(), clock.today()
    return [_row(case, known, wanted, now, today) for case in cases]


def _row(case: Case, known: queries.Beside, wanted: Wanted, now: datetime, on: date) -> Row:
    child, stage = case.child, case.get_stage()
    review_on = None if stage is Stage.CLOSED else case.review_on
    review_at = end_of_work(review_on) if review_on else None
    return Row(
        case=case,
        age=ages.age_in_words(child.born_on, Born(child.born_is), on=on),
        stage=TITLES[stage],
        worker=known.workers.get(case.pk, ""),
        school=known.schools.get(child.pk, ""),
        flags=flags_of(case, on=on) if "flags" in wanted.columns else [],
        review_at=review_at,
        is_late=review_at is not None and review_at < now,
    )


Cell = Callable[[Row], str]


def _lines(rows: list[Row], wanted: Wanted) -> list[Line]:
    """Drawn here, since a template that asks of each cell which column it is in takes longer than all the rest."""
    before, behind = _record_address()
    drawn = [(CELLS[code], COLUMNS[code].title, code in LEFT_EMPTY) for code in wanted.columns]
    lines = ((row.case.ref, row.case.child.name, row) for row in rows)
    return [Line(ref, name, f"{before}{ref}{behind}", _cells(row, drawn)) for ref, name, row in lines]


def _cells(row: Row, drawn: list[tuple[Cell, str, bool]]) -> str:
    said = ((title, cell(row), may_be_empty) for cell, title, may_be_empty in drawn)
    return marks.cells([("" if may_be_empty and not words else title, words) for title, words, may_be_empty in said])


@lru_cache(maxsize=1)
def _record_address() -> tuple[str, str]:
    """What stands before and behind the reference: looking an address up for each row takes longer than the row."""
    before, behind = reverse("cases:record", kwargs={"ref": SOME_REF}).split(SOME_REF)
    return before, behind


def _review(row: Row) -> str:
    if row.review_at and row.case.review_on:
        day = day_in_words(row.case.review_on)
        return marks.beside(day, marks.tag("Late", "red")) if row.is_late else day
    return marks.muted("Not set") if row.is_open else ""


CELLS: Mapping[str, Cell] = {
    "score": lambda row: marks.score(row.case.risk),
    "stage": lambda row: row.stage,
    "review": _review,
    "agency": lambda row: str(row.case.lead_agency),
    "worker": lambda row: row.worker or (marks.muted("Nobody yet") if row.is_open else ""),
    "flags": lambda row: marks.beside(*(marks.flag(one.words, one.tone) for one in row.flags)),
    "age": lambda row: row.age,
    "school": lambda row: row.school,
    "opened": lambda row: day_in_words(row.case.opened_on),
    "reference": lambda row: row.case.ref,
}
LEFT_EMPTY = frozenset({"flags", "school"})  # of these a phone does not name what is not there


def address_of(wanted: Wanted, *more: str) -> str:
    query = "&".join(part for part in (wanted.query, *more) if part)
    return f"{reverse('cases:list')}?{query}" if query else reverse("cases:list")


def _chips(wanted: Wanted, form: Any) -> Iterator[Chip]:
    for words, without in _narrowed_by(wanted, form):
        yield Chip(words, address_of(replace(wanted, **without)))


def _narrowed_by(wanted: Wanted, form: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each in words, with what would leave it out."""
    for name in ("whose", "review", "worker", "agency", "school"):
        if value := str(getattr(wanted, name)):
            yield f"{LABELS[name]}{_title(form, name, value)}", {name: type(getattr(wanted, name))("")}
    yield from _each("scores", wanted.scores, listing.SCORES, "Score ")
    yield from _each("stages", wanted.stages, TITLES, "")
    yield from _each("flags", wanted.flags, listing.FLAGS, "")
    if wanted.area:
        yield f"Postcode area {wanted.area}", {"area": ""}
    if wanted.age_from is not None:
        yield f"{wanted.age_from} or older", {"age_from": None}
    if wanted.age_to is not None:
        yield f"{wanted.age_to} or younger", {"age_to": None}


LABELS: Mapping[str, str] = {
    "whose": "",
    "review": "Review: ",
    "worker": "Worker: ",
    "agency": "Led by ",
    "school": "At ",
}


def _title(form: Any, name: str, value: str) -> str:
    return str(dict(form.fields[name].choices)[value])


def _each(
    field: str, chosen: tuple[str, ...], titles: Mapping[Any, str], label: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in chosen:
        yield f"{label}{titles[one]}", {field: tuple(other for other in chosen if other != one)}

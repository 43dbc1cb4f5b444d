"""Children missing or absent without a screening in date, as the list and its spreadsheet show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cse_portal.agencies.models import User
from cse_portal.cases import unscreened_queries as queries
from cse_portal.cases.attendance.wording import sessions_words
from cse_portal.cases.missing_queries import workers_on
from cse_portal.cases.unscreened import Wanted
from cse_portal.cases.unscreened_queries import Unscreened
from cse_portal.core import clock
from cse_portal.ui.dates import in_words

NEVER = "Never"


@dataclass(frozen=True)
class Line:
    one: Unscreened
    missing: str
    absent: str
    screened: str
    worker: str


def unscreened_lines(person: User, wanted: Wanted) -> list[Line]:
    return lines_of(queries.unscreened(person, wanted, clock.today()))


def lines_of(found: Iterable[Unscreened]) -> list[Line]:
    rows = list(found)
    workers = workers_on([one.case.pk for one in rows])
    return [
        Line(
            one=row,
            missing=_missing(row),
            absent=_absent(row),
            screened=in_words(row.screened_on) if row.screened_on else NEVER,
            worker=workers.get(row.case.pk, ""),
        )
        for row in rows
    ]


def _missing(row: Unscreened) -> str:
    number = len(row.episodes)
    if not number:
        return ""
    last = max(one.day for one in row.episodes)
    return f"{number} episode{'' if number == 1 else 's'}, the last on {in_words(last)}"


def _absent(row: Unscreened) -> str:
    if not row.absences:
        return ""
    return f"{sessions_words(row.sessions)}, the last on {in_words(max(one.to_on for one in row.absences))}"

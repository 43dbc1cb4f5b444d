"""A school’s file before and after it is kept, and the absence of a child, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases import attendance_queries as queries
from cse_portal.cases.access import agency_of
from cse_portal.cases.attendance.columns import Column, headings_at, troubles
from cse_portal.cases.attendance.days import Absence
from cse_portal.cases.attendance.reading import Row, rows_of
from cse_portal.cases.attendance.tables import Line
from cse_portal.cases.attendance.wording import AUTHORISED, days_words, ranges, sessions_words
from cse_portal.cases.models import AttendanceImport, Case, SchoolAbsence
from cse_portal.cases.team_queries import Seen
from cse_portal.core import clock

MOST_SHOWN = 200
NEW, PUT_RIGHT, ON_RECORD = "New", "Put right", "On record already"


@dataclass(frozen=True)
class KeptLine:
    """A period of a child whose case the person sees."""

    rows: str
    case: Case
    days: str
    sessions: str
    authorised: str
    what: str


@dataclass(frozen=True)
class CheckPage:
    """What would be kept of the file, row by row; of other children nothing is said."""

    rows: list[Row]
    troubles: list[str]
    kept: list[KeptLine]
    wrong: list[Row]
    present: str
    others: str
    others_number: int

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def may_keep(self) -> bool:
        return any(row.absence is not None for row in self.rows)

    @property
    def more_wrong(self) -> int:
        return sum(bool(row.wrong) for row in self.rows) - len(self.wrong)


def below_headings(lines: Sequence[Line]) -> Sequence[Line]:
    return lines[headings_at(lines) + 1 :]


def check_page(lines: Sequence[Line], chosen: Sequence[Column], person: User) -> CheckPage:
    wrong = troubles(chosen)
    rows = [] if wrong else rows_of(below_headings(lines), chosen, on=clock.today())
    agency = agency_of(person)
    cases = queries.cases_of([row.pupil for row in rows if row.absence], agency.partnership_id) if agency else {}
    others = [row.number for row in rows if row.absence and row.pupil not in cases]
    return CheckPage(
        rows=rows,
        troubles=wrong,
        kept=_kept(rows, cases, person),
        wrong=[row for row in rows if row.wrong][:MOST_SHOWN],
        present=ranges(row.number for row in rows if row.is_no_absence),
        others=ranges(others),
        others_number=len(others),
    )


def _kept(rows: Iterable[Row], cases: dict[queries.Pupil, Case], person: User) -> list[KeptLine]:
    agency = agency_of(person)
    found = queries.by_case(rows, cases)
    held = queries.on_record(found, agency) if agency else {}
    lines = [
        line
        for case, periods in found.items()
        for line in _of_case(case, periods, queries.planned(periods, held.get(case.pk, [])))
    ]
    return sorted(lines, key=lambda line: int(line.rows))[:MOST_SHOWN]


def _of_case(case: Case, periods: list[tuple[int, Absence]], planned: queries.Planned) -> list[KeptLine]:
    right = [absence.span for _, absence in planned.put_right]
    new = {row for row, _ in planned.new}
    said = [_line(row, case, one, NEW) for row, one in planned.new]
    return said + [
        _line(row, case, one, PUT_RIGHT if one.span in right else ON_RECORD)
        for row, one in periods
        if one.span in right or row not in new
    ]


def _line(row: int, case: Case, one: Absence, what: str) -> KeptLine:
    days, sessions = days_words(*one.span), sessions_words(one.sessions)
    return KeptLine(str(row), case, days, sessions, AUTHORISED[one.is_authorised], what)


# --- what was kept ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ImportedPage:
    """As the person may know it."""

    made: AttendanceImport
    problems: list[tuple[int, list[str]]]

    @property
    def more_wrong(self) -> int:
        return self.made.rows_wrong - len(self.problems)


def imported_page(made: AttendanceImport) -> ImportedPage:
    return ImportedPage(made, [(number, words) for number, *words in made.problems])


# --- in the case -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AbsenceLine:
    row: SchoolAbsence
    days: str
    sessions: str
    authorised: str


@dataclass(frozen=True)
class Absences:
    lines: list[AbsenceLine]
    struck: list[AbsenceLine]
    is_persistent: bool
    may_keep: bool


def absences(seen: Seen) -> Absences:
    found = queries.absences_of(seen.case)
    lines = [_absence(one) for one in found]
    return Absences(
        lines=[one for one in lines if one.row.struck_at is None],
        struck=[one for one in lines if one.row.struck_at],
        is_persistent=queries.is_persistently_absent(found, clock.today()),
        may_keep=seen.decides(Permission.KEEP_RECORD),
    )


def _absence(one: SchoolAbsence) -> AbsenceLine:
    return AbsenceLine(one, days_words(*one.span), sessions_words(one.sessions), AUTHORISED[one.is_authorised])

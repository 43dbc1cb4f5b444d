"""A school's file of absence is kept in the cases of its pupils, whoever sees them; of any other pupil nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record, record_look
from cse_portal.cases import attendance_queries as queries
from cse_portal.cases.access import agency_of, require_decides
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.attendance.days import Absence
from cse_portal.cases.attendance.reading import Row
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.missing_rules import MissingRefused
from cse_portal.cases.models import AttendanceImport, Case, SchoolAbsence
from cse_portal.core import clock, wall
from cse_portal.core.actor import Actor, System

KEEP = Permission.KEEP_RECORD
KEEPING = System("keep the absence that a school reported with the children it is about")
STRUCK = "This absence was struck as recorded in error already."
MOST_PROBLEMS = 500


@transaction.atomic
def note_attendance_checked(*, rows: Sequence[Row], by: User) -> None:
    """A file was looked at before anything was kept of it."""
    _require(by)
    detail = {"rows": len(rows), "wrong": sum(bool(row.wrong) for row in rows)}
    record_look("attendance.checked", detail=detail, by=by)


@transaction.atomic
def import_attendance(*, rows: Sequence[Row], by: User) -> AttendanceImport:
    """Whoever imports learns of the children whose case they see, and of no other whether there is a case at all."""
    agency = _require(by)
    queries.lock(agency)
    pupils = [row.pupil for row in rows if row.absence is not None]
    seen = queries.cases_of(pupils, agency.partnership_id)
    mine = queries.by_case(rows, seen)
    added = _new_periods(mine, agency)
    wrong = [row for row in rows if row.wrong]
    made = AttendanceImport.objects.create(
        agency=agency,
        imported_by=by,
        rows_read=len(rows),
        rows_wrong=len(wrong),
        rows_present=sum(row.is_no_absence for row in rows),
        kept_for=len(mine),
        periods_added=added,
        problems=[[row.number, *row.wrong] for row in wrong[:MOST_PROBLEMS]],
    )
    detail = {"rows": made.rows_read, "wrong": made.rows_wrong, "kept_for": made.kept_for, "added": added}
    record("attendance.imported", about=made, detail=detail, by=by)
    with wall.as_system(KEEPING.purpose):
        everywhere = queries.cases_of(pupils, agency.partnership_id)
        _keep(made, queries.by_case(rows, {**everywhere, **seen}))
    return made


@transaction.atomic
def strike_absence(*, absence: SchoolAbsence, version: int, why: str, by: User) -> SchoolAbsence:
    """Recorded in error: it stays readable, and counts for nothing."""
    require_decides(by, absence.case, KEEP)
    held = SchoolAbsence.held_at(pk=absence.pk, version=version)
    if held.struck_at is not None:
        raise MissingRefused(STRUCK)
    held.struck_at, held.struck_by, held.struck_because = clock.now(), by, why
    held.save()
    held.case = absence.case
    record("absence.struck", about=held, case=absence.case, reason=why, by=by)
    _note_line(held, is_significant=False, by=by)
    return held


def _require(by: User) -> Agency:
    access.require(by, KEEP)
    agency = agency_of(by)
    if agency is None or not queries.reports_attendance(agency):
        raise PermissionDenied
    return agency


def _new_periods(found: Mapping[Case, list[tuple[int, Absence]]], agency: Agency) -> int:
    """In the cases that the person sees."""
    held = queries.on_record(found, agency)
    return sum(queries.planned(periods, held.get(case.pk, [])).number for case, periods in found.items())


def _keep(made: AttendanceImport, found: Mapping[Case, list[tuple[int, Absence]]]) -> None:
    held = queries.on_record(found, made.agency)
    for case, periods in found.items():
        on_record = held.get(case.pk, [])
        planned = queries.planned(periods, on_record)
        changed = [_put_right(one, absence) for one, absence in planned.put_right]
        new = [_added(made, case, row, absence) for row, absence in planned.new]
        if changed or new:
            _note(case, on_record, [*changed, *new], made.ref)


def _put_right(one: SchoolAbsence, absence: Absence) -> SchoolAbsence:
    """The same days again, and the school says something else of them now: a reason has come since."""
    one.code, one.is_authorised, one.reason = absence.says
    one.sessions, one.possible = absence.sessions, absence.possible
    one.save()
    return one


def _added(made: AttendanceImport, case: Case, row: int, absence: Absence) -> SchoolAbsence:
    return SchoolAbsence.objects.create(
        case=case,
        agency=made.agency,
        imported=made,
        row=row,
        from_on=absence.from_on,
        to_on=absence.to_on,
        sessions=absence.sessions,
        possible=absence.possible,
        code=absence.code,
        is_authorised=absence.is_authorised,
        reason=absence.reason,
    )


def _note(case: Case, held: Iterable[SchoolAbsence], new: Sequence[SchoolAbsence], file: str) -> None:
    """A line for each period; the event in the case names the file's reference, and not who imported it."""
    is_often = queries.is_persistently_absent({*held, *new}, clock.today())
    for one in new:
        one.case = case
        _note_line(one, is_significant=is_often or one.is_authorised is False, by=KEEPING)
    detail = {"periods": len(new), "sessions": sum(one.sessions for one in new), "file": file}
    record("absence.kept", about=case, case=case, child=case.child, detail=detail, by=KEEPING)


def _note_line(absence: SchoolAbsence, *, is_significant: bool, by: Actor) -> None:
    note_line(
        case=absence.case,
        kind=LineKind.EDUCATION,
        headline=_headline(absence),
        words=absence.struck_because or absence.reason,
        happened_on=absence.from_on,
        until_on=_until(absence),
        is_significant=is_significant,
        source=absence,
        agency=absence.agency,
        by=by,
    )


def _until(absence: SchoolAbsence) -> date | None:
    return absence.to_on if absence.to_on != absence.from_on else None


def _headline(absence: SchoolAbsence) -> str:
    if absence.struck_at:
        return "An absence from school was recorded in error"
    number = absence.sessions
    how = {True: ", authorised", False: ", not authorised", None: ""}[absence.is_authorised]
    return f"Absent from school: {number} session{'' if number == 1 else 's'}{how}"

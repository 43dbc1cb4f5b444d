"""Whose absence it is that a school reports, what of it is on record, and who was missing without a screening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from cse_portal.agencies.agency_types import AgencyType, Group, types_in
from cse_portal.agencies.models import Agency, User
from cse_portal.cases.attendance.days import Absence, days_in, is_persistent, left_of, together
from cse_portal.cases.attendance.reading import Pupil, Row
from cse_portal.cases.child_lists import Born
from cse_portal.cases.identifiers import Kind
from cse_portal.cases.models import AttendanceImport, Case, Child, Identifier, SchoolAbsence
from cse_portal.cases.names import words_of
from cse_portal.core import wall

EDUCATION = frozenset(types_in(Group.EDUCATION))
MOST_IMPORTS = 20


def reports_attendance(agency: Agency | None) -> bool:
    """Schools, colleges and the education welfare service."""
    return agency is not None and bool(agency.kind) and AgencyType(agency.kind) in EDUCATION


def own_imports(person: User) -> list[AttendanceImport]:
    return list(AttendanceImport.objects.filter(imported_by=person).select_related("agency")[:MOST_IMPORTS])


def own_import(person: User, ref: str) -> AttendanceImport | None:
    return AttendanceImport.objects.filter(imported_by=person, ref=ref).select_related("agency").first()


def lock(agency: Agency) -> None:
    """Two files of one agency at once: the second meets what the first put on record."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('attendance'), %s::int)", [agency.pk % 2**31])


# --- whose it is -----------------------------------------------------------------------------------------------------


def cases_of(pupils: Iterable[Pupil], partnership: int) -> dict[Pupil, Case]:
    """The open case of each, among those that whoever acts here meets: a person their own, the portal all."""
    children = _children_of(list(dict.fromkeys(pupils)))
    open_now = Case.objects.filter(
        child__in=set(children.values()), partnership=partnership, closed_on__isnull=True
    ).select_related("child", "lead_agency", "partnership")
    by_child = {case.child_id: case for case in open_now}
    return {pupil: by_child[child] for pupil, child in children.items() if child in by_child}


def _children_of(pupils: Sequence[Pupil]) -> dict[Pupil, int]:
    """By the number, unless the dates of birth differ; else by the name and the date. Two that fit are none."""
    numbers, days = _by_number(pupils), _by_day(pupils)
    found: dict[Pupil, int] = {}
    for pupil in pupils:
        fits = {one for one, born in numbers.get(pupil.upn, ()) if born in (None, pupil.born_on) or not pupil.born_on}
        called = {one for one, names in days.get(pupil.born_on, ()) if _is_called(pupil.name, names)}
        if pupil.upn not in numbers:
            fits = called
        elif len(fits) > 1:
            fits &= called
        if len(fits) == 1:
            found[pupil] = fits.pop()
    return found


def _by_number(pupils: Sequence[Pupil]) -> Mapping[str, list[tuple[int, date | None]]]:
    held = Identifier.objects.held().filter(kind=Kind.UPN, value__in={one.upn for one in pupils if one.upn})
    found: dict[str, list[tuple[int, date | None]]] = defaultdict(list)
    for value, child, merged, born in held.values_list("value", "child", "child__merged_into", "child__born_on"):
        found[value].append((merged or child, born))
    return found


def _by_day(pupils: Sequence[Pupil]) -> Mapping[date | None, list[tuple[int, list[str]]]]:
    days = {one.born_on for one in pupils if one.name and one.born_on}
    found: dict[date | None, list[tuple[int, list[str]]]] = defaultdict(list)
    for child in Child.objects.filter(born_on__in=days, born_is=Born.KNOWN.value) if days else ():
        found[child.born_on].append((child.merged_into_id or child.pk, [*child.own_names, *child.other_names]))
    return found


def _is_called(typed: str, names: Iterable[str]) -> bool:
    """First and last name the same; a middle name may be missing on either side."""
    ends = _ends(typed)
    return len(ends) > 1 and any(_ends(name) == ends for name in names)


def _ends(name: str) -> tuple[str, ...]:
    words = words_of(name)
    return (words[0], words[-1]) if len(words) > 1 else words


def by_case(rows: Iterable[Row], cases: Mapping[Pupil, Case]) -> dict[Case, list[tuple[int, Absence]]]:
    """What is to be kept of each child: the periods, each with the first row that it came from."""
    found: dict[Case, list[Row]] = defaultdict(list)
    for row in rows:
        if row.absence is not None and row.pupil in cases:
            found[cases[row.pupil]].append(row)
    return {case: [(_row_of(one, mine), one) for one in _periods(mine)] for case, mine in found.items()}


def _periods(rows: Iterable[Row]) -> list[Absence]:
    return together(row.absence for row in rows if row.absence is not None)


def _row_of(absence: Absence, rows: Iterable[Row]) -> int:
    return min(row.number for row in rows if row.absence and row.absence.from_on == absence.from_on)


# --- what is on record -----------------------------------------------------------------------------------------------


def on_record(cases: Iterable[Case], agency: Agency) -> dict[int, list[SchoolAbsence]]:
    """Of that agency, with what was struck: the same words about the same days are not kept anew."""
    found: dict[int, list[SchoolAbsence]] = defaultdict(list)
    for one in SchoolAbsence.objects.filter(case__in=[case.pk for case in cases], agency=agency).order_by("from_on"):
        found[one.case_id].append(one)
    return found


@dataclass(frozen=True)
class Planned:
    """Of one child: what is put right, and what is new, each with the row that it came from."""

    put_right: list[tuple[SchoolAbsence, Absence]]
    new: list[tuple[int, Absence]]

    @property
    def number(self) -> int:
        return len(self.put_right) + len(self.new)


def planned(periods: Iterable[tuple[int, Absence]], held: Sequence[SchoolAbsence]) -> Planned:
    """The same file again plans nothing; what was struck is new only where the school says something else now."""
    found = Planned([], [])
    for row, absence in periods:
        same = next((one for one in held if one.span == absence.span and one.struck_at is None), None)
        if same is not None:
            if (*_says(same), same.sessions) != (*absence.says, absence.sessions):
                found.put_right.append((same, absence))
            continue
        counts = [one.span for one in held if one.struck_at is None or _says(one) == absence.says]
        taken = days_in([*counts, *(one.span for _, one in found.new)])
        found.new.extend((row, left) for left in left_of(absence, taken))
    return found


def _says(one: SchoolAbsence) -> tuple[str, bool | None, str]:
    return one.code, one.is_authorised, one.reason


def absences_of(case: Case) -> list[SchoolAbsence]:
    """The newest first; those that were struck, too."""
    return list(SchoolAbsence.objects.filter(case=case).select_related("agency"))


def absence_by_ref(ref: str) -> SchoolAbsence | None:
    """Behind the wall: none where the person does not see the case."""
    related = ("case__child", "case__lead_agency", "case__partnership", "agency", "struck_by")
    return SchoolAbsence.objects.select_related(*related).filter(ref=ref).first()


def whose_absence(ref: str) -> Case | None:
    """For the trail alone."""
    with wall.as_system("say in the trail whose record was refused"):
        row = SchoolAbsence.objects.filter(ref=ref).first()
        return Case.objects.select_related("child").filter(pk=row.case_id).first() if row else None


def sees_absence(person: User, ref: str) -> bool:
    """Asked about drafts that belong to an absence, each time."""
    row = SchoolAbsence.objects.filter(ref=ref).first()
    return row is not None and Case.objects.visible_to(person).filter(pk=row.case_id).exists()


def is_persistently_absent(absences: Iterable[SchoolAbsence], on: date) -> bool:
    return is_persistent([one.counted for one in absences if one.struck_at is None], on)

"""Missing episodes and their parts, for the tables of pages: who gets what, and how long the pages grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import (
    AttendanceImport,
    Case,
    FollowUp,
    InterviewStep,
    Learnt,
    MissingEpisode,
    SchoolAbsence,
)
from cse_portal.core import clock, wall
from tests.architecture.answers import SIGN_IN, Answers, Row, may_do, only
from tests.architecture.child_objects import a_case
from tests.architecture.meeting_objects import rows
from tests.factories import agency_of

SEES: Answers = only(*may_do(Permission.SEE_CASES))
KEEPS = may_do(Permission.KEEP_RECORD)
NOT_OWN = (only(*KEEPS, status=404), only(*KEEPS, status=404))
ROWS: tuple[Row, ...] = (
    Row("cases:missing_now", SIGN_IN, SEES),
    Row("cases:missing_week", SIGN_IN, SEES),
    # there is no episode to copy: whoever may is led back to the week
    Row("cases:missing_csv", SIGN_IN, only(*may_do(Permission.EXPORT_LISTS), status=302)),
    Row("cases:unscreened", SIGN_IN, SEES),
    Row("cases:unscreened_csv", SIGN_IN, only(*may_do(Permission.EXPORT_LISTS), status=302)),
    Row("cases:attendance", SIGN_IN, only(*KEEPS)),
    # what is checked is posted: an address that is opened leads to the file
    Row("cases:attendance_check", SIGN_IN, only(*KEEPS, status=302)),
    Row("cases:attendance_imported", SIGN_IN, only(*KEEPS), *NOT_OWN, of="attendance_import"),
    *rows(Permission.KEEP_RECORD, "absence", "strike_absence"),
    *rows(Permission.KEEP_RECORD, "learnt", "strike_learnt"),
    *rows(Permission.SEE_CASES, "case", "missing"),
    *rows(Permission.KEEP_RECORD, "case", "report_missing"),
    *rows(Permission.SEE_CASES, "missing_episode", "missing_episode"),
    *rows(Permission.KEEP_RECORD, "missing_episode", "change_missing", "record_return", "strike_missing"),
    *rows(Permission.KEEP_RECORD, "missing_episode", "interview_step", "record_interview", "add_learnt", "follow_up"),
)
A_DAY = timedelta(days=1)


def an_episode(person: User, case: Case | None = None, **terms: Any) -> MissingEpisode:
    """Over, reported by whoever asks; their interview is due."""
    began = clock.now() - A_DAY
    said = {"kind": "missing", "began_at": began, "ended_at": began + A_DAY / 2, "returned": "back"}
    said |= {"reported_by": "Her mother", "interview_due_at": began + 4 * A_DAY, **terms}
    about = case or a_case(person)
    with wall.as_system("set up a test"):
        return MissingEpisode.objects.create(case=about, recorded_by=person, agency=agency_of(person), **said)


def episode(person: User) -> dict[str, str]:
    return {"ref": an_episode(person).ref}


def _case_of(person: User) -> Case:
    with wall.as_system("set up a test"):
        return Case.objects.order_by("-pk").select_related("child").filter(lead_agency=agency_of(person))[0]


def episodes(person: User, number: int) -> None:
    """One after the other, each on a day of its own."""
    case = _case_of(person)
    with wall.as_system("set up a test"):
        before = MissingEpisode.objects.filter(case=case).count()
    for index in range(number):
        began = clock.now() - (before + index + 2) * A_DAY
        an_episode(person, case, began_at=began, ended_at=began + A_DAY / 3)
        an_absence(person, case, from_on=began.date(), to_on=began.date())


def now_missing(person: User, number: int) -> None:
    """Each in a case of its own, which the person sees."""
    for _ in range(number):
        an_episode(person, began_at=clock.now() - A_DAY, ended_at=None, returned="", interview_due_at=None)


def this_week(person: User, number: int) -> None:
    for _ in range(number):
        an_episode(person)


def parts(person: User, number: int) -> None:
    with wall.as_system("set up a test"):
        made = MissingEpisode.objects.order_by("-pk").filter(agency=agency_of(person))[0]
        of: dict[str, Any] = {"episode": made, "written_by": person, "agency": agency_of(person)}
        for _ in range(number):
            InterviewStep.objects.create(**of, step="waiting", at=clock.now())
            Learnt.objects.create(**of, words="Lifts", handling="network")
            FollowUp.objects.create(**of, about="screening", words="Screened", done_on=clock.today())


def an_import(person: User) -> AttendanceImport:
    with wall.as_system("set up a test"):
        return AttendanceImport.objects.create(
            agency=agency_of(person),
            imported_by=person,
            rows_read=2,
            rows_wrong=1,
            rows_present=0,
            kept_for=1,
            periods_added=1,
            problems=[[3, "Enter yes or no for authorised"]],
        )


def an_absence(person: User, case: Case | None = None, **terms: Any) -> SchoolAbsence:
    about, day = case or a_case(person), clock.today() - A_DAY
    said = {"from_on": day, "to_on": day, "sessions": 2, "row": 2, **terms}
    with wall.as_system("set up a test"):
        made = an_import(person)
        return SchoolAbsence.objects.create(case=about, agency=made.agency, imported=made, **said)


def absence(person: User) -> dict[str, str]:
    return {"ref": an_absence(person).ref}


def attendance_import(person: User) -> dict[str, str]:
    return {"ref": an_import(person).ref}


def imports(person: User, number: int) -> None:
    for _ in range(number):
        an_import(person)


def without_screening(person: User, number: int) -> None:
    """Each in a case of its own."""
    for _ in range(number):
        an_absence(person, an_episode(person).case)


def learnt(person: User) -> dict[str, str]:
    made = an_episode(person)
    with wall.as_system("set up a test"):
        words = {"words": "Lifts", "handling": "network"}
        return {"ref": Learnt.objects.create(episode=made, written_by=person, agency=agency_of(person), **words).ref}


MAKERS = {"missing_episode": episode, "absence": absence, "learnt": learnt, "attendance_import": attendance_import}
FILLERS = {
    "cases:missing": episodes,
    "cases:missing_episode": parts,
    "cases:missing_now": now_missing,
    "cases:missing_week": this_week,
    "cases:attendance": imports,
    "cases:unscreened": without_screening,
}

"""PDFs about a case: who has looked at it, the child’s family and support, and the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.models import AuditEvent
from cse_portal.cases.case_files import case_of, copy_of, may_have
from cse_portal.cases.look_queries import Wanted, events_of, lookers
from cse_portal.cases.meeting_queries import meeting_by_ref, sees_row
from cse_portal.cases.models import Case, Meeting
from cse_portal.cases.presenters.family import family_page
from cse_portal.cases.presenters.lookers import rows_of
from cse_portal.cases.presenters.looks import by_day
from cse_portal.cases.presenters.meetings import meeting_page
from cse_portal.cases.team_queries import Seen
from cse_portal.core import wall
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, render_pdf

LOOKS_PDF = "cases.who_has_looked_pdf"
FAMILY_PDF = "cases.family_pdf"
AT_A_TIME = 200
MOST_IN_PDF = 2_000
MOST_PEOPLE_IN_PDF = 500


@background(kind=LOOKS_PDF, title="Who has looked at a case: PDF", permission=Permission.SEE_CASES, may_have=may_have)
def who_has_looked_pdf(job: BackgroundJob, progress: Progress) -> None:
    """Whether its owner still sees the case is asked at each step, and once more before anything is written."""
    case = case_of(job)
    with wall.with_case(case.ref):
        context = _what_it_shows(job, case, progress)
    try:
        title = f"Who has looked at the record of {case.child.initials}"
        pdf = render_pdf("pdf/who_has_looked.html", copy=copy_of(job, case, title), context=context)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    case_of(job)
    with progress.file("who-has-looked.pdf", "application/pdf") as out:
        out.write(pdf)


@background(kind=FAMILY_PDF, title="Family and support: PDF", permission=Permission.SEE_CASES, may_have=may_have)
def family_pdf(job: BackgroundJob, progress: Progress) -> None:
    """As its owner sees the page at that moment; whether they still see the case is asked once more at the end."""
    case = case_of(job)
    copy = copy_of(job, case, f"Family and support of {case.child.initials}")
    progress.report(1, 2, "Laying out the pages")
    try:
        pdf = render_pdf("pdf/family.html", copy=copy, context={"case": case, "page": family_page(case)})
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    case_of(job)
    with progress.file("family-and-support.pdf", "application/pdf") as out:
        out.write(pdf)


def _what_it_shows(job: BackgroundJob, case: Case, progress: Progress) -> dict[str, Any]:
    events = _collected(job, case, progress)
    people = lookers(case, Wanted(), MOST_PEOPLE_IN_PDF + 1)
    return {
        "case": case,
        "people": rows_of(case, Wanted(), people[:MOST_PEOPLE_IN_PDF]),
        "are_people_cut": len(people) > MOST_PEOPLE_IN_PDF,
        "days": by_day(events[:MOST_IN_PDF]),
        "shown": min(len(events), MOST_IN_PDF),
        "is_cut": len(events) > MOST_IN_PDF,
    }


def _collected(job: BackgroundJob, case: Case, progress: Progress) -> list[AuditEvent]:
    events = events_of(case, Wanted())
    total = min(events.count(), MOST_IN_PDF) + 1  # the last step is laying out the pages
    found, chosen = [], iter(events[: MOST_IN_PDF + 1])
    while batch := list(islice(chosen, AT_A_TIME)):
        found += batch
        progress.report(min(len(found), total - 1), total)
        case_of(job)
    progress.report(total - 1, total, "Laying out the pages")
    return found


MINUTES_PDF = "cases.minutes_pdf"
MEETING_GONE = "You no longer see this meeting, so there is no file."


def may_have_minutes(person: Any, parameters: Mapping[str, Any]) -> bool:
    return bool(sees_row(Meeting)(person, str(parameters.get("meeting", ""))))


@background(
    kind=MINUTES_PDF, title="Minutes of a meeting: PDF", permission=Permission.SEE_CASES, may_have=may_have_minutes
)
def minutes_pdf(job: BackgroundJob, progress: Progress) -> None:
    """Whatever a handling mark keeps from its owner is not in it."""
    case, meeting = _meeting(job)
    with wall.with_case(case.ref):
        seen = Seen(job.owner, case, access.granted(job.owner, case))
        context = {"case": case, "page": meeting_page(seen, meeting)}
    title = f"{meeting.title}, {case.child.initials}"
    try:
        pdf = render_pdf("pdf/minutes.html", copy=copy_of(job, case, title), context=context)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    _meeting(job)
    with progress.file("minutes.pdf", "application/pdf") as out:
        out.write(pdf)


def _meeting(job: BackgroundJob) -> tuple[Case, Meeting]:
    meeting = meeting_by_ref(str(job.parameters.get("meeting", "")))
    visible = Case.objects.visible_to(job.owner).select_related("child", "partnership")
    case = visible.filter(pk=meeting.case_id).first() if meeting else None
    if meeting is None or case is None:
        raise CannotBuild(MEETING_GONE)
    return case, meeting

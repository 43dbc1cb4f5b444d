"""Made in the background from the list of cases: the list as a spreadsheet, and what came of allocating many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Permission
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.audit.actions import record
from cse_portal.cases import actions, letters, listing
from cse_portal.cases import list_queries as queries
from cse_portal.cases.letter_kinds import Letter
from cse_portal.cases.list_kinds import ALLOCATE_MANY, SPREADSHEET
from cse_portal.cases.listing import Wanted
from cse_portal.cases.models import Case
from cse_portal.cases.presenters.listing import Row, rows_of
from cse_portal.cases.team_queries import allocated_to
from cse_portal.core import clock
from cse_portal.core.models import StaleRecord
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.dates import in_words
from cse_portal.ui.spreadsheets import csv_rows

ALLOCATED, GONE = "Allocated", "You do not see this case any more"
SAVED_MEANWHILE = "Somebody saved this case at the same moment. Allocate it by itself"


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    """Whoever lost one of the cases since does not fetch what names its child: the list is copied anew without it."""
    refs = parameters.get("cases", [])
    return len(queries.by_refs(person, refs)) == len(set(refs))


@background(
    kind=SPREADSHEET, title="List of cases: spreadsheet", permission=Permission.EXPORT_LISTS, may_have=may_have
)
def list_csv(job: BackgroundJob, progress: Progress) -> None:
    """The cases that the list showed, in its columns and its order, as they are now."""
    wanted, refs = listing.restored(job.parameters["wanted"]), job.parameters["cases"]
    seen = {case.ref: case for case in queries.by_refs(job.owner, refs)}
    rows = rows_of([seen[ref] for ref in refs], wanted)
    record("case.list_exported", about=job, detail={"children": len(rows)}, by=job.owner)
    with progress.file("cases.csv", "text/csv; charset=utf-8") as out:
        for line in csv_rows(_header(job, wanted), (_cells(row, wanted) for row in rows)):
            out.write(line)
    progress.report(1, 1)


def _header(job: BackgroundJob, wanted: Wanted) -> list[str]:
    """The last heading says whose copy it is: it goes wherever the file goes."""
    titles = [listing.COLUMNS[code].title for code in wanted.columns]
    whose = f"OFFICIAL-SENSITIVE. Copy {job.ref}, made for {job.owner.name} on {in_words(clock.today())}"
    return ["Child", *titles, whose]


def _cells(row: Row, wanted: Wanted) -> list[object]:
    case = row.case
    cells: dict[str, object] = {
        "score": case.risk if case.risk is not None else "Not yet assessed",
        "stage": row.stage,
        "review": case.review_on.isoformat() if row.review_at and case.review_on else "",
        "agency": case.lead_agency.name,
        "worker": row.worker,
        "flags": ", ".join(flag.words for flag in row.flags),
        "age": row.age,
        "school": row.school,
        "opened": case.opened_on.isoformat(),
        "reference": case.ref,
    }
    return [case.child.name, *(cells[code] for code in wanted.columns), ""]


@background(kind=ALLOCATE_MANY, title="Allocating many cases", permission=Permission.ALLOCATE_CASES)
def allocate_many(job: BackgroundJob, progress: Progress) -> None:
    """May run again after a stop: what is allocated already says so, and is left as it is."""
    refs = [str(ref) for ref in job.parameters.get("cases", [])]
    worker = _worker(job)
    lines = []
    for done, (case, ref) in enumerate(_cases(job, refs)):
        progress.report(done, len(refs))
        lines.append((ref, _allocated(job, case, worker) if case else GONE))
    if any(outcome == ALLOCATED for _, outcome in lines):
        letters.tell(Letter.ALLOCATED, [worker.user])
    with progress.file("allocated.csv", "text/csv; charset=utf-8") as out:
        for line in csv_rows(["Case", "What came of it"], lines):
            out.write(line)
    progress.report(len(refs), len(refs))


def _worker(job: BackgroundJob) -> Membership:
    found = queries.workers_to_choose(job.owner).filter(ref=job.parameters.get("worker", "")).first()
    if found is None:
        raise CannotBuild("The worker whom you chose does not work cases in your agency any more.")
    return found


def _cases(job: BackgroundJob, refs: list[str]) -> Iterator[tuple[Case | None, str]]:
    for ref in refs:
        yield Case.objects.visible_to(job.owner).select_related("child").filter(ref=ref).first(), ref


def _allocated(job: BackgroundJob, case: Case, worker: Membership) -> str:
    held = allocated_to(case)
    if held and held.membership_id == worker.pk:
        return ALLOCATED  # before this attempt was begun again
    try:
        actions.allocate_case(case=case, worker=worker, version=case.version, is_told=False, by=job.owner)
    except NotAllowedNow as why:
        return str(why.sentence)
    except PermissionDenied:
        return "You may not allocate this case"
    except StaleRecord:
        return SAVED_MEANWHILE
    return ALLOCATED

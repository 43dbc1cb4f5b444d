"""Made in the background from the list of children without a screening in date: the list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import unscreened_queries as queries
from cse_portal.cases.list_kinds import UNSCREENED_CSV
from cse_portal.cases.presenters.unscreened import Line, lines_of
from cse_portal.cases.unscreened import read_wanted
from cse_portal.core import clock
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.dates import in_words
from cse_portal.ui.spreadsheets import csv_rows

COLUMNS = (
    *("Child", "Missing now", "Missing", "Absent from school", "Persistently absent", "Last screening"),
    *("Led by", "Worker", "Case"),
)


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    """Whoever lost one of the cases since does not fetch what names its child."""
    refs = set(parameters.get("cases", []))
    return queries.seen_among(person, refs) == len(refs)


@background(
    kind=UNSCREENED_CSV,
    title="Children without a screening in date: spreadsheet",
    permission=Permission.EXPORT_LISTS,
    may_have=may_have,
)
def unscreened_csv(job: BackgroundJob, progress: Progress) -> None:
    """The children that the list showed, as they are now."""
    said = job.parameters
    wanted = read_wanted(said["what"], str(said["days"]))
    lines = lines_of(queries.listed_again(job.owner, said["cases"], wanted, clock.today()))
    record("unscreened.exported", about=job, detail={"children": len(lines)}, by=job.owner)
    whose = f"OFFICIAL-SENSITIVE. Copy {job.ref}, made for {job.owner.name} on {in_words(clock.today())}"
    with progress.file("without-screening.csv", "text/csv; charset=utf-8") as out:
        for words in csv_rows([*COLUMNS, whose], (_cells(line) for line in lines)):
            out.write(words)
    progress.report(1, 1)


def _cells(line: Line) -> list[object]:
    one = line.one
    return [
        one.case.child.name,
        "Yes" if one.is_missing_now else "",
        line.missing,
        line.absent,
        "Yes" if one.is_persistent else "",
        line.screened,
        one.case.lead_agency.name,
        line.worker,
        one.case.ref,
        "",
    ]

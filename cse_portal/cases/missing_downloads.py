"""Made in the background from the list of a week: its missing episodes as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record
from cse_portal.cases import missing_queries as queries
from cse_portal.cases.list_kinds import MISSING_CSV
from cse_portal.cases.presenters.missing import Line, lines_of
from cse_portal.core import clock
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.dates import in_words
from cse_portal.ui.spreadsheets import csv_rows

COLUMNS = ("Child", "Since", "Kind", "Risk", "Back", "Length", "Interview", "Led by", "Worker", "Case")


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    """Whoever lost one of the cases since does not fetch what names its child."""
    refs = parameters.get("episodes", [])
    return len(queries.by_refs(person, refs)) == len(set(refs))


@background(
    kind=MISSING_CSV, title="Missing episodes: spreadsheet", permission=Permission.EXPORT_LISTS, may_have=may_have
)
def missing_csv(job: BackgroundJob, progress: Progress) -> None:
    """The episodes that the list showed, as they are now."""
    lines = lines_of(queries.by_refs(job.owner, job.parameters["episodes"]))
    record("missing.exported", about=job, detail={"episodes": len(lines)}, by=job.owner)
    whose = f"OFFICIAL-SENSITIVE. Copy {job.ref}, made for {job.owner.name} on {in_words(clock.today())}"
    with progress.file("missing-episodes.csv", "text/csv; charset=utf-8") as out:
        for words in csv_rows([*COLUMNS, whose], (_cells(line) for line in lines)):
            out.write(words)
    progress.report(1, 1)


def _cells(line: Line) -> list[object]:
    one = line.episode
    return [
        one.case.child.name,
        one.began_at.isoformat(timespec="minutes"),
        one.get_kind_display(),
        one.get_risk_display(),
        one.ended_at.isoformat(timespec="minutes") if one.ended_at else "Missing now",
        one.length,
        line.interview,
        one.case.lead_agency.name,
        line.worker,
        one.case.ref,
        "",
    ]

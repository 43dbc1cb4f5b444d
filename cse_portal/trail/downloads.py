"""What a search found, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.trail.actions.searching import SPREADSHEET
from cse_portal.trail.models import TrailSearch
from cse_portal.trail.presenters.lines import CSV_HEADER, exported
from cse_portal.trail.queries.events import number
from cse_portal.ui.spreadsheets import csv_rows

AT_A_TIME = 500
MOST_COUNTED = 100_000  # a longer one shows its progress against this many lines
GONE = "This search is not yours to read any more."


@background(kind=SPREADSHEET, title="Search of the audit trail: spreadsheet", permission=Permission.SEARCH_TRAIL)
def search_csv(job: BackgroundJob, progress: Progress) -> None:
    search = _still_readable(job)
    total = number(search, at_most=MOST_COUNTED) + 1
    with progress.file("audit-trail.csv", "text/csv; charset=utf-8") as out:
        for done, line in enumerate(csv_rows(CSV_HEADER, _cells(job, search))):
            out.write(line)
            if done % AT_A_TIME == 0:
                progress.report(min(done, total - 1), total)
    progress.report(total, total)


def _cells(job: BackgroundJob, search: TrailSearch) -> Iterator[tuple[object, ...]]:
    for page in exported(search, AT_A_TIME):
        yield from (line.cells() for line in page)
        _still_readable(job)


def _still_readable(job: BackgroundJob) -> TrailSearch:
    """Whether its owner may have it is asked now and after each page, of the post in which they searched."""
    owner = User.objects.get(pk=job.owner_id)
    visible = TrailSearch.objects.visible_to(owner).select_related("membership__user", "membership__agency", "agency")
    search = visible.filter(ref=job.parameters.get("search", "")).first()
    if search is None:
        raise CannotBuild(GONE)
    return search

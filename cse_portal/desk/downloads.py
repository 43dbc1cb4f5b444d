"""What the desk itself builds in the background: a person's own recorded activity."""

from __future__ import annotations

from itertools import islice

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.desk import activity
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf
from cse_portal.ui.spreadsheets import csv_rows

AT_A_TIME = 200
MOST_IN_PDF = 2_000


@background(
    kind="desk.my_activity_csv",
    title="My recorded activity: spreadsheet",
    permission=Permission.OWN_DESK,
    offer="Everything the portal has recorded about your own use of it, one line each (CSV)",
    button="Make the spreadsheet",
)
def my_activity_csv(job: BackgroundJob, progress: Progress) -> None:
    events = activity.own_events(job.owner)
    total = events.count()
    rows = (entry.cells() for entry in activity.entries(events.iterator(chunk_size=AT_A_TIME)))
    with progress.file("my-recorded-activity.csv", "text/csv; charset=utf-8") as out:
        for done, line in enumerate(csv_rows(activity.CSV_HEADER, rows)):
            out.write(line)
            if done % AT_A_TIME == 0:
                progress.report(min(done, total), total)
    progress.report(total, total)


@background(
    kind="desk.my_activity_pdf",
    title="My recorded activity: PDF",
    permission=Permission.OWN_DESK,
    offer="The latest of it, day by day, for reading or printing (PDF)",
    button="Make the PDF",
)
def my_activity_pdf(job: BackgroundJob, progress: Progress) -> None:
    events = activity.own_events(job.owner)
    total = events.count()
    chosen = activity.entries(events[:MOST_IN_PDF].iterator(chunk_size=AT_A_TIME))
    steps = min(total, MOST_IN_PDF) + 1  # the last step is laying out the pages
    collected: list[activity.Entry] = []
    while batch := list(islice(chosen, AT_A_TIME)):
        collected += batch
        progress.report(min(len(collected), steps - 1), steps)
    progress.report(steps - 1, steps, "Laying out the pages")
    context = {
        "days": activity.by_day(collected),
        "total": total,
        "shown": len(collected),
        "is_cut": total > len(collected),
    }
    try:
        pdf = render_pdf("pdf/my_activity.html", copy=copy_for(job), context=context)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    with progress.file("my-recorded-activity.pdf", "application/pdf") as out:
        out.write(pdf)


def copy_for(job: BackgroundJob) -> Copy:
    """Whose copy it is: the person and the agency for which they act; the job's reference is the serial."""
    return Copy(
        title="My recorded activity",
        recipient=_who(job.owner),
        serial=job.ref,
        made_at=clock.now(),
        partnership=_partnership(job.owner),
    )


def _who(owner: User) -> str:
    held = access.memberships(owner)
    return f"{owner.name}, {held[0].agency.name}" if held else owner.name


def _partnership(owner: User) -> str:
    held = access.memberships(owner)
    return held[0].agency.partnership.name if held else ""

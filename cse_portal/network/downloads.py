"""Made in the background: the picture of a network with its links, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.cases.case_files import case_of, copy_of, may_have
from cse_portal.cases.models import Case
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.network import queries
from cse_portal.network.item_kinds import title
from cse_portal.network.models import Item
from cse_portal.network.picturing import Wanted
from cse_portal.network.presenters.alerts import told_of
from cse_portal.network.presenters.pictures import picture_page
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf

PICTURE_PDF = "network.picture_pdf"
GONE = "You no longer see this record, so there is no file."


def may_have_picture(person: Any, parameters: Mapping[str, Any]) -> bool:
    if "case" in parameters:
        return may_have(person, parameters)
    return queries.sees_item(person, str(parameters.get("item", "")))


@background(
    kind=PICTURE_PDF, title="Picture of a network: PDF", permission=Permission.SEE_NETWORK, may_have=may_have_picture
)
def picture_pdf(job: BackgroundJob, progress: Progress) -> None:
    """As its owner sees the page at that moment; whether they still see what it begins from is asked once more."""
    start = _start(job)
    told = told_of(job.owner, queries.alerts_of(job.owner, start), start) if isinstance(start, Case) else []
    context = {"start": start, "page": picture_page(job.owner, start, Wanted.of_kept(job.parameters), told)}
    progress.report(1, 2, "Laying out the pages")
    try:
        pdf = render_pdf("pdf/network.html", copy=_copy(job, start), context=context)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    _start(job)
    with progress.file("network.pdf", "application/pdf") as out:
        out.write(pdf)


def _start(job: BackgroundJob) -> Case | Item:
    if "case" in job.parameters:
        return case_of(job)
    item = queries.item_by_ref(job.owner, str(job.parameters.get("item", "")))
    if item is None:
        raise CannotBuild(GONE)
    return item


def _copy(job: BackgroundJob, start: Case | Item) -> Copy:
    """Initials of a child at most, and of nobody else the name."""
    about = start.child.initials if isinstance(start, Case) else f"a {title(start.get_kind()).lower()}"
    return copy_of(job, start, f"Network around {about}")

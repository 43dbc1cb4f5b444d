"""A conversation on paper, of what its owner may read at that moment."""

from __future__ import annotations

from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases import message_queries as queries
from cse_portal.cases.case_files import GONE, THREAD_PDF, case_of, copy_of, may_have
from cse_portal.cases.entry_queries import reader_of
from cse_portal.cases.models import Case, Thread
from cse_portal.cases.presenters.messages import Line, lines_of, named_of
from cse_portal.core import wall
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, render_pdf

MOST_IN_FILE = 2_000


@background(
    kind=THREAD_PDF, title="Conversation about a case: PDF", permission=Permission.SEE_CASES, may_have=may_have
)
def thread_pdf(job: BackgroundJob, progress: Progress) -> None:
    """Whether its owner still reads it is asked at each step, and once more before anything is written."""
    case = case_of(job)
    with wall.with_case(case.ref):
        context = _what_it_says(job, case, progress)
    try:
        whole = render_pdf(
            "pdf/thread.html", copy=copy_of(job, case, f"Conversation about {case.child.initials}"), context=context
        )
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    thread_of(job, case_of(job))
    with progress.file("conversation.pdf", "application/pdf") as out:
        out.write(whole)


def thread_of(job: BackgroundJob, case: Case) -> Thread:
    """Behind the wall; and its mark asked beside it."""
    thread = queries.thread_by_ref(str(job.parameters.get("thread", "")))
    reasons = {grant.reason for grant in access.granted(job.owner, case)}
    if thread is None or thread.case_id != case.pk or not thread.is_readable_by(reader_of(job.owner, reasons)):
        raise CannotBuild(GONE)
    return thread


def _what_it_says(job: BackgroundJob, case: Case, progress: Progress) -> dict[str, Any]:
    thread = thread_of(job, case)
    total = min(thread.length, MOST_IN_FILE) + 1  # the last step is laying out the pages
    lines: list[Line] = []
    for messages in queries.all_messages(thread):
        lines += lines_of(messages, queries.receipts_of(messages))
        progress.report(min(len(lines), total - 1), total)
        thread_of(job, case_of(job))
        if len(lines) >= MOST_IN_FILE:
            break
    progress.report(total - 1, total, "Laying out the pages")
    return {
        "case": case,
        "thread": thread,
        "named": named_of(thread),
        "lines": lines[:MOST_IN_FILE],
        "is_cut": thread.length > MOST_IN_FILE,
        "most": MOST_IN_FILE,
    }

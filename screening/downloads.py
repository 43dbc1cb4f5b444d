"""A completed tool as a file, made in the background: to hand on as PDF, to work on as Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cse_portal.agencies.roles import Permission
from cse_portal.cases.case_files import copy_of
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy
from screening import queries
from screening.documents import paper_pdf, paper_word
from screening.models import Tool
from screening.paper_kinds import PDF, WORD, why_no_file
from screening.presenters.papers import Paper, paper_of

GONE = "You no longer see this screening, so there is no file."
PDF_FILE = "application/pdf"
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Made = Callable[[Copy, Paper], bytes]


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    return queries.sees_tool(person, str(parameters.get("tool", "")))


@background(kind=PDF, title="Screening: PDF", permission=Permission.SEE_CASES, may_have=may_have)
def tool_pdf(job: BackgroundJob, progress: Progress) -> None:
    def made(copy: Copy, paper: Paper) -> bytes:
        try:
            return paper_pdf(copy, paper)
        except CannotRender:
            raise CannotBuild(MISSING_PART) from None

    _build(job, progress, made, "pdf", PDF_FILE)


@background(kind=WORD, title="Screening: Word document", permission=Permission.SEE_CASES, may_have=may_have)
def tool_word(job: BackgroundJob, progress: Progress) -> None:
    _build(job, progress, paper_word, "docx", WORD_FILE)


def _build(job: BackgroundJob, progress: Progress, made: Made, ending: str, content_type: str) -> None:
    """Whether its owner still may read it is asked once more before anything is written."""
    tool = _tool(job)
    paper = paper_of(tool, job.owner)
    progress.report(1, 2, "Laying out the pages")
    whole = made(copy_of(job, tool.case, f"{paper.page.instrument.title}, {tool.case.child.initials}"), paper)
    _tool(job)
    with progress.file(f"{tool.instrument}.{ending}", content_type) as out:
        out.write(whole)


def _tool(job: BackgroundJob) -> Tool:
    found = queries.tool_by_ref(job.owner, str(job.parameters.get("tool", "")))
    if found is None:
        raise CannotBuild(GONE)
    if why := why_no_file(found.get_status()):
        raise CannotBuild(why)
    return found

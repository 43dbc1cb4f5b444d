"""The chronology as a file, of what its owner may read: a PDF to hand on, a Word document to work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases import entry_queries as queries
from cse_portal.cases.case_files import CHRONOLOGY_PDF, CHRONOLOGY_WORD, case_of, copy_of, may_have
from cse_portal.cases.chronology import Asked
from cse_portal.cases.models import Case
from cse_portal.cases.presenters.chronology import Drawn, asked_in_words, drawn_of
from cse_portal.cases.presenters.entries import Line, lines_of
from cse_portal.cases.word_files import word_of
from cse_portal.core import wall
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender, Copy, render_pdf

MOST_IN_FILE = 5_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Made = Callable[[Copy, Mapping[str, Any]], bytes]


@background(kind=CHRONOLOGY_PDF, title="Chronology of a case: PDF", permission=Permission.SEE_CASES, may_have=may_have)
def chronology_pdf(job: BackgroundJob, progress: Progress) -> None:
    def made(copy: Copy, context: Mapping[str, Any]) -> bytes:
        try:
            return render_pdf("pdf/chronology.html", copy=copy, context=dict(context))
        except CannotRender:
            raise CannotBuild(MISSING_PART) from None

    _build(job, progress, made, "chronology.pdf", "application/pdf")


@background(
    kind=CHRONOLOGY_WORD,
    title="Chronology of a case: Word document",
    permission=Permission.SEE_CASES,
    may_have=may_have,
)
def chronology_word(job: BackgroundJob, progress: Progress) -> None:
    _build(job, progress, word_of, "chronology.docx", WORD)


def _build(job: BackgroundJob, progress: Progress, made: Made, name: str, content_type: str) -> None:
    """Whether its owner still sees the case is asked at each step, and once more before anything is written."""
    case = case_of(job)
    asked = Asked.restored(dict(job.parameters.get("asked", {})))
    with wall.with_case(case.ref):
        context = _what_it_says(job, case, asked, progress)
    whole = made(copy_of(job, case, f"Chronology of {case.child.initials}"), context)
    case_of(job)
    with progress.file(name, content_type) as out:
        out.write(whole)


def _what_it_says(job: BackgroundJob, case: Case, asked: Asked, progress: Progress) -> dict[str, Any]:
    weeks = queries.weeks(case, asked)
    total = min(sum(week.wanted for week in weeks), MOST_IN_FILE) + 1  # the last step is laying out the pages
    lines: list[Line] = []
    reasons = {grant.reason for grant in access.granted(job.owner, case)}
    for rows in queries.all_entries(job.owner, case, asked, reasons):
        lines += lines_of(rows)
        progress.report(min(len(lines), total - 1), total)
        case_of(job)
        if len(lines) >= MOST_IN_FILE:
            break
    progress.report(total - 1, total, "Laying out the pages")
    drawn: Drawn | None = drawn_of(case, weeks, replace(asked, since=None, until=None))
    return {
        "case": case,
        "lines": lines[:MOST_IN_FILE],
        "is_cut": sum(week.wanted for week in weeks) > MOST_IN_FILE,
        "most": MOST_IN_FILE,
        "drawn": drawn,
        "asked": asked_in_words(asked),
    }

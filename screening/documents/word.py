"""A completed tool as a Word document, with the same words in the same order as the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Mm

from cse_portal.cases.word_files import begun, bytes_of, without_controls
from cse_portal.ui.documents import Copy
from screening.presenters.papers import Paper, PaperPart

QUOTE, BULLETS, NUMBERS, GRID = "Quote", "List Bullet", "List Number", "Table Grid"
NOTHING_SAID = "Nobody has said yet."
TO_SIGN = ("Who", "What they did", "Signature", "Date")


def paper_word(copy: Copy, paper: Paper) -> bytes:
    document = begun(copy)
    document.styles[QUOTE].font.italic = False
    document.styles[QUOTE].paragraph_format.left_indent = Mm(6)
    _table(document, ("About this form", ""), [(one.title, one.words) for one in paper.facts], widths=(45, 125))
    if paper.tool.in_danger:
        _bold(document, "The child was in immediate danger when this form was begun.")
    _child(document, paper)
    _tiles(document, paper)
    _suggested(document, paper)
    _decided(document, paper)
    document.add_heading("Every answer, with what stands behind it", 1)
    for part in paper.parts:
        _part(document, part)
    _attached(document, paper)
    _advices(document, paper)
    _signatures(document, paper)
    return bytes_of(document)


def _child(document: Any, paper: Paper) -> None:
    document.add_heading("What the child says", 1)
    for one in paper.said:
        _bold(document, one.title)
        _quoted(document, one.words)
    if not paper.said:
        document.add_paragraph("The child’s own words are not on this form.")


def _tiles(document: Any, paper: Paper) -> None:
    document.add_heading("SAFEGUARD at a glance", 1)
    rows = [(one.letter, one.name, one.words + (". Harm" if one.is_harm else "")) for one in paper.tiles]
    _table(document, ("Letter", "Stands for", "What was answered"), rows, widths=(15, 85, 70))


def _suggested(document: Any, paper: Paper) -> None:
    said = paper.page.suggested
    document.add_heading(f"The tool suggests: {said.result.title}", 1)
    _say(document, said.result.meaning)
    if paper.total is not None:
        _say(document, f"Total: {paper.total}")
    if said.is_incomplete:
        _bold(document, "Incomplete information")
    if said.is_mash:
        _bold(document, "The way is a referral to MASH, whatever the level.")
    document.add_heading("Why", 2)
    for one in said.fired:
        _say(document, "\n".join(filter(None, (one.sentence, one.items))), NUMBERS)
    document.add_heading("Harm: signs that abuse may already be happening", 2)
    for line in paper.harm:
        _say(document, line)
    if said.to_ask:
        document.add_heading("Still to find out", 2)
    for unknown in said.to_ask:
        _say(document, f"{unknown.text}: ask {unknown.ask}" if unknown.ask else unknown.text, BULLETS)


def _decided(document: Any, paper: Paper) -> None:
    tool = paper.tool
    document.add_heading("What was decided", 1)
    _bold(document, paper.decision)
    _say(document, paper.decided)
    if tool.decided_because:
        _quoted(document, tool.decided_because)
    for one in paper.later:
        document.add_heading(one.title, 2)
        _quoted(document, one.words)
    if tool.is_still_worried and tool.decided_by:
        _bold(document, f"{tool.decided_by.name} is still very worried.")
    document.add_heading("What follows", 1)
    _bold(document, paper.follows or NOTHING_SAID)
    if tool.next_words:
        _say(document, tool.next_words)


def _part(document: Any, part: PaperPart) -> None:
    document.add_heading(part.title, 2)
    for one in part.rows:
        _bold(document, one.row.text)
        lines = [*one.answers, *([one.row.which] if one.row.which else [])]
        if lines or not one.evidence:
            _say(document, "\n".join(lines) or "Not answered")
        if one.evidence:
            _quoted(document, one.evidence)
        if one.known_from:
            _say(document, one.known_from)
        if one.row.ask:
            _say(document, f"Who could know: {one.row.ask}")


def _attached(document: Any, paper: Paper) -> None:
    document.add_heading("Documents that belong to it", 1)
    if not paper.attached:
        document.add_paragraph("None that you may open.")
    for one in paper.attached:
        _say(document, one, BULLETS)


def _advices(document: Any, paper: Paper) -> None:
    document.add_heading("Advice", 1)
    if not paper.advices:
        document.add_paragraph("Nobody was asked for advice on this form.")
    for one in paper.advices:
        _bold(document, one.who)
        _say(document, one.state)
        if one.question:
            _say(document, f"Asked: {one.question}")
        if one.words:
            _quoted(document, one.words)


def _signatures(document: Any, paper: Paper) -> None:
    document.add_heading("Signatures", 1)
    rows = [(f"{one.name}\n{one.post}".strip(), f"{one.did}\n{one.on}".strip(), "", "") for one in paper.signatures]
    table = _table(document, TO_SIGN, rows, widths=(55, 45, 45, 25))
    for row in table.rows[1:]:
        row.height = Mm(18)


def _say(document: Any, words: str, style: str | None = None) -> Any:
    return document.add_paragraph(without_controls(words), style)


def _bold(document: Any, words: str) -> None:
    """Stays with what follows it."""
    paragraph = document.add_paragraph()
    paragraph.add_run(without_controls(words)).bold = True
    paragraph.paragraph_format.keep_with_next = True


def _quoted(document: Any, words: str) -> None:
    _say(document, words, QUOTE)


def _table(document: Any, titles: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]) -> Any:
    """Its titles stand on each page again, and a row stays whole."""
    table = document.add_table(rows=0, cols=len(titles), style=GRID)
    for words in (titles, *rows):
        cells = table.add_row().cells
        for cell, said, width in zip(cells, words, widths, strict=True):
            cell.text, cell.width = without_controls(said), Mm(width)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _mark(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")
    return table


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))

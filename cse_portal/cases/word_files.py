"""Word documents about a case: headings and paragraphs that a screen reader and an editor find their way in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cse_portal.ui.dates import in_words
from cse_portal.ui.documents import Copy

LANGUAGE = "en-GB"
# What no XML document can hold, however it was typed.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def word_of(copy: Copy, context: Mapping[str, Any]) -> bytes:
    document = begun(copy)
    document.add_paragraph(f"Case {context['case'].ref}. {context['asked']}")
    if context["is_cut"]:
        document.add_paragraph(f"Only the first {context['most']} entries are in this document.")
    if not context["lines"]:
        document.add_paragraph("No entry fits, or none that the owner of this copy may read.")
    for line in context["lines"]:
        _line(document, line)
    return bytes_of(document)


def begun(copy: Copy) -> Any:
    """An empty one with its frame: what it is, whose copy, and that it stays with them."""
    document = Document()
    _about(document.core_properties, copy)
    _look(document.styles)
    _frame(document, copy)
    document.add_heading(without_controls(copy.title), 0)
    document.add_paragraph("Do not pass this on. Every page says whose copy it is.")
    return document


def bytes_of(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def without_controls(words: str) -> str:
    return UNWRITABLE.sub("", words)


def _about(properties: Any, copy: Copy) -> None:
    properties.title, properties.author, properties.comments = copy.title, copy.partnership, ""
    properties.created = properties.modified = copy.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.language = LANGUAGE


def _look(styles: Any) -> None:
    """In British English throughout, so that it is read aloud and spelled as such."""
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(11)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _frame(document: Any, copy: Copy) -> None:
    """The marking, whose copy it is and which page of how many stand on every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = f"{copy.marking}. {copy.partnership}"
    made = f"Made for {copy.recipient} on {in_words(copy.made_at.date())}. Copy {copy.serial}."
    foot = section.footer.paragraphs[0]
    foot.text = f"{made} Page "
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    """A number that whoever opens the document works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _line(document: Any, line: Any) -> None:
    document.add_heading(without_controls(f"{line.when}: {line.title}"), 1)
    about = [line.kind, *(["Significant"] if line.is_significant else []), line.tone_words, line.who, line.handling]
    document.add_paragraph(without_controls(". ".join(filter(None, about)) + "."))
    if line.struck:
        document.add_paragraph(without_controls(f"Struck through by {line.struck.by}: {line.struck.because}"))
    _words(document, line.words, is_struck=line.struck is not None)
    for title, words in (
        ("What it means for the child", line.impact),
        ("How it is known", line.known_from),
        ("The child’s part", line.childs_part),
    ):
        if words:
            _words(document, f"{title}: {words}", is_struck=line.struck is not None)
    for part in line.parts:
        _words(document, f"{part.who} ({part.handling}) added: {part.words}", is_struck=part.struck is not None)
        if part.struck:
            document.add_paragraph(without_controls(f"Struck through by {part.struck.by}: {part.struck.because}"))


def _words(document: Any, words: str, *, is_struck: bool) -> None:
    if words:
        run = document.add_paragraph().add_run(without_controls(words))
        run.font.strike = is_struck or None

"""The frame of every PDF: its marking, whose copy it is, and a renderer that fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

MARKING = "OFFICIAL-SENSITIVE"
STYLE = Path(__file__).with_name("pdf.css")
MISSING_PART = (
    "The portal cannot make PDFs at the moment: a part of its installation is missing. "
    "Whoever operates it sees this on the operations page."
)


class CannotRender(Exception):
    """WeasyPrint or the libraries that it draws with are not installed."""


@dataclass(frozen=True)
class Copy:
    """One person's copy: printed on every page, so that a lost one says whose it was."""

    title: str
    recipient: str
    serial: str
    made_at: datetime
    partnership: str = ""
    marking: str = MARKING


def pdf_problem() -> str:
    """Empty when PDFs can be made; else what is missing, for whoever operates the portal."""
    try:
        _weasyprint()
    except CannotRender as problem:
        return str(problem)
    return ""


def render_pdf(template: str, *, copy: Copy, context: dict[str, Any]) -> bytes:
    """A tagged, accessible PDF from a template that extends `pdf/base.html`."""
    weasyprint = _weasyprint()
    html = render_to_string(template, {**context, "copy": copy})
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"}, timeout=2)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=fetcher)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1"))


def _weasyprint() -> Any:
    """Imported when first needed: the portal starts without it, and most processes never draw."""
    try:
        import weasyprint
        import weasyprint.urls
    except (ImportError, OSError) as problem:
        raise CannotRender("WeasyPrint cannot load Pango") from problem
    return weasyprint

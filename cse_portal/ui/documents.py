"""The frame of every PDF: its marking, whose copy it is, and a renderer that fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.template.loader import render_to_string

MARKING = "OFFICIAL-SENSITIVE"
STYLE, DRAWING_STYLE = (Path(__file__).with_name(name) for name in ("pdf.css", "pdf_drawings.css"))
# One family for each alphabet, tried one after the other: names come from everywhere.
FONTS = (
    ("Inter", "inter-latin-wght-normal.woff2"),
    ("Inter Extended", "inter-latin-ext-wght-normal.woff2"),
    ("Inter Vietnamese", "inter-vietnamese-wght-normal.woff2"),
)
KEPT_FOR = 30 * 24 * 60 * 60  # seconds
DRAWING_END = "</svg>"
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
    return _drawn(render_to_string(template, {**context, "copy": copy}))


def render_blank(template: str, *, title: str, context: dict[str, Any]) -> bytes:
    """A form to be filled in by hand, from a template that extends `pdf/blank.html`: about nobody, and nobody's copy.

    Laid out once for all processes, and anew when a word or the style has changed.
    """
    page = render_to_string(template, {**context, "title": title, "marking": MARKING})
    key = f"blank_form:{sha256((page + _style()).encode()).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = _drawn(page)
        cache.set(key, kept, KEPT_FOR)
    return kept


def _drawn(page: str) -> bytes:
    weasyprint = _weasyprint()
    html = _with_style_in_drawings(page)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"}, timeout=2)
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=_style(), url_fetcher=fetcher, font_config=fonts)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"))


def _with_style_in_drawings(html: str) -> str:
    """The page's style sheet does not reach into a drawing: each carries its own."""
    if DRAWING_END not in html:
        return html
    style = DRAWING_STYLE.read_text(encoding="utf-8")
    return html.replace(DRAWING_END, f"<style>{style}</style>{DRAWING_END}")


@lru_cache(maxsize=1)
def _style() -> str:
    """The style sheet with its fonts inside, since the renderer fetches nothing."""
    return "".join(_face(*font) for font in FONTS) + STYLE.read_text(encoding="utf-8")


def _face(family: str, file: str) -> str:
    """Nothing when the front end is not built: the letters are then another font's."""
    found = finders.find(f"fonts/{file}")
    if found is None:
        return ""
    letters = b64encode(Path(found).read_bytes()).decode()
    source = f'url("data:font/woff2;base64,{letters}") format("woff2")'
    return f'@font-face {{ font-family: "{family}"; font-weight: 100 900; src: {source}; }}\n'


def _weasyprint() -> Any:
    """Imported when first needed: the portal starts without it, and most processes never draw."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except (ImportError, OSError) as problem:
        raise CannotRender("WeasyPrint cannot load Pango") from problem
    return weasyprint

"""Tools as tagged PDFs: a completed one, and the form of an edition to fill in by hand with a child."""

from __future__ import annotations

from functools import lru_cache

from cse_portal.ui.documents import Copy, render_blank, render_pdf
from screening.instruments.loading import edition
from screening.instruments.shape import Instrument
from screening.presenters.blank import blank_of
from screening.presenters.papers import Paper

EDITIONS_AT_ONCE = 4


def paper_pdf(copy: Copy, paper: Paper) -> bytes:
    return render_pdf("pdf/tool.html", copy=copy, context={"paper": paper})


def blank_pdf(instrument: Instrument) -> bytes:
    """Of an edition that never changes: laid out once in each process."""
    return _blank(instrument.code, instrument.edition, instrument.digest)


@lru_cache(maxsize=EDITIONS_AT_ONCE)
def _blank(code: str, name: str, digest: str) -> bytes:
    blank = blank_of(edition(code, name))
    return render_blank("pdf/blank_tool.html", title=blank.title, context={"blank": blank})

"""A completed tool as a file: the kinds there are, and why there is none of what is not complete."""

from __future__ import annotations

from collections.abc import Mapping

from screening.workflow import ToolStatus

PDF, WORD = "screening.tool_pdf", "screening.tool_word"
FIGURES = "screening.figures_pdf"
BY_FORMAT: Mapping[str, str] = {"pdf": PDF, "word": WORD}

WHY_NO_FILE: Mapping[ToolStatus, str] = {
    ToolStatus.DRAFT: "This screening is still being filled in, so there is no copy of it. Decide about it first.",
    ToolStatus.SET_ASIDE: "This screening was set aside and nobody has decided about it, so there is no copy of it. "
    "Take it up again to go on with it.",
}


def why_no_file(status: ToolStatus) -> str:
    """Empty when there is one."""
    return WHY_NO_FILE.get(status, "")

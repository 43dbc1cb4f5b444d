"""Pages of filled-in tools: what they are about is filled in by tests.load.filled, inside the portal."""

from __future__ import annotations

FILL = "from tests.load import filled; filled.fill()"
SECTION, DRAFT, TYPED = "letter_g", "BENCH-TOOL-WHOLE", "S2_what"
FORM = f"/screening/section/BENCH-{SECTION.replace('_', '-').upper()}/"
BUTTONS = ("", "_later", "_check_wording", "_use", "csrfmiddlewaretoken")
# By name: what it is, where it stands, and words of it.
PAGES = {
    "tool": ("A section of an assessment, 14 items", FORM, "data-item"),
    "result": ("What a screening suggests", f"/screening/{DRAFT}/result/", "data-about"),
    "compare": ("Then and now, four assessments", "/cases/BENCH-CASE-1/screening/compare/", "Still there"),
}

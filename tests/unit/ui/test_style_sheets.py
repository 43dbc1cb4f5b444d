"""Templates and style sheets fit each other, and nothing is styled in line."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHEETS = ROOT / "cse_portal" / "ui" / "assets"
CLASSES = re.compile(r'class="([^"]*)"')
OWN_CLASS = re.compile(r"(?<![\w-])p-[a-z0-9_-]+(?![\w{-])")
APPS = ("cse_portal", "screening", "referrals", "mase", "reporting", "templates")
# Hooks for scripts, and names whose look is that of the element itself.
UNSTYLED = {"p-before", "p-draft-status__line", "p-merge", "p-prompts__title", "p-safe-form", "p-without-js"}


def templates() -> list[Path]:
    return [file for app in APPS for file in sorted((ROOT / app).rglob("*.html"))]


def defined() -> set[str]:
    written = "".join(file.read_text() for file in SHEETS.rglob("*.scss"))
    return set(re.findall(r"\.(p-[a-z0-9_-]+)", written))


def used(file: Path) -> set[str]:
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", file.read_text())
    return {
        name for classes in CLASSES.findall(text) for name in OWN_CLASS.findall(classes) if not name.endswith("--")
    }


def test_every_class_of_ours_in_a_template_is_styled() -> None:
    known = defined() | UNSTYLED
    assert {str(file.relative_to(ROOT)): left for file in templates() if (left := used(file) - known)} == {}


def test_no_template_styles_or_scripts_in_line() -> None:
    inline = re.compile(r"\sstyle=|<style\b|\son(?:click|change|load|submit|input)=|<script(?![^>]*\bsrc=)")
    screens = [file for file in templates() if "pdf" not in file.parts]
    assert [str(file.relative_to(ROOT)) for file in screens if inline.search(file.read_text())] == []


def test_colours_are_named_once() -> None:
    """A mark's colour comes from the tokens, whose contrast is tested."""
    marks = ("_marks.scss", "_tiles.scss", "_stages.scss", "_tables.scss", "_chronology.scss")
    loose = {
        name: found
        for name in marks
        if (found := re.findall(r"#[0-9a-f]{3,6}\b(?!\{)", (SHEETS / "portal" / name).read_text()))
    }
    assert loose == {"_marks.scss": ["#6b3f86", "#8a4b10", "#2b5d34"], "_tiles.scss": ["#97a1a5"]}
